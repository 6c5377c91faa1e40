"""From now on, as many people or hours of a skill stay free as a floor asks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.cpsat.constraints.capacity import possible_periods

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

    from optimizer.cpsat.variables import MemberKey, Variables
    from optimizer.problem.problem import Floor

RULES = ("floors",)


def add(variables: Variables) -> None:
    """Post floors of people; floors of hours are part of the Hall sets."""
    keys: defaultdict[int, list[MemberKey]] = defaultdict(list)
    for key in variables.members:
        keys[key.person].append(key)
    for floor in variables.problem.floors:
        if floor.people:
            _add_people_floor(variables, floor, floor.people, keys)


def _add_people_floor(
    variables: Variables,
    floor: Floor,
    wanted: int,
    keys: defaultdict[int, list[MemberKey]],
) -> None:
    people = variables.problem.people
    for period in range(floor.first, floor.end):
        there = [e for e in floor.qualified if people[e].available[period]]
        own = sum(people[e].offer is None for e in there)
        free = [_free(variables, person, period, keys) for person in there]
        if own:
            variables.model.add(sum(free) >= min(wanted, own))
        if own >= wanted:
            continue
        for person in there:
            if people[person].offer is not None:
                # An engaged offer is one more of the few who are there.
                engaged = variables.engaged_in(person, period)
                variables.model.add(sum(free) >= own + 1).only_enforce_if(engaged)


def _free(
    variables: Variables,
    person: int,
    period: int,
    keys: defaultdict[int, list[MemberKey]],
) -> IntVar:
    """Return a literal that implies: a person has no hours in a period."""
    if (person, period) in variables.free:
        return variables.free[person, period]
    model, problem = variables.model, variables.problem
    literal = model.new_bool_var(f"free[{person},{period}]")
    variables.free[person, period] = literal
    for key in keys[person]:
        way = variables.way(key.package, key.way)
        hours = problem.people[person].team_hours(
            variables.demand(key).share, overtime=way.overtime
        )
        if period in possible_periods(variables, key) and hours[period]:
            model.add_implication(literal, ~variables.works(key, period))
    for package in problem.packages:
        started = package.started
        if started and any(
            load.person == person and load.period == period for load in started.loads
        ):
            model.add_implication(literal, ~variables.selected[package.project])
    if problem.people[person].offer is not None:
        model.add_implication(literal, variables.engaged_in(person, period))
    return literal
