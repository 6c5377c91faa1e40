import pytest

from optimizer.portfolio.checks import issues
from optimizer.portfolio.checks.references import Known

RUNNING = {"status": "running", "started": "2026-01-05"}
NOW = {"now": "2026-01-12"}


def test_a_close_match_is_suggested():
    assert "did you mean 'Backend'?" in Known("skill", ["Backend", "QA"]).sentence(
        "backnd", "skill"
    )


def test_without_a_close_match_the_number_of_known_names_is_said():
    assert "one of the 2 known" in Known("skill", ["Backend", "QA"]).sentence(
        "ML", "skill"
    )


def test_an_empty_list_of_known_names_is_said():
    assert "there is no facility at all" in Known("facility", []).sentence(
        "lab", "facility"
    )


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        pytest.param(
            {"package": {"predecessors": ["v"]}},
            {
                "project": {
                    "packages": [
                        {"id": "w", "duration": 0, "predecessors": ["v"]},
                        {"id": "v", "duration": 0},
                    ]
                }
            },
            id="predecessor",
        ),
        pytest.param(
            {"project": {"requires": ["Q"]}},
            {"projects": [{"id": "P", "requires": ["Q"]}, {"id": "Q"}]},
            id="required project",
        ),
        pytest.param(
            {"project": {"excludes": ["Q"]}},
            {"projects": [{"id": "P", "excludes": ["Q"]}, {"id": "Q"}]},
            id="excluded project",
        ),
        pytest.param(
            {"at_most": [{"id": "g", "projects": ["P", "Q"], "limit": 1}]},
            {"at_most": [{"id": "g", "projects": ["P"], "limit": 1}]},
            id="project of a group",
        ),
        pytest.param(
            {"engineer": {"only_projects": ["Q"]}},
            {"engineer": {"only_projects": ["P"]}},
            id="only project",
        ),
        pytest.param(
            {"budgets": [{"id": "b", "basis": "stated", "total": 1, "project": "Q"}]},
            {"budgets": [{"id": "b", "basis": "stated", "total": 1, "project": "P"}]},
            id="project of a budget",
        ),
        pytest.param(
            {
                "budgets": [
                    {"id": "b", "basis": "stated", "total": 1, "objective": "growth"}
                ]
            },
            {
                "project": {"objectives": ["growth"]},
                "budgets": [
                    {"id": "b", "basis": "stated", "total": 1, "objective": "growth"}
                ],
            },
            id="objective of a budget",
        ),
        pytest.param(
            {"project": {"value": None, "scores": {"growth": 1}}},
            {
                "project": {"value": None, "scores": {"growth": 1}},
                "drivers": {"growth": 1},
            },
            id="driver",
        ),
        pytest.param(
            {"package": {"uses": {"lab": 1}}},
            {
                "package": {"uses": {"lab": 1}},
                "facilities": [{"id": "lab", "capacity": 1}],
            },
            id="facility",
        ),
        pytest.param(
            {"package": {"consumes": {"steel": 1}}},
            {
                "package": {"consumes": {"steel": 1}},
                "stocks": [{"id": "steel", "amount": 1}],
            },
            id="stock",
        ),
        pytest.param(
            {"engineer": {"location": "Bonn"}},
            {"engineer": {"location": "Bonn"}, "locations": [{"id": "Bonn"}]},
            id="place of work",
        ),
        pytest.param(
            {"package": {"demands": [{"skill": "java", "engineers": ["Anna"]}]}},
            {"package": {"demands": [{"skill": "java", "engineers": ["Ana"]}]}},
            id="allowed engineer",
        ),
        pytest.param(
            {"package": {"demands": [{"skill": "java", "not_teams": ["red"]}]}},
            {
                "package": {"demands": [{"skill": "java", "not_teams": ["red"]}]},
                "engineer": {"team": "red"},
            },
            id="denied team",
        ),
        pytest.param(
            {"package": {"demands": [{"skill": "java", "locations": ["Bonn"]}]}},
            {
                "package": {"demands": [{"skill": "java", "locations": ["Bonn"]}]},
                "locations": [{"id": "Bonn"}],
            },
            id="allowed location",
        ),
        pytest.param(
            {"package": {"locks": {"must": ["Anna"]}}},
            {"package": {"locks": {"must": ["Ana"]}}},
            id="person of a lock",
        ),
        pytest.param(
            {"package": {"locks": {"mode": "fast"}}},
            {"package": {"locks": {"mode": "default"}}},
            id="mode of a lock",
        ),
        pytest.param(
            {"package": {"progress": {**RUNNING, "mode": "fast"}}, **NOW},
            {"package": {"progress": {**RUNNING, "mode": "default"}}, **NOW},
            id="mode in progress",
        ),
        pytest.param(
            {
                "package": {
                    "progress": {
                        **RUNNING,
                        "team": [{"engineer": "Anna", "demand": "java"}],
                    }
                },
                **NOW,
            },
            {
                "package": {
                    "progress": {
                        **RUNNING,
                        "team": [{"engineer": "Ana", "demand": "java"}],
                    }
                },
                **NOW,
            },
            id="person in progress",
        ),
        pytest.param(
            {
                "package": {
                    "progress": {
                        **RUNNING,
                        "team": [{"engineer": "Ana", "demand": "test"}],
                    }
                },
                **NOW,
            },
            {
                "package": {
                    "progress": {
                        **RUNNING,
                        "team": [{"engineer": "Ana", "demand": "java"}],
                    }
                },
                **NOW,
            },
            id="demand in progress",
        ),
    ],
)
def test_every_reference_is_known(codes, bad, good):
    assert codes(**bad) == ["unknown_reference"]
    assert codes(**good) == []


def test_the_demands_of_the_running_mode_count(codes):
    modes = [
        {"id": "slow", "duration": 2, "demands": [{"skill": "java"}]},
        {"id": "fast", "duration": 1, "demands": [{"skill": "java", "id": "two"}]},
    ]
    team = [{"engineer": "Ana", "demand": "two"}]
    package = {"duration": None, "demands": [], "modes": modes}
    for mode, found in (("slow", ["unknown_reference"]), ("fast", [])):
        progress = {**RUNNING, "mode": mode, "team": team}
        assert codes(package={**package, "progress": progress}, **NOW) == found


def test_a_skill_that_nobody_has_is_a_warning_once(portfolio_of):
    demands = [{"skill": "jav"}, {"skill": "jav", "id": "second"}]
    (found,) = issues(portfolio_of(package={"demands": demands}))
    assert found.code == "unknown_skill"
    assert "did you mean 'java'?" in found.message


def test_a_floor_of_a_skill_that_nobody_has_is_a_warning(codes):
    assert codes(floors=[{"id": "f", "skill": "ML", "people": 1}]) == ["unknown_skill"]
    assert codes(floors=[{"id": "f", "skill": "java", "people": 1}]) == []
