import pytest

from optimizer.portfolio.checks import issues

FIXED = {"staffing": "fixed_team"}
DRIVEN = {"staffing": "effort_team", "duration": None}
POOL = {"staffing": "pool"}


def demand(**fields):
    return {"demands": [{"skill": "java", **fields}]}


@pytest.mark.parametrize(
    ("bad", "code", "good"),
    [
        pytest.param(
            {**FIXED, "duration": None},
            "missing_length",
            FIXED,
            id="a fixed team without duration",
        ),
        pytest.param(
            {**FIXED, **demand(effort=8)},
            "unfitting_field",
            {**FIXED, **demand(headcount=1)},
            id="effort of a fixed team",
        ),
        pytest.param(
            {**FIXED, **demand(team_max=2)},
            "unfitting_field",
            {**FIXED, **demand(headcount=2)},
            id="team size of a fixed team",
        ),
        pytest.param(
            {**FIXED, "shortest": 1},
            "unfitting_field",
            FIXED,
            id="range of a fixed team",
        ),
        pytest.param(
            {**FIXED, "duration": 0},
            "work_without_time",
            {**FIXED, "duration": 0, "demands": []},
            id="a milestone with people",
        ),
        pytest.param(
            {**DRIVEN, **demand(effort=8), "duration": 2},
            "unfitting_field",
            {**DRIVEN, **demand(effort=8)},
            id="duration of an effort-driven team",
        ),
        pytest.param(
            {**DRIVEN, **demand()},
            "missing_effort",
            {**DRIVEN, **demand(effort=8)},
            id="an effort-driven team without effort",
        ),
        pytest.param(
            {**DRIVEN, **demand(effort=8, headcount=1)},
            "unfitting_field",
            {**DRIVEN, **demand(effort=8, team_max=1)},
            id="headcount of an effort-driven team",
        ),
        pytest.param(
            {**DRIVEN, **demand(effort=8, team_min=3, team_max=2)},
            "reversed_range",
            {**DRIVEN, **demand(effort=8, team_min=2, team_max=2)},
            id="reversed team sizes",
        ),
        pytest.param(
            {**POOL, **demand()},
            "missing_effort",
            {**POOL, **demand(effort=8)},
            id="a pool without effort",
        ),
        pytest.param(
            {**POOL, **demand(effort=8, team_max=2)},
            "unfitting_field",
            {**POOL, **demand(effort=8)},
            id="team size of a pool",
        ),
        pytest.param(
            {**POOL, **demand(effort=8), "duration": None},
            "missing_length",
            {**POOL, **demand(effort=8)},
            id="a pool without length",
        ),
        pytest.param(
            {**POOL, **demand(effort=8), "shortest": 1, "longest": 2},
            "unfitting_field",
            {**POOL, **demand(effort=8), "duration": None, "shortest": 1, "longest": 2},
            id="a pool with two lengths",
        ),
        pytest.param(
            {**POOL, **demand(effort=8), "duration": None, "shortest": 1},
            "unfitting_field",
            {**POOL, **demand(effort=8), "duration": None, "shortest": 1, "longest": 1},
            id="half a range",
        ),
        pytest.param(
            {**POOL, **demand(effort=8), "duration": None, "shortest": 3, "longest": 2},
            "reversed_range",
            {**POOL, **demand(effort=8), "duration": None, "shortest": 2, "longest": 2},
            id="reversed range",
        ),
        pytest.param(
            {"demands": [], "duration": None},
            "missing_length",
            {"demands": [], "duration": 0},
            id="nobody and no duration",
        ),
        pytest.param(
            {**POOL, "demands": [], "duration": 1, "shortest": 1, "longest": 2},
            "unfitting_field",
            {**POOL, "demands": [], "duration": 1},
            id="range without demands",
        ),
        pytest.param(
            {"modes": [{"duration": 1}]},
            "modes_and_own_work",
            {"duration": None, "demands": [], "modes": [{"duration": 1}]},
            id="modes and own work",
        ),
        pytest.param(
            {**DRIVEN, **demand(effort=8), "tolerated_absence": 1},
            "no_effect",
            {**FIXED, "tolerated_absence": 1},
            id="tolerated absence",
        ),
        pytest.param(
            {**POOL, **demand(effort=8), "overtime": True},
            "no_effect",
            {**DRIVEN, **demand(effort=8), "overtime": True},
            id="overtime",
        ),
        pytest.param(
            {**POOL, **demand(effort=8, share=0.5)},
            "no_effect",
            {**DRIVEN, **demand(effort=8, share=0.5)},
            id="share",
        ),
    ],
)
def test_fields_fit_the_staffing(codes, bad, code, good):
    assert codes(package=bad) == [code]
    assert codes(package=good) == []


def test_every_mode_is_checked_at_its_place(portfolio_of):
    modes = [{"id": "slow", "duration": 1}, {"id": "fast"}]
    package = {"duration": None, "demands": [], "modes": modes}
    (found,) = issues(portfolio_of(package=package))
    assert found.where == "projects/P/packages/w/modes/fast"
