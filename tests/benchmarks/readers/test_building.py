from datetime import date

import pytest

from benchmarks.readers.building import calendar, day, mode, package, predecessors
from optimizer.portfolio.project import Project
from optimizer.portfolio.work import Demand, Link


def test_periods_are_working_days_from_a_monday():
    assert [day(n) for n in (0, 4, 5)] == [
        date(2024, 1, 1),
        date(2024, 1, 5),
        date(2024, 1, 8),
    ]


def test_a_mode_without_duration_occupies_nothing_but_still_consumes():
    found = mode(0, {"R1": 2}, {"N1": 3}, [Demand(skill="S1")])
    assert (found.uses, found.demands, found.consumes) == ({}, (), {"N1": 3})


def test_zero_units_are_left_out():
    found = mode(2, {"R1": 0, "R2": 1}, {"N1": 0})
    assert (found.uses, found.consumes) == ({"R2": 1}, {})


@pytest.mark.parametrize(("names", "modes"), [(["1"], 0), (["1", "2"], 2)])
def test_only_a_choice_of_modes_is_listed(names, modes):
    made = package("A", [mode(3, name=name) for name in names], [])
    assert len(made.modes) == modes
    assert [way.duration for way in made.ways] == [3] * len(names)


def test_successors_turn_into_predecessors():
    assert predecessors({1: [2, 3], 2: [3], 3: []}) == {2: [1], 3: [1, 2]}


def test_the_horizon_holds_the_packages_one_after_the_other_from_the_last_release():
    choice = package("A", [mode(2, name="1"), mode(5, name="2")], [])
    after = package("B", [mode(3)], [Link(package="A", lag=4)])
    lead = package("C", [mode(1)], [Link(package="B", lag=-2)])
    projects = [
        Project(id="P", release=day(7), packages=(choice, after)),
        Project(id="Q", packages=(lead,)),
    ]
    assert calendar(projects).horizon == 7 + 5 + (4 + 3) + 1
