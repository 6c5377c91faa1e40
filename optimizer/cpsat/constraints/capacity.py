"""Nobody works more hours in a period than they have, overtime included.

Teams take whole people and need no row. Pools share the hours of everybody who
qualifies: by Hall's theorem they can be served in a period exactly if, for every
set of people, the hours that only this set can serve are no more than it has. The
engine starts with the sets that demands name and adds violated ones until none is
left (Hall 1935, doi:10.1112/jlms/s1-10.37.26).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.cpsat.constraints.facilities import blocks
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortools.sat.python.cp_model import BoolVarT

    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import MemberKey, Variables
    from optimizer.problem.problem import Problem

RULES = ("working_capacity", "pool_hours")

Rows = defaultdict[int, list["Linear"]]
"""Period → terms that take hours from one set of people."""


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
    problem = variables.problem
    rows: Rows = defaultdict(list)
    for p in variables.packages:
        _take_pools(variables, rows, p, people)
    _take_members(variables, rows, people)
    capacity = _capacity(problem, people)
    kept = _kept_hours(problem, people)
    for period, taken in sorted(rows.items()):
        free = _free_hours(variables, people, period)
        if free:
            variables.model.add(sum(taken) + sum(free) <= capacity[period])
        if kept[period] or not free:
            variables.model.add(sum(taken) <= capacity[period] - kept[period])
        for more in offered_hours(variables, people, period):
            variables.model.add(sum(taken) + more <= capacity[period])
    _add_cumulative(variables, people, capacity)
    return True


def _add_cumulative(
    variables: Variables, people: frozenset[int], capacity: list[int]
) -> None:
    """Post the pools of a set once more, where energy over time can be seen."""
    stretches = [
        found
        for p in variables.packages
        for found in _pool_stretches(variables, p, people)
    ]
    if len(stretches) < 2:
        return
    now, model = variables.problem.now, variables.model
    top = max(capacity[now:], default=0)
    for first, end, level in blocks(tuple(capacity), now, top):
        blocked = model.new_fixed_size_interval_var(first, end - first, "blocked")
        stretches.append((blocked, top - level))
    intervals, hours = zip(*stretches, strict=True)
    model.add_cumulative(intervals, hours, top)


def _pool_stretches(
    variables: Variables, p: int, people: frozenset[int]
) -> Iterator[tuple[object, int]]:
    """Yield stretches of a pool with the least hours that each takes per period."""
    if variables.packages[p].fixed:
        return
    for w, way in enumerate(variables.problem.packages[p].ways):
        efforts = _efforts_inside(variables, p, w, people)
        if efforts and way.longest:
            hours = sum(effort // way.longest for effort in efforts)
            yield variables.way_interval(p, w), hours


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


def _efforts_inside(
    variables: Variables, p: int, w: int, people: frozenset[int]
) -> list[int]:
    """Return the hours still to do of a pool's demands that only `people` serve."""
    package = variables.problem.packages[p]
    way, started = package.ways[w], package.started
    if way.staffing is not Staffing.POOL or (started and started.way != w):
        return []
    return [
        started.remaining[d] if started else need.effort
        for d, need in enumerate(way.demands)
        if people.issuperset(need.qualified)
    ]


def _take_pools(
    variables: Variables, rows: Rows, p: int, people: frozenset[int]
) -> None:
    for w in range(len(variables.problem.packages[p].ways)):
        efforts = _efforts_inside(variables, p, w, people)
        if not any(efforts):
            continue
        for length, chosen in pool_lengths(variables, p, w):
            hours = sum(effort // length for effort in efforts)
            for period in pool_periods(variables, p, w):
                literal = variables.runs_in(p, period, (chosen,))
                rows[period].append(hours * literal)


def pool_lengths(
    variables: Variables, p: int, w: int
) -> Iterator[tuple[int, BoolVarT]]:
    """Yield each possible length of a pool from *now* on, with its literal."""
    way, row = variables.way(p, w), variables.packages[p]
    started = variables.problem.packages[p].started
    if started is not None:
        now = variables.problem.now
        lengths: list[int] = [end - now for end in started.ends]
    else:
        lengths = list(range(max(1, way.shortest), way.longest + 1))
    for length in lengths:
        if len(lengths) == 1:
            yield length, row.ways[w]
            return
        begin: Linear = variables.problem.now if started else row.start
        upto = variables.at_most(f"pool[{w}]", p, row.end - begin, length)
        below = variables.at_most(f"pool[{w}]", p, row.end - begin, length - 1)
        yield length, variables.all_of((row.ways[w], upto, ~below))


def pool_periods(variables: Variables, p: int, w: int) -> range:
    """Return the periods, from *now* on, in which a pool may run."""
    problem = variables.problem
    started = problem.packages[p].started
    if started is not None:
        return range(problem.now, min(max(started.ends), problem.horizon))
    starts, way = variables.starts[p], variables.way(p, w)
    return range(starts.start, min(problem.horizon, starts.stop - 1 + way.longest))


def _kept_hours(problem: Problem, people: frozenset[int]) -> list[int]:
    """Return hours by period that one floor inside the set keeps free.

    Floors share the hours they keep, so that only the largest counts; people on
    offer add to no floor here.
    """
    kept = [0] * problem.horizon
    for floor in problem.floors:
        if floor.hours is None or not people.issuperset(floor.qualified):
            continue
        for period in range(floor.first, floor.end):
            there = sum(
                problem.people[e].available[period]
                for e in floor.qualified
                if problem.people[e].offer is None
            )
            kept[period] = max(kept[period], min(floor.hours, there))
    return kept


def offered_hours(
    variables: Variables, people: frozenset[int], period: int
) -> Iterator[Linear]:
    """Yield what floors inside the set keep while one more person is engaged."""
    everybody = variables.problem.people
    for floor in variables.problem.floors:
        if floor.hours is None or not floor.first <= period < floor.end:
            continue
        if not people.issuperset(floor.qualified):
            continue
        hours = {e: everybody[e].available[period] for e in floor.qualified}
        own = sum(h for e, h in hours.items() if everybody[e].offer is None)
        base = min(floor.hours, own)
        for person, amount in hours.items():
            more = min(floor.hours, own + amount) - base
            if everybody[person].offer is not None and more:
                yield base + more * variables.engaged_in(person, period)


def _free_hours(
    variables: Variables, people: frozenset[int], period: int
) -> list[Linear]:
    """Return hours of the people that floors of people keep free in a period."""
    return [
        variables.problem.people[person].capacity[period]
        * variables.free[person, period]
        for person in sorted(people)
        if (person, period) in variables.free
    ]


def _take_members(variables: Variables, rows: Rows, people: frozenset[int]) -> None:
    """Hours of these people that teams take, or that no engagement gives."""
    problem = variables.problem
    for key in variables.members:
        if key.person in people:
            _take_member(variables, rows, key)
    for person in people:
        if problem.people[person].offer is None:
            continue
        for period in range(problem.now, problem.horizon):
            hours = problem.people[person].capacity[period]
            if hours:
                away = ~variables.engaged_in(person, period)
                rows[period].append(hours * away)


def _take_member(variables: Variables, rows: Rows, key: MemberKey) -> None:
    """A member's whole periods; the last, cut one of an effort is left open."""
    way = variables.way(key.package, key.way)
    hours = variables.problem.people[key.person].team_hours(
        variables.demand(key).share, overtime=way.overtime
    )
    for period in possible_periods(variables, key):
        if hours[period]:
            literal = variables.works(key, period, cut_period=False)
            rows[period].append(hours[period] * literal)


def possible_periods(variables: Variables, key: MemberKey) -> range:
    """Return the periods in which a member may work."""
    starts, way = variables.starts[key.package], variables.way(key.package, key.way)
    last = min(variables.problem.horizon, starts.stop - 1 + way.longest)
    return range(starts.start, last)
