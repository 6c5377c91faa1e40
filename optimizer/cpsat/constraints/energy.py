"""Redundant rows: the time that people spend on packages adds up to the work.

They cut no plan; without them the bound of effort-driven teams hardly moves.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExprT

    from optimizer.cpsat.variables import MemberKey, Variables

MANY_CLASSES = 6
"""Up to this many classes of demands every union of them is bounded."""


def add(variables: Variables) -> None:
    """Post the energy of each effort and the headcount of each union of classes."""
    _add_effort_energy(variables)
    _add_headcounts(variables)


def _add_effort_energy(variables: Variables) -> None:
    """Σ over members of rate × time ≥ effort, with time = length if on, else 0."""
    model, problem = variables.model, variables.problem
    terms: defaultdict[tuple[int, int, int], list[LinearExprT]] = defaultdict(list)
    times: defaultdict[int, list[IntVar]] = defaultdict(list)
    for key, member in variables.members.items():
        way = variables.way(key.package, key.way)
        if way.staffing is not Staffing.EFFORT_TEAM:
            continue
        row = variables.packages[key.package]
        need = variables.demand(key)
        hours = problem.people[key.person].team_hours(
            need.share, overtime=way.overtime
        )
        speed = need.speeds[need.qualified.index(key.person)]
        time = model.new_int_var(0, way.longest, f"time[{key}]")
        model.add(time <= way.longest * member)
        model.add(time <= row.length)
        model.add(time >= way.shortest * member)
        model.add(time >= row.length - way.longest * (1 - member))
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
    problem = variables.problem
    single = {
        e
        for e, person in enumerate(problem.people)
        if person.max_team_packages == 1
    }
    by_class: defaultdict[frozenset[int], list[MemberKey]] = defaultdict(list)
    for key in variables.members:
        by_class[frozenset(variables.demand(key).qualified)].append(key)
    classes = [c for c in by_class if c <= single]
    for union in _unions(classes):
        _add_headcount(variables, union)


def _unions(classes: list[frozenset[int]]) -> set[frozenset[int]]:
    unions = set(classes)
    if len(classes) <= MANY_CLASSES:
        sizes = range(2, len(classes) + 1)
        for size in sizes:
            unions |= {frozenset().union(*some) for some in combinations(classes, size)}
    elif classes:
        unions.add(frozenset().union(*classes))
    return unions


def _add_headcount(variables: Variables, people: frozenset[int]) -> None:
    intervals, sizes = [], []
    for p, _ in variables.open_packages():
        for w, way in enumerate(variables.problem.packages[p].ways):
            inside = [
                d
                for d, need in enumerate(way.demands)
                if people.issuperset(need.qualified)
            ]
            if not inside or way.longest == 0:
                continue
            if way.staffing is Staffing.FIXED_TEAM:
                size: LinearExprT = sum(way.demands[d].headcount for d in inside)
            elif way.staffing is Staffing.EFFORT_TEAM:
                size = sum(
                    member
                    for key, member in variables.members.items()
                    if key.package == p and key.way == w and key.demand in inside
                )
            else:
                continue
            intervals.append(variables.way_interval(p, w))
            sizes.append(size)
    if len(intervals) > 1:
        variables.model.add_cumulative(intervals, sizes, len(people))
