"""The packages that run at one time use no more units of a facility than it has."""

import pytest

from optimizer.cpsat.constraints import facilities
from optimizer.cpsat.constraints.facilities import blocks
from optimizer.portfolio.resources import Facility
from optimizer.portfolio.work import Progress
from tests.optimizer.cpsat.deciding import possible, posted
from tests.optimizer.plan.tiny import bare, portfolio, week


def lab(capacity, *changes):
    found = [
        {"first": week(first), "last": week(last), "capacity": units}
        for first, last, units in changes
    ]
    return (Facility(id="lab", capacity=capacity, changes=tuple(found)),)


@pytest.mark.parametrize(
    ("uses", "starts", "allowed"),
    [
        pytest.param((1, 1), (0, 0), True, id="two fit"),
        pytest.param((2, 1), (0, 1), False, id="three do not"),
        pytest.param((2, 1), (0, 3), True, id="one after the other"),
        pytest.param((2, 1), (2, 0), False, id="the last period overlaps"),
    ],
)
def test_two_packages_of_three_periods_share_two_units(uses, starts, allowed):
    one, other = (bare(n, 3, uses={"lab": u}) for n, u in zip("AB", uses, strict=True))
    work = portfolio(one, other, facilities=lab(2))
    assert (
        possible(work, facilities, starts=dict(zip("AB", starts, strict=True)))
        is allowed
    )


@pytest.mark.parametrize(
    ("start", "allowed"), [(0, True), (1, False), (4, False), (5, True)]
)
def test_a_package_avoids_the_weeks_in_which_the_lab_is_closed(start, allowed):
    work = portfolio(bare("A", 2, uses={"lab": 1}), facilities=lab(1, (2, 4, 0)))
    assert possible(work, facilities, starts={"A": start}) is allowed


def test_the_last_change_that_holds_a_period_wins():
    work = portfolio(
        bare("A", 1, uses={"lab": 1}), facilities=lab(1, (2, 4, 0), (3, 3, 1))
    )
    found = [t for t in range(6) if possible(work, facilities, starts={"A": t})]
    assert found == [0, 1, 3, 5]


def test_a_milestone_uses_nothing():
    work = portfolio(bare("A", 0, uses={"lab": 1}), facilities=lab(0))
    assert possible(work, facilities, starts={"A": 3})


@pytest.mark.parametrize(("start", "allowed"), [(2, False), (3, False), (4, True)])
def test_a_running_package_keeps_its_units_to_its_end(start, allowed):
    begun = Progress(status="running", started=week(0))
    work = portfolio(
        bare("A", 4, progress=begun, uses={"lab": 1}),
        bare("B", 2, uses={"lab": 1}),
        facilities=lab(1),
        now=week(2),
    )
    assert possible(work, facilities, starts={"B": start}) is allowed


def test_only_the_chosen_mode_uses():
    modes = (
        {"id": "lab", "duration": 2, "uses": {"lab": 1}},
        {"id": "desk", "duration": 4},
    )
    work = portfolio(bare("A", None, modes=modes), facilities=lab(0))
    assert not possible(work, facilities, modes={"A": 0})
    assert possible(work, facilities, modes={"A": 1})


@pytest.mark.parametrize(
    ("levels", "begin", "found"),
    [
        ((2, 2, 2), 0, []),
        ((2, 1, 1, 2, 0), 0, [(1, 3, 1), (4, 5, 0)]),
        ((0, 1, 0), 1, [(1, 2, 1), (2, 3, 0)]),
    ],
)
def test_blocks_are_the_longest_stretches_below_the_top(levels, begin, found):
    assert blocks(levels, begin, 2) == found


@pytest.mark.parametrize(
    ("chosen", "starts", "allowed"),
    [
        pytest.param((1, 1), (0, 0), True, id="two slim modes fit"),
        pytest.param((0, 1), (0, 0), False, id="a wide one and a slim one do not"),
        pytest.param((0, 1), (0, 2), True, id="the wide one is over sooner"),
        pytest.param((1, 0), (0, 2), False, id="the slim one is not"),
    ],
)
def test_units_and_weeks_are_those_of_the_chosen_modes(chosen, starts, allowed):
    modes = (
        {"id": "wide", "duration": 2, "uses": {"lab": 2}},
        {"id": "slim", "duration": 4, "uses": {"lab": 1}},
    )
    both = (bare(n, None, modes=modes) for n in "AB")
    work = portfolio(*both, facilities=lab(2))
    decided = {
        "modes": dict(zip("AB", chosen, strict=True)),
        "starts": dict(zip("AB", starts, strict=True)),
    }
    assert possible(work, facilities, **decided) is allowed


def test_a_cumulative_sees_one_stretch_of_a_package_however_many_its_modes():
    modes = (
        {"id": "wide", "duration": 2, "uses": {"lab": 2}},
        {"id": "slim", "duration": 4, "uses": {"lab": 1}},
    )
    both = (bare(n, None, modes=modes) for n in "AB")
    model = posted(portfolio(*both, facilities=lab(2)), facilities).model
    (row,) = [c.cumulative for c in model.proto.constraints if c.has_cumulative()]
    assert len(row.intervals) == 2
