"""Packages and projects end by their latest dates and inside the horizon."""

import pytest

from optimizer.cpsat.constraints import windows
from optimizer.portfolio.work import Demand, Progress
from tests.optimizer.cpsat.deciding import possible
from tests.optimizer.plan.tiny import bare, effort, pool, portfolio, project, week


@pytest.mark.parametrize(
    ("package", "of_project", "last"),
    [
        pytest.param({}, {}, 8, id="the horizon of ten periods"),
        pytest.param(
            {"latest": week(4)}, {}, 3, id="inside the period of its latest day"
        ),
        pytest.param({}, {"deadline": week(6)}, 5, id="its project's deadline"),
        pytest.param(
            {"latest": week(4)}, {"deadline": week(6)}, 3, id="the earlier of both"
        ),
    ],
)
def test_the_last_start_of_two_periods(package, of_project, last):
    work = portfolio(project("P", bare("A", 2, **package), **of_project))
    assert possible(work, windows, starts={"A": last})
    assert not possible(work, windows, starts={"A": last + 1})


@pytest.mark.parametrize(
    ("start", "length", "allowed"), [(0, 3, True), (0, 4, False), (1, 3, False)]
)
def test_a_chosen_length_counts(start, length, allowed):
    flexible = pool(
        "A",
        asks=[Demand(skill="dev", effort=10)],
        shortest=1,
        longest=5,
        latest=week(2),
    )
    decisions = {"starts": {"A": start}, "lengths": {"A": length}}
    assert possible(portfolio(flexible), windows, **decisions) is allowed


def test_what_is_not_selected_has_no_window():
    work = portfolio(project("P", effort("A", 4000, latest=week(0))))
    assert possible(work, windows, selected=())


@pytest.mark.parametrize(("deadline", "allowed"), [(3, True), (2, False)])
def test_a_running_package_has_its_projects_deadline_only(deadline, allowed):
    begun = Progress(status="running", started=week(0))
    work = portfolio(
        project(
            "P", bare("A", 4, progress=begun, latest=week(1)), deadline=week(deadline)
        ),
        now=week(1),
    )
    assert possible(work, windows) is allowed


def test_an_end_before_now_breaks_no_deadline():
    done = Progress(status="done", started=week(0), finished=week(3))
    late = project("P", bare("A", 4, progress=done), deadline=week(1))
    assert possible(portfolio(late, now=week(5)), windows)
