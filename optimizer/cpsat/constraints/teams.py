"""Every demand of a team has as many people as it asks, each on one demand."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.cpsat.variables import MemberKey
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

    from optimizer.cpsat.variables import PackageVars, Variables

RULES = ("team_sizes", "one_demand", "people_locks", "freeze")


def add(variables: Variables) -> None:
    """Post headcounts, team sizes, frozen teams and people who must be on."""
    by_demand: defaultdict[tuple[int, int, int], list[IntVar]] = defaultdict(list)
    for key, member in variables.members.items():
        by_demand[key.package, key.way, key.demand].append(member)
    for p, row in variables.open_packages():
        for w, way in enumerate(variables.problem.packages[p].ways):
            if not way.is_team:
                continue
            for d in range(len(way.demands)):
                _team_size(variables, p, w, d, sum(by_demand[p, w, d]))
        _frozen_team(variables, p)
        _must(variables, p, row)
    _one_demand_each(variables)


def _team_size(variables: Variables, p: int, w: int, d: int, size: object) -> None:
    model, way = variables.model, variables.way(p, w)
    demand, chosen = way.demands[d], variables.packages[p].ways[w]
    if way.staffing is Staffing.FIXED_TEAM:
        model.add(size == demand.headcount * chosen)
        return
    model.add(size >= demand.team_min * chosen)
    model.add(size <= demand.team_max * chosen)


def _one_demand_each(variables: Variables) -> None:
    for (package, _), members in variables.memberships_of().items():
        present = variables.packages[package].present
        if len(members) > 1:
            variables.model.add(sum(members) <= present)


def _frozen_team(variables: Variables, p: int) -> None:
    kept = variables.problem.packages[p].kept_team
    if kept is None:
        return
    row = variables.packages[p]
    for key, member in variables.members.items():
        if key.package == p:
            on = (key.person, key.demand) in kept
            variables.model.add(member == (row.ways[key.way] if on else 0))
    possible = {(k.person, k.demand) for k in variables.members if k.package == p}
    if set(kept) - possible:
        variables.model.add(row.present == 0)


def _must(variables: Variables, p: int, row: PackageVars) -> None:
    package = variables.problem.packages[p]
    for w, way in enumerate(package.ways):
        if way.staffing is Staffing.POOL:
            continue
        for person in package.must:
            serving = [
                variables.members[key]
                for d in range(len(way.demands))
                if (key := MemberKey(p, w, d, person)) in variables.members
            ]
            variables.model.add(sum(serving) == 1).only_enforce_if(row.ways[w])
