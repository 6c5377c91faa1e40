"""Pools by name: in small models, whose hours serve each pool is decided too.

Hours of one person, package and period as variables prove nothing at the size of
real portfolios; in small ones they make every goal about people exact.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.cpsat.constraints.capacity import (
    offered_hours,
    pool_lengths,
    pool_periods,
    possible_periods,
)
from optimizer.cpsat.cut_hours import name_cut_hours
from optimizer.portfolio.work import Staffing
from optimizer.problem.team_work import spread

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from ortools.sat.python.cp_model import BoolVarT, IntVar

    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import MemberKey, Variables
    from optimizer.problem.problem import Load, Package

RULES = ("pool_hours", "parallel_packages")

MOST_HOURS = 4_000
"""Up to this many hours variables, and length-start pairs, pools are named."""


def add(variables: Variables) -> None:
    """Name the hours of pools, and of teams under limits, if the model stays small."""
    pools, people = _pools(variables), variables.problem.people
    few = {
        e for e, one in enumerate(people) if one.max_packages < one.max_team_packages
    }
    if not pools:
        kept = any(floor.hours for floor in variables.problem.floors)
        if (kept or few) and name_cut_hours(variables) and kept:
            _add_floors(variables)
    elif sum(_size(variables, p, w) for p, w in pools) <= MOST_HOURS:
        _name_hours(variables, pools)
    if few:
        _limit_teams(variables, few)


def _name_hours(variables: Variables, pools: list[tuple[int, int]]) -> None:
    variables.named_pools = True
    name_cut_hours(variables)
    for p, w in pools:
        _add_hours(variables, p, w)
    _add_people(variables)
    _add_floors(variables)
    _add_service(variables)


def _limit_teams(variables: Variables, few: set[int]) -> None:
    """Post parallel limits of people who may be on more teams than work at a time."""
    for (person, _), terms in team_terms(variables, few).items():
        most = variables.problem.people[person].max_packages
        if person in few and len(terms) > most:
            variables.model.add(sum(busy for _, busy in terms) <= most)


def _pools(variables: Variables) -> list[tuple[int, int]]:
    """Return packages and ways that are pools with hours still to come."""
    found = []
    for p in variables.packages:
        started = variables.problem.packages[p].started
        for w, way in enumerate(variables.problem.packages[p].ways):
            if way.staffing is Staffing.POOL and (started is None or started.way == w):
                found.append((p, w))
    return found


def _size(variables: Variables, p: int, w: int) -> int:
    periods = len(pool_periods(variables, p, w))
    people = sum(len(demand.qualified) for demand in variables.way(p, w).demands)
    way = variables.way(p, w)
    return periods * (people + way.longest - way.shortest + 1)


def _add_hours(variables: Variables, p: int, w: int) -> None:
    """Post that the hours of each demand and period are served in full."""
    model, problem = variables.model, variables.problem
    package, way = problem.packages[p], variables.way(p, w)
    needed = _needed(variables, p, w)
    for d, demand in enumerate(way.demands):
        total = package.started.remaining[d] if package.started else demand.effort
        for period in pool_periods(variables, p, w):
            hours = []
            for person in demand.qualified:
                most = min(total, problem.people[person].capacity[period])
                if most:
                    name = f"hours[{p},{w},{d},{person},{period}]"
                    amount = model.new_int_var(0, most, name)
                    variables.pool_hours[p, w, d, person, period] = amount
                    hours.append(amount)
            model.add(sum(hours) == sum(needed[d, period]))


def _needed(
    variables: Variables, p: int, w: int
) -> defaultdict[tuple[int, int], list[Linear]]:
    """Return (demand, period) → hours by each possible start and length."""
    problem, way = variables.problem, variables.way(p, w)
    started = problem.packages[p].started
    needed: defaultdict[tuple[int, int], list[Linear]] = defaultdict(list)
    for length, chosen in pool_lengths(variables, p, w):
        for d, demand in enumerate(way.demands):
            effort = started.remaining[d] if started else demand.effort
            pieces = spread(effort, length)
            begins = [problem.now] if started else variables.starts[p]
            for begin in begins:
                literal = (
                    chosen
                    if started
                    else variables.all_of((chosen, variables.starts_at(p, begin)))
                )
                for k, hours in enumerate(pieces):
                    needed[d, begin + k].append(hours * literal)
    return needed


def _add_people(variables: Variables) -> None:
    """Post capacity, floors of people and parallel limits of each person."""
    model, people = variables.model, variables.problem.people
    hours = _by_person(variables)
    teams = team_terms(variables, pool_people(variables))
    for (person, period), served in hours.items():
        one = people[person]
        taken = [amount for amounts in served.values() for amount in amounts]
        capacity: Linear = one.capacity[period]
        if one.offer is not None:
            engaged = variables.engaged_in(person, period)
            capacity = one.capacity[period] * engaged
        team_hours = sum(amount for amount, _ in teams[person, period])
        model.add(sum(taken) + team_hours <= capacity)
        busy = [
            _busy(variables, p, person, period, amounts)
            for p, amounts in served.items()
        ]
        running = [literal for _, literal in teams[person, period]]
        if len(busy) + len(running) > one.max_packages:
            model.add(sum(busy) + sum(running) <= one.max_packages)
        if (person, period) in variables.free:
            for literal in busy:
                model.add_implication(variables.free[person, period], ~literal)
        if one.capacity[period] > one.available[period]:
            _add_overload(variables, person, period, sum(taken) + team_hours)


def _add_floors(variables: Variables) -> None:
    """Post that the free hours of each floor add up, nobody's below zero."""
    people, model = variables.problem.people, variables.model
    served, teams = _by_person(variables), team_terms(variables, range(len(people)))
    for floor in variables.problem.floors:
        if floor.hours is None:
            continue
        for period in range(floor.first, floor.end):
            kept: list[Linear] = []
            for person in floor.qualified:
                taken: Linear = sum(amount for amount, _ in teams[person, period])
                for amounts in served.get((person, period), {}).values():
                    taken += sum(amounts)
                kept.append(_free_hours(variables, person, period, taken))
            own = [e for e in floor.qualified if people[e].offer is None]
            there = sum(people[e].available[period] for e in own)
            model.add(sum(kept) >= min(floor.hours, there))
            for more in offered_hours(variables, frozenset(floor.qualified), period):
                model.add(sum(kept) >= more)


def _free_hours(
    variables: Variables, person: int, period: int, taken: Linear
) -> Linear:
    """Return max(0, available − taken), or less."""
    model, one = variables.model, variables.problem.people[person]
    available = one.available[period]
    if one.offer is not None:
        free = model.new_int_var(0, available, f"free hours[{person},{period}]")
        model.add(free <= available * variables.engaged_in(person, period))
        model.add(free <= one.capacity[period] - taken)
        return free
    if isinstance(taken, int):
        return available
    free = model.new_int_var(0, available, f"free hours[{person},{period}]")
    below = model.new_bool_var("not overloaded")
    model.add(free <= available - taken).only_enforce_if(below)
    model.add(free == 0).only_enforce_if(~below)
    return free


def _by_person(
    variables: Variables,
) -> dict[tuple[int, int], dict[int, list[IntVar]]]:
    """Return (person, period) → package → hours."""
    hours: dict[tuple[int, int], dict[int, list[IntVar]]] = {}
    for (p, _, _, person, period), amount in variables.pool_hours.items():
        served = hours.setdefault((person, period), {})
        served.setdefault(p, []).append(amount)
    return hours


def pool_people(variables: Variables) -> set[int]:
    """Return people who may serve a pool whose hours are named."""
    return {person for _, _, _, person, _ in variables.pool_hours}


def team_terms(
    variables: Variables, people: Container[int]
) -> defaultdict[tuple[int, int], list[tuple[Linear, BoolVarT]]]:
    """Return (person, period) → hours of people that each team takes, and if any."""
    terms: defaultdict[tuple[int, int], list[tuple[Linear, BoolVarT]]]
    terms = defaultdict(list)
    for key in variables.members:
        if key.person in people:
            for period, hours, busy in _member_hours(variables, key):
                terms[key.person, period].append((hours, busy))
    for package in variables.problem.packages:
        chosen = variables.selected[package.project]
        for load in _loads(package):
            terms[load.person, load.period].append((load.hours * chosen, chosen))
    return terms


def _member_hours(
    variables: Variables, key: MemberKey
) -> Iterator[tuple[int, Linear, BoolVarT]]:
    """Yield what a member works in whole periods, and in the cut one if named."""
    way = variables.way(key.package, key.way)
    hours = variables.problem.people[key.person].team_hours(
        variables.demand(key).share, overtime=way.overtime
    )
    for period in possible_periods(variables, key):
        if hours[period]:
            literal = variables.works(key, period, cut_period=False)
            yield period, hours[period] * literal, literal
        if (key, period) in variables.cut_periods:
            yield period, *variables.cut_periods[key, period]


def _loads(package: Package) -> list[Load]:
    """Return what a running team works from *now* on."""
    started = package.started
    return [load for load in started.loads if load.hours] if started else []


def _busy(
    variables: Variables, p: int, person: int, period: int, amounts: list[IntVar]
) -> BoolVarT:
    """Return a literal equivalent to: a person has hours in a pool in a period."""
    model = variables.model
    busy = model.new_bool_var(f"busy[{p},{person},{period}]")
    most = variables.problem.people[person].capacity[period]
    model.add(sum(amounts) <= most * busy)
    model.add(sum(amounts) >= 1).only_enforce_if(busy)
    variables.pool_busy[p, person, period] = busy
    return busy


def _add_overload(
    variables: Variables, person: int, period: int, hours: Linear
) -> None:
    one = variables.problem.people[person]
    most = one.capacity[period] - one.available[period]
    beyond = variables.model.new_int_var(0, most, f"overload[{person},{period}]")
    variables.model.add(beyond >= hours - one.available[period])
    variables.overloads[person, period] = beyond


def _add_service(variables: Variables) -> None:
    """Post who serves each pool at all, and that those who must do."""
    model, packages = variables.model, variables.problem.packages
    busy: defaultdict[tuple[int, int], list[BoolVarT]] = defaultdict(list)
    for (p, person, _), literal in variables.pool_busy.items():
        busy[p, person].append(literal)
    for (p, person), literals in busy.items():
        serves = model.new_bool_var(f"serves[{p},{person}]")
        model.add_max_equality(serves, literals)
        variables.pool_serves[p, person] = serves
    for p, w in _pools(variables):
        if packages[p].started is not None:
            continue
        for person in packages[p].must:
            chosen = variables.packages[p].ways[w]
            if (p, person) in variables.pool_serves:
                model.add_implication(chosen, variables.pool_serves[p, person])
            else:
                model.add(chosen == 0)
