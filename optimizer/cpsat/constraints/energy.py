"""Redundant rows: the time that people spend on packages adds up to the work.

They cut no plan; without them the bound of effort-driven teams hardly moves.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables

WayKey = tuple[int, int]
"""A package and one of its ways."""

MANY_CLASSES = 6
"""Up to this many classes of demands every union of them is bounded."""


def add(variables: Variables) -> None:
    """Post the energy of each effort and the headcount of each union of classes."""
    _add_effort_energy(variables)
    _add_headcounts(variables)


def _add_effort_energy(variables: Variables) -> None:
    """Σ over members of rate × time ≥ effort, with time = length if on, else 0."""
    model, problem = variables.model, variables.problem
    terms: defaultdict[tuple[int, int, int], list[Linear]] = defaultdict(list)
    times: defaultdict[int, list[IntVar]] = defaultdict(list)
    for key, member in variables.members.items():
        way = variables.way(key.package, key.way)
        if way.staffing is not Staffing.EFFORT_TEAM:
            continue
        row = variables.packages[key.package]
        need = variables.demand(key)
        hours = problem.people[key.person].team_hours(need.share, overtime=way.overtime)
        speed = need.speeds[need.qualified.index(key.person)]
        time = model.new_int_var(0, way.longest, f"time[{key}]")
        model.add(time <= way.longest * member)
        model.add(time <= row.length)
        model.add(time >= way.shortest * member)
        model.add(time >= row.length).only_enforce_if(member)
        terms[key.package, key.way, key.demand].append(max(hours) * speed * time)
        if need.share * 2 > 10_000:
            times[key.person].append(time)
    for (p, w, d), rates in terms.items():
        effort = variables.way(p, w).demands[d].effort * 100
        model.add(sum(rates) >= effort).only_enforce_if(variables.packages[p].ways[w])
    span = problem.horizon - problem.now
    for person, stretches in times.items():
        if problem.people[person].max_team_packages == 1:
            model.add(sum(stretches) <= span)


def _add_headcounts(variables: Variables) -> None:
    """Teams that draw on the same people never need more of them than there are."""
    people = variables.problem.people
    single = {e for e, person in enumerate(people) if person.max_team_packages == 1}
    by_class: defaultdict[frozenset[int], set[WayKey]] = defaultdict(set)
    members: defaultdict[tuple[int, int, int], list[IntVar]] = defaultdict(list)
    for key, member in variables.members.items():
        by_class[frozenset(variables.demand(key).qualified)].add((key.package, key.way))
        members[key.package, key.way, key.demand].append(member)
    classes = sorted((c for c in by_class if c <= single), key=sorted)
    sizes = {key: _team_size(variables, *key, some) for key, some in members.items()}
    for union in sorted(_unions(classes), key=sorted):
        ways = set().union(*(by_class[c] for c in classes if c <= union))
        _add_headcount(variables, union, sorted(ways), sizes)


def _team_size(
    variables: Variables, p: int, w: int, d: int, members: list[IntVar]
) -> Linear:
    """Return how many people a demand has; CP-SAT wants a variable, not a sum."""
    way = variables.way(p, w)
    need = way.demands[d]
    if way.staffing is Staffing.FIXED_TEAM:
        return need.headcount
    if need.team_max == 1:
        return 1
    size = variables.model.new_int_var(0, need.team_max, f"size[{p},{w},{d}]")
    variables.model.add(size == sum(members))
    return size


def _unions(classes: list[frozenset[int]]) -> set[frozenset[int]]:
    unions = set(classes)
    if len(classes) <= MANY_CLASSES:
        for size in range(2, len(classes) + 1):
            unions |= {frozenset().union(*some) for some in combinations(classes, size)}
    elif classes:
        unions.add(frozenset().union(*classes))
    return unions


def _add_headcount(
    variables: Variables,
    people: frozenset[int],
    ways: list[WayKey],
    sizes: dict[tuple[int, int, int], Linear],
) -> None:
    intervals, needs = [], []
    for p, w in ways:
        way = variables.way(p, w)
        inside = [
            sizes[p, w, d]
            for d, need in enumerate(way.demands)
            if people.issuperset(need.qualified) and (p, w, d) in sizes
        ]
        if not inside or way.longest == 0:
            continue
        size = sum(inside)
        if len(inside) > 1 and not isinstance(size, int):
            total = variables.model.new_int_var(0, len(people), f"size[{p},{w}]")
            variables.model.add(total == size).only_enforce_if(
                variables.packages[p].ways[w]
            )
            size = total
        intervals.append(variables.way_interval(p, w))
        needs.append(size)
    if len(intervals) > 1:
        variables.model.add_cumulative(intervals, needs, len(people))
