"""The packages that run at one time use no more units of a facility than it has."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ortools.sat.python.cp_model import Domain

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntervalVar

    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables
    from optimizer.problem.problem import Package

    Use = tuple[IntervalVar, Linear, int]
    """A stretch, its units, and the most that these may be."""

RULES = ("facilities",)


def add(variables: Variables) -> None:
    """Post one cumulative per facility; lower capacities are blocking intervals."""
    model, problem = variables.model, variables.problem
    for facility, users in _users(variables).items():
        capacity = problem.facilities[facility].capacity
        top = max(capacity[problem.now :], default=0)
        for first, end, level in blocks(capacity, problem.now, top):
            users.append((_fixed(variables, first, end), top - level, top - level))
        if sum(most for _, _, most in users) > top:
            model.add_cumulative(
                [interval for interval, _, _ in users],
                [units for _, units, _ in users],
                top,
            )


def _users(variables: Variables) -> dict[int, list[Use]]:
    """Return facility → stretches that use it, with their units and most units."""
    users: defaultdict[int, list[Use]] = defaultdict(list)
    for p in variables.packages:
        package = variables.problem.packages[p]
        started = package.started
        if started is not None:
            for facility, units in package.ways[started.way].uses:
                users[facility].append((_rest(variables, p), units, units))
            continue
        for facility, by_way in _units(package).items():
            chosen, run = _chosen(variables, p, by_way), variables.run_interval(p)
            users[facility].append((run, chosen, max(by_way)))
    return users


def _units(package: Package) -> dict[int, list[int]]:
    """Return facility → units by way; ways without time use none."""
    units: defaultdict[int, list[int]] = defaultdict(lambda: [0] * len(package.ways))
    for w, way in enumerate(package.ways):
        for facility, amount in way.uses:
            if way.longest:
                units[facility][w] = amount
    return units


def _chosen(variables: Variables, p: int, by_way: list[int]) -> Linear:
    """Return the units of the way that is chosen.

    One stretch with units that depend on the way, and not a stretch for each way,
    so that CP-SAT counts the least of them before any way is chosen.
    """
    if len(set(by_way)) == 1:
        return by_way[0]
    model = variables.model
    units = model.new_int_var_from_domain(
        Domain.from_values(sorted(set(by_way))), f"units[{p}]"
    )
    for literal, amount in zip(variables.packages[p].ways, by_way, strict=True):
        model.add(units == amount).only_enforce_if(literal)
    return units


def blocks(levels: tuple[int, ...], begin: int, top: int) -> list[tuple[int, int, int]]:
    """Return (first, end, level) of the longest stretches below the top."""
    stretches: list[tuple[int, int, int]] = []
    for period in range(begin, len(levels)):
        level = levels[period]
        if level >= top:
            continue
        if stretches and stretches[-1][1:] == (period, level):
            stretches[-1] = (stretches[-1][0], period + 1, level)
        else:
            stretches.append((period, period + 1, level))
    return stretches


def _fixed(variables: Variables, first: int, end: int) -> IntervalVar:
    return variables.model.new_fixed_size_interval_var(first, end - first, "blocked")


def _rest(variables: Variables, p: int) -> IntervalVar:
    """Return what remains of a running package from *now* on."""
    row, now = variables.packages[p], variables.problem.now
    return variables.model.new_optional_interval_var(
        now, row.end - now, row.end, row.present, f"rest[{p}]"
    )
