"""A package keeps its distance from the ends of its predecessors."""

import pytest

from optimizer.cpsat.constraints import links
from optimizer.portfolio.work import Link, Progress
from tests.optimizer.cpsat.deciding import possible
from tests.optimizer.plan.tiny import bare, portfolio, project, week


def linked(kind="finish_start", lag=0, **fields):
    return Link(package="A", type=kind, lag=lag, **fields)


@pytest.mark.parametrize(
    ("kind", "lag", "earliest"),
    [
        ("finish_start", 0, 5),
        ("finish_start", 2, 7),
        ("finish_start", -1, 4),
        ("start_start", 0, 2),
        ("start_start", 1, 3),
        ("finish_finish", 0, 3),
        ("finish_finish", -2, 1),
        ("start_finish", 0, 0),
        ("start_finish", 3, 3),
    ],
)
def test_the_earliest_start_of_a_successor(kind, lag, earliest):
    """A runs 2–5 (three periods), B takes two."""
    work = portfolio(bare("A", 3), bare("B", 2, predecessors=(linked(kind, lag),)))
    for start in {max(0, earliest - 1), earliest, earliest + 1}:
        allowed = possible(work, links, starts={"A": 2, "B": start})
        assert allowed is (start >= earliest)


@pytest.mark.parametrize(
    ("soft", "selected", "start", "allowed"),
    [
        pytest.param(False, "PQ", 3, True, id="both, in order"),
        pytest.param(False, "PQ", 2, False, id="both, too early"),
        pytest.param(False, "Q", 3, False, id="a hard link needs its predecessor"),
        pytest.param(True, "Q", 0, True, id="a soft one does not"),
        pytest.param(True, "PQ", 2, False, id="a soft one binds where both are in"),
        pytest.param(False, "P", 0, True, id="the predecessor alone"),
    ],
)
def test_links_between_projects(soft, selected, start, allowed):
    work = portfolio(
        project("P", bare("A", 3)),
        project("Q", bare("B", 2, predecessors=(linked(soft=soft),))),
    )
    decisions = {"selected": selected, "starts": {"A": 0, "B": start}}
    assert possible(work, links, **decisions) is allowed


@pytest.mark.parametrize(("start", "allowed"), [(3, False), (4, True)])
def test_a_running_predecessor_is_waited_for(start, allowed):
    begun = Progress(status="running", started=week(0))
    work = portfolio(
        bare("A", 4, progress=begun),
        bare("B", 2, predecessors=(linked(),)),
        now=week(2),
    )
    assert possible(work, links, starts={"B": start}) is allowed


@pytest.mark.parametrize(("start", "allowed"), [(4, False), (5, True)])
def test_a_lag_after_a_package_that_is_done_counts_on(start, allowed):
    done = Progress(status="done", started=week(0), finished=week(1))
    work = portfolio(
        bare("A", 2, progress=done),
        bare("B", 2, predecessors=(linked(lag=3),)),
        now=week(2),
    )
    assert possible(work, links, starts={"B": start}) is allowed


def test_links_into_what_has_started_are_facts():
    begun = Progress(status="running", started=week(0))
    work = portfolio(
        bare("A", 4),
        bare("B", 4, progress=begun, predecessors=(linked(),)),
        now=week(2),
    )
    assert possible(work, links, starts={"A": 5})
