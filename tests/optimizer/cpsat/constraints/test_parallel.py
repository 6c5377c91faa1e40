"""Nobody is on more team packages at a time, or in larger shares, than allowed."""

from decimal import Decimal

import pytest

from optimizer.cpsat.constraints import parallel
from optimizer.portfolio.work import Progress
from tests.optimizer.cpsat.deciding import possible
from tests.optimizer.plan.tiny import demand, engineer, fixed, portfolio, project, week


def shared(name, share, duration=2):
    return fixed(name, duration, asks=[demand(share=Decimal(str(share)))])


def together(shares, starts, limit=1):
    names = "ABC"[: len(shares)]
    packages = [shared(n, s) for n, s in zip(names, shares, strict=True)]
    work = portfolio(*packages, people=[engineer("Ann", max_team_packages=limit)])
    starts = dict(zip(names, starts, strict=True))
    return possible(work, parallel, starts=starts, teams=dict.fromkeys(names, ("Ann",)))


@pytest.mark.parametrize(
    ("shares", "starts", "limit", "allowed"),
    [
        pytest.param((1, 1), (0, 2), 1, True, id="one after the other"),
        pytest.param((1, 1), (0, 1), 1, False, id="both at once"),
        pytest.param((0.2, 0.2), (0, 1), 1, False, id="small shares count as packages"),
        pytest.param((0.5, 0.5), (0, 1), 2, True, id="two halves"),
        pytest.param((0.5, 0.51), (0, 1), 2, False, id="more than a whole"),
        pytest.param((0.3, 0.3, 0.3), (0, 1, 1), 2, False, id="three where two may be"),
        pytest.param((0.3, 0.3, 0.3), (0, 1, 2), 2, True, id="two at any time"),
        pytest.param((0.3, 0.3, 0.4), (0, 1, 1), 3, True, id="three thirds"),
        pytest.param(
            (0.4, 0.3, 0.4), (0, 1, 1), 3, False, id="beyond a whole by three"
        ),
    ],
)
def test_packages_of_two_weeks_for_one_person(shares, starts, limit, allowed):
    assert together(shares, starts, limit) is allowed


def test_a_milestone_takes_no_time():
    work = portfolio(fixed("A", 0), fixed("B", 4), people=["Ann"])
    decisions = {"starts": {"A": 2, "B": 0}, "teams": {"A": ("Ann",), "B": ("Ann",)}}
    assert possible(work, parallel, **decisions)


@pytest.mark.parametrize(("start", "allowed"), [(2, False), (3, False), (4, True)])
def test_who_is_on_a_running_team_is_free_after_it(start, allowed):
    begun = Progress(
        status="running", started=week(0), team=[{"engineer": "Ann", "demand": "dev"}]
    )
    work = portfolio(
        fixed("A", 4, progress=begun), fixed("B", 2), people=["Ann"], now=week(2)
    )
    assert (
        possible(work, parallel, starts={"B": start}, teams={"B": ("Ann",)}) is allowed
    )


def test_who_was_on_a_cancelled_team_is_free():
    begun = Progress(
        status="running", started=week(0), team=[{"engineer": "Ann", "demand": "dev"}]
    )
    work = portfolio(
        project("P", fixed("A", 4, progress=begun), decision="out"),
        project("Q", fixed("B", 2)),
        people=["Ann"],
        now=week(2),
    )
    assert possible(
        work, parallel, selected="Q", starts={"B": 2}, teams={"B": ("Ann",)}
    )
