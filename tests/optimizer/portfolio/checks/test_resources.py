import pytest


def floor(**fields):
    return {"floors": [{"id": "f", "skill": "java", **fields}]}


def budget(basis="stated", **fields):
    return {"budgets": [{"id": "b", "basis": basis, **fields}]}


GROWTH = {"project": {"objectives": ["growth"]}}


@pytest.mark.parametrize(
    ("bad", "code", "good"),
    [
        pytest.param(floor(), "floor_kind", floor(people=1), id="a floor of nothing"),
        pytest.param(
            floor(people=1, hours=8), "floor_kind", floor(hours=8), id="a floor of both"
        ),
        pytest.param(
            budget(), "budget_amount", budget(total=0), id="a budget of nothing"
        ),
        pytest.param(
            {**budget(total=1, project="P", objective="growth"), **GROWTH},
            "budget_scope",
            {**budget(quarters={"2026-Q1": 1}, objective="growth"), **GROWTH},
            id="a budget of two scopes",
        ),
        pytest.param(
            budget("role_rates", total=1),
            "missing_rate",
            {**budget("role_rates", total=1), "role_rates": {"java": 50}},
            id="a skill without rate",
        ),
        pytest.param(
            budget("person_rates", total=1),
            "missing_rate",
            {**budget("person_rates", total=1), "engineer": {"cost_per_hour": 50}},
            id="a person without rate",
        ),
    ],
)
def test_budgets_floors_and_rates_can_be_counted(codes, bad, code, good):
    assert codes(**bad) == [code]
    assert codes(**good) == []


def test_a_skill_without_rate_is_reported_once(codes):
    demands = [{"skill": "java"}, {"skill": "java", "id": "two"}]
    assert codes(package={"demands": demands}, **budget("role_rates", total=1)) == [
        "missing_rate"
    ]
