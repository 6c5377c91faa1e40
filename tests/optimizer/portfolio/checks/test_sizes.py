import pytest

from optimizer.portfolio.checks import issues, sizes


def offers(count):
    """Offers for ages, at the highest price."""
    return {
        "timeline": {"start": "2026-01-05", "horizon": 20_000},
        "offers": [
            {"engineer": {"id": f"Zoe{i}", "hours_per_week": 0}, "weekly_price": 10**9}
            for i in range(count)
        ],
    }


def efforts(count):
    demands = [{"skill": "java", "id": str(i), "effort": 10**9} for i in range(count)]
    return {"package": {"staffing": "pool", "demands": demands}}


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        pytest.param(
            {"project": {"value": 10**9}, "money_per_point": 10**6},
            {"project": {"value": 10**9}, "money_per_point": 10**4},
            id="value",
        ),
        pytest.param(
            {
                "project": {"delay_cost": 10**9, "due": "2026-02-06"},
                "money_per_point": 10**6,
            },
            {"project": {"delay_cost": 10**9, "due": "2026-02-06"}},
            id="delay cost",
        ),
        pytest.param(
            {
                "project": {"value": None, "scores": {"a": 10**7}},
                "drivers": {"a": 10**8},
            },
            {
                "project": {"value": None, "scores": {"a": 10**5}},
                "drivers": {"a": 10**8},
            },
            id="scores",
        ),
        pytest.param(efforts(901), efforts(900), id="efforts"),
        pytest.param(
            {"engineer": {"cost_per_hour": 10**8}},
            {"engineer": {"cost_per_hour": 10**7}},
            id="person rates",
        ),
        pytest.param(
            {**efforts(1), "role_rates": {"java": 10}},
            {**efforts(1), "role_rates": {"java": 9}},
            id="role rates",
        ),
        pytest.param(offers(5), offers(4), id="prices"),
    ],
)
def test_sums_stay_exact(portfolio_of, bad, good):
    assert [it.code for it in sizes.exact_sums(portfolio_of(**bad))] == ["inexact_sum"]
    assert list(sizes.exact_sums(portfolio_of(**good))) == []


def test_the_hours_of_very_long_days_stay_exact(portfolio_of):
    long = {
        "engineer": {"hours_per_week": 10**9},
        "timeline": {"start": "2026-01-05", "horizon": 2000},
    }
    assert [it.code for it in sizes.exact_sums(portfolio_of(**long))] == ["inexact_sum"]


def test_too_many_things_are_all_that_is_reported(portfolio_of, monkeypatch):
    monkeypatch.setattr(sizes, "MOST_PACKAGES", 0)
    (found,) = issues(portfolio_of(project={"rank": 1}))
    assert found.code == "too_large"
    assert "1 packages" in found.message


@pytest.mark.parametrize(
    "limit", ["MOST_PEOPLE", "MOST_PROJECTS", "MOST_DEMANDS", "MOST_PERSON_PERIODS"]
)
def test_every_kind_of_thing_has_a_limit(codes, monkeypatch, limit):
    monkeypatch.setattr(sizes, limit, 0)
    assert codes() == ["too_large"]


def test_links_have_a_limit(codes, monkeypatch):
    monkeypatch.setattr(sizes, "MOST_LINKS", 0)
    packages = [
        {"id": "v", "duration": 0},
        {"id": "w", "duration": 0, "predecessors": ["v"]},
    ]
    assert codes(project={"packages": packages}) == ["too_large"]
