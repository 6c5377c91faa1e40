import pytest

from optimizer.portfolio.checks import issues
from optimizer.portfolio.checks.names import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Ana", "ANA", id="case"),
        pytest.param("Zoë", "Zoe\u0308", id="composed and decomposed"),
        pytest.param("Ⅳ", "iv", id="compatibility characters"),
        pytest.param("Straße", "STRASSE", id="sharp s"),
        pytest.param("Ana  Lee", "Ana Lee", id="spacing"),
    ],
)
def test_names_that_look_alike_are_equal(one, other):
    assert folded(one) == folded(other)


def test_different_names_stay_different():
    assert folded("Ana") != folded("Anna")


def two_projects(first, second):
    return {"projects": [{"id": "P", **first}, {"id": "Q", **second}]}


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        pytest.param(
            {"offers": [{"engineer": {"id": "ANA"}}]},
            {"offers": [{"engineer": {"id": "Zoe"}}]},
            id="an offer called like an engineer",
        ),
        pytest.param(
            {"engineer": {"name": "bo"}, "offers": [{"engineer": {"id": "Bo"}}]},
            {"engineer": {"name": "ana"}, "offers": [{"engineer": {"id": "Bo"}}]},
            id="a name that is the id of somebody else",
        ),
        pytest.param(
            {"projects": [{"id": "P"}, {"id": "p"}]},
            {"projects": [{"id": "P"}, {"id": "q"}]},
            id="projects",
        ),
        pytest.param(
            two_projects(
                {"packages": [{"id": "w", "duration": 0}]},
                {"packages": [{"id": "W", "duration": 0}]},
            ),
            two_projects(
                {"packages": [{"id": "w", "duration": 0}]},
                {"packages": [{"id": "v", "duration": 0}]},
            ),
            id="packages of two projects",
        ),
        pytest.param(
            {
                "project": {
                    "packages": [
                        {"id": "w", "name": "Test", "duration": 0},
                        {"id": "v", "name": "test", "duration": 0},
                    ]
                }
            },
            two_projects(
                {"packages": [{"id": "w", "name": "Test", "duration": 0}]},
                {"packages": [{"id": "v", "name": "test", "duration": 0}]},
            ),
            id="package names in one project",
        ),
        pytest.param(
            {
                "facilities": [
                    {"id": "lab", "capacity": 1},
                    {"id": "Lab", "capacity": 1},
                ]
            },
            {
                "facilities": [
                    {"id": "lab", "capacity": 1},
                    {"id": "rig", "capacity": 1},
                ]
            },
            id="facilities",
        ),
        pytest.param(
            {"stocks": [{"id": "x", "amount": 1}, {"id": "X", "amount": 1}]},
            {"stocks": [{"id": "x", "amount": 1}, {"id": "y", "amount": 1}]},
            id="stocks",
        ),
        pytest.param(
            {
                "budgets": [
                    {"id": "x", "total": 1, "basis": "stated"},
                    {"id": "X", "total": 1, "basis": "stated"},
                ]
            },
            {
                "budgets": [
                    {"id": "x", "total": 1, "basis": "stated"},
                    {"id": "y", "total": 1, "basis": "stated"},
                ]
            },
            id="budgets",
        ),
        pytest.param(
            {
                "floors": [
                    {"id": "x", "skill": "java", "people": 1},
                    {"id": "X", "skill": "java", "people": 1},
                ]
            },
            {
                "floors": [
                    {"id": "x", "skill": "java", "people": 1},
                    {"id": "y", "skill": "java", "people": 1},
                ]
            },
            id="floors",
        ),
        pytest.param(
            {"locations": [{"id": "Bonn"}, {"id": "BONN"}]},
            {"locations": [{"id": "Bonn"}, {"id": "Rome"}]},
            id="locations",
        ),
        pytest.param(
            {
                "at_most": [
                    {"id": "x", "projects": ["P"], "limit": 1},
                    {"id": "X", "projects": ["P"], "limit": 1},
                ]
            },
            {
                "at_most": [
                    {"id": "x", "projects": ["P"], "limit": 1},
                    {"id": "y", "projects": ["P"], "limit": 1},
                ]
            },
            id="groups",
        ),
        pytest.param(
            {"package": {"demands": [{"skill": "java"}, {"skill": "java"}]}},
            {
                "package": {
                    "demands": [{"skill": "java"}, {"skill": "java", "id": "second"}]
                }
            },
            id="demands named by their skill",
        ),
        pytest.param(
            {
                "package": {
                    "duration": None,
                    "demands": [],
                    "modes": [{"duration": 1}, {"duration": 2}],
                }
            },
            {
                "package": {
                    "duration": None,
                    "demands": [],
                    "modes": [{"duration": 1}, {"duration": 2, "id": "slow"}],
                }
            },
            id="modes",
        ),
    ],
)
def test_no_two_things_are_called_alike(codes, bad, good):
    assert codes(**bad) == ["duplicate_name"]
    assert codes(**good) == []


def test_a_clash_names_both_places(portfolio_of):
    (found,) = issues(portfolio_of(offers=[{"engineer": {"id": "ANA"}}]))
    assert found.where == "offers/ANA"
    assert "engineers/Ana" in found.message


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        pytest.param(
            {"package": {"demands": [{"skill": "Java"}]}},
            {"package": {"demands": [{"skill": "java"}]}},
            id="a skill",
        ),
        pytest.param(
            {
                "engineer": {"team": "Red"},
                "offers": [{"engineer": {"id": "Bo", "team": "RED"}}],
            },
            {
                "engineer": {"team": "Red"},
                "offers": [{"engineer": {"id": "Bo", "team": "Red"}}],
            },
            id="a team",
        ),
        pytest.param(
            two_projects({"objectives": ["Growth"]}, {"objectives": ["growth"]}),
            two_projects({"objectives": ["growth"]}, {"objectives": ["growth"]}),
            id="an objective",
        ),
        pytest.param(
            {"drivers": {"Growth": 1, "growth": 2}},
            {"drivers": {"Growth": 1, "risk": 2}},
            id="a driver",
        ),
    ],
)
def test_undeclared_names_have_one_spelling(codes, bad, good):
    assert "two_spellings" in codes(**bad)
    assert codes(**good) == []
