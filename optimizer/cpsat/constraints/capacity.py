"""Nobody works more hours in a period than they have, overtime included.

Teams take whole people and need no row. Pools share the hours of everybody who
qualifies: by Hall's theorem they can be served in a period exactly if, for every
set of people, the hours that only this set can serve are no more than it has. The
engine starts with the sets that demands name and adds violated ones until none is
left (Hall 1935, doi:10.1112/jlms/s1-10.37.26).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from optimizer.cpsat.constraints.facilities import blocks
from optimizer.portfolio.work import Staffing
from optimizer.problem.team_work import spread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortools.sat.python.cp_model import IntervalVar, LinearExprT

    from optimizer.cpsat.variables import MemberKey, PackageVars, Variables
    from optimizer.problem.problem import Demand, Floor, Problem


@dataclass(slots=True)
class _Row:
    """The stretches that take hours from one set of people."""

    intervals: list[IntervalVar] = field(default_factory=list)
    hours: list[LinearExprT] = field(default_factory=list)

    def take(self, interval: IntervalVar, hours: int) -> None:
        if hours > 0:
            self.intervals.append(interval)
            self.hours.append(hours)


def add(variables: Variables) -> None:
    """Post the sets that demands and floors name, and their union."""
    sets = demand_sets(variables.problem)
    everyone = frozenset().union(*sets)
    for people in [*sorted(sets, key=sorted), everyone]:
        if people:
            add_hall_set(variables, people)


def demand_sets(problem: Problem) -> set[frozenset[int]]:
    """Return the sets of people that pools and floors of hours draw on."""
    sets = {
        frozenset(demand.qualified)
        for package in problem.packages
        if package.started is None or not package.started.done
        for way in package.ways
        if way.staffing is Staffing.POOL
        for demand in way.demands
    }
    sets |= {frozenset(f.qualified) for f in problem.floors if f.hours}
    return sets


def add_hall_set(variables: Variables, people: frozenset[int]) -> bool:
    """Bound the hours that only these people can serve; False if they are already."""
    if people in variables.hall_sets:
        return False
    variables.hall_sets.add(people)
    problem, row = variables.problem, _Row()
    capacity = _capacity(problem, people)
    top = max(capacity[problem.now :], default=0)
    for first, end, level in blocks(tuple(capacity), problem.now, top):
        row.take(_slot(variables, first, end), top - level)
    for p, package in variables.packages.items():
        _take_pools(variables, row, p, package, people)
    for floor in problem.floors:
        if people.issuperset(floor.qualified):
            _take_floor(variables, row, floor)
    _take_people(variables, row, people)
    if row.intervals:
        variables.model.add_cumulative(row.intervals, row.hours, top)
    return True


def _capacity(problem: Problem, people: frozenset[int]) -> list[int]:
    """Return hours of a set of people by period, without fixed loads of teams."""
    capacity = [0] * problem.horizon
    for person in people:
        for period, hours in enumerate(problem.people[person].capacity):
            capacity[period] += hours
    for package in problem.packages:
        if package.started is None or problem.projects[package.project].barred:
            continue
        for load in package.started.loads:
            if load.person in people:
                capacity[load.period] -= load.hours
    return [max(0, hours) for hours in capacity]


def _slot(variables: Variables, first: int, end: int) -> IntervalVar:
    return variables.model.new_fixed_size_interval_var(first, end - first, "taken")


def _slot_if(variables: Variables, period: int, literal: object) -> IntervalVar:
    return variables.model.new_optional_fixed_size_interval_var(
        period, 1, literal, "taken"
    )


def _take_pools(
    variables: Variables,
    row: _Row,
    p: int,
    package: PackageVars,
    people: frozenset[int],
) -> None:
    started = variables.problem.packages[p].started
    for w, way in enumerate(variables.problem.packages[p].ways):
        if way.staffing is not Staffing.POOL or (started and started.way != w):
            continue
        inside = [
            d for d, need in enumerate(way.demands) if people.issuperset(need.qualified)
        ]
        if not inside:
            continue
        efforts = [
            started.remaining[d] if started else way.demands[d].effort for d in inside
        ]
        for length, interval in pool_stretches(variables, p, w, package):
            hours = sum(effort // length for effort in efforts)
            row.take(interval, hours)


def pool_stretches(
    variables: Variables, p: int, w: int, package: PackageVars
) -> Iterator[tuple[int, IntervalVar]]:
    """Yield each possible length of a pool from *now* on, with its stretch."""
    model, way = variables.model, variables.way(p, w)
    started = variables.problem.packages[p].started
    if started is None and way.shortest == way.longest:
        if way.shortest:
            yield way.shortest, variables.way_interval(p, w)
        return
    begin: LinearExprT = variables.problem.now if started else package.start
    lengths = (
        [end - variables.problem.now for end in started.ends]
        if started
        else range(way.shortest, way.longest + 1)
    )
    for length in lengths:
        literal = length_literal(variables, p, w, length)
        yield (
            length,
            model.new_optional_interval_var(
                begin, length, begin + length, literal, f"pool[{p},{length}]"
            ),
        )


def length_literal(variables: Variables, p: int, w: int, length: int) -> object:
    """Return a literal equivalent to: this way is chosen and takes this length."""
    package = variables.packages[p]
    begin: LinearExprT = variables.problem.now if package.fixed else package.start
    name = f"pool[{w}]"
    upto = variables.at_most(name, p, package.end - begin, length)
    below = variables.at_most(name, p, package.end - begin, length - 1)
    return variables.all_of((package.ways[w], upto, ~below))


def pool_pieces(demand: Demand, length: int) -> list[int]:
    """Return a demand's hours of each period of a given length."""
    return spread(demand.effort, length)


def _take_floor(variables: Variables, row: _Row, floor: Floor) -> None:
    """Hours that stay free; people on offer add to no floor here."""
    if floor.hours is None:
        return
    people = variables.problem.people
    for period in range(floor.first, floor.end):
        there = sum(
            people[e].available[period]
            for e in floor.qualified
            if people[e].offer is None
        )
        row.take(_slot(variables, period, period + 1), min(floor.hours, there))


def _take_people(variables: Variables, row: _Row, people: frozenset[int]) -> None:
    """Hours of these people that teams take, floors keep, or no engagement gives."""
    problem = variables.problem
    for key in variables.members:
        if key.person in people:
            _take_member(variables, row, key)
    for (person, period), literal in variables.free.items():
        if person in people:
            hours = problem.people[person].capacity[period]
            row.take(_slot_if(variables, period, literal), hours)
    for person in people:
        if problem.people[person].offer is None:
            continue
        for period in range(problem.now, problem.horizon):
            hours = problem.people[person].capacity[period]
            if hours:
                away = ~variables.engaged_in(person, period)
                row.take(_slot_if(variables, period, away), hours)


def _take_member(variables: Variables, row: _Row, key: MemberKey) -> None:
    """A member's whole periods; the last, cut one of an effort is left open."""
    way = variables.way(key.package, key.way)
    hours = variables.problem.people[key.person].team_hours(
        variables.demand(key).share, overtime=way.overtime
    )
    for period in possible_periods(variables, key):
        if hours[period]:
            literal = variables.works(key, period, cut_period=False)
            row.take(_slot_if(variables, period, literal), hours[period])


def possible_periods(variables: Variables, key: MemberKey) -> range:
    """Return the periods in which a member may work."""
    starts, way = variables.starts[key.package], variables.way(key.package, key.way)
    last = min(variables.problem.horizon, starts.stop - 1 + way.longest)
    return range(starts.start, last)
