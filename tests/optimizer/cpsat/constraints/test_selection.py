"""Mandatory, requires, excludes, at most n of, in and out."""

import pytest

from optimizer.cpsat.constraints import selection
from optimizer.portfolio.project import AtMost
from optimizer.portfolio.work import Progress
from tests.optimizer.cpsat.deciding import possible
from tests.optimizer.plan.tiny import bare, portfolio, project, week


@pytest.mark.parametrize(
    ("first", "second", "selected", "allowed"),
    [
        pytest.param({}, {}, (), True, id="nothing need be selected"),
        pytest.param(
            {"mandatory": True}, {}, "Q", False, id="a mandatory project is in"
        ),
        pytest.param({"mandatory": True}, {}, "P", True, id="and may be alone"),
        pytest.param({"decision": "in"}, {}, "Q", False, id="decided in"),
        pytest.param({"decision": "out"}, {}, "P", False, id="decided out"),
        pytest.param({"decision": "out"}, {}, "Q", True, id="others stay possible"),
        pytest.param(
            {"requires": ("Q",)}, {}, "P", False, id="without what it requires"
        ),
        pytest.param({"requires": ("Q",)}, {}, "PQ", True, id="with what it requires"),
        pytest.param(
            {"requires": ("Q",)}, {}, "Q", True, id="the required one needs nobody"
        ),
        pytest.param({"excludes": ("Q",)}, {}, "PQ", False, id="with what it excludes"),
        pytest.param({"excludes": ("Q",)}, {}, "Q", True, id="the excluded one alone"),
    ],
)
def test_the_logic_of_two_projects(first, second, selected, allowed):
    work = portfolio(project("P", **first), project("Q", **second))
    assert possible(work, selection, selected=selected) is allowed


@pytest.mark.parametrize(
    ("selected", "allowed"), [("P", True), ("PQ", True), ("PQR", False), ("PRS", True)]
)
def test_at_most_two_of_three(selected, allowed):
    rule = AtMost(id="two", projects=("P", "Q", "R"), limit=2)
    work = portfolio(*(project(name) for name in "PQRS"), at_most=(rule,))
    assert possible(work, selection, selected=selected) is allowed


@pytest.mark.parametrize(
    ("decision", "selected", "allowed"),
    [(None, (), False), (None, "P", True), ("out", (), True), ("out", "P", False)],
)
def test_a_running_project_stays_unless_it_is_decided_out(decision, selected, allowed):
    begun = Progress(status="running", started=week(0))
    work = portfolio(
        project("P", bare("A", 4, progress=begun), decision=decision), now=week(1)
    )
    assert possible(work, selection, selected=selected) is allowed
