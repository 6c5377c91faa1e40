"""The packages that run at one time use no more units of a facility than it has."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntervalVar

    from optimizer.cpsat.variables import Variables

RULES = ("facilities",)


def add(variables: Variables) -> None:
    """Post one cumulative per facility; lower capacities are blocking intervals."""
    model, problem = variables.model, variables.problem
    for facility, users in _users(variables).items():
        capacity = problem.facilities[facility].capacity
        top = max(capacity[problem.now :], default=0)
        for first, end, level in blocks(capacity, problem.now, top):
            users.append((_fixed(variables, first, end), top - level))
        taken = [units for _, units in users]
        if sum(taken) > top:
            model.add_cumulative([interval for interval, _ in users], taken, top)


def _users(variables: Variables) -> dict[int, list[tuple[IntervalVar, int]]]:
    """Return facility → stretches that use it, with their units."""
    users: defaultdict[int, list[tuple[IntervalVar, int]]] = defaultdict(list)
    for p in variables.packages:
        started = variables.problem.packages[p].started
        for w, way in enumerate(variables.problem.packages[p].ways):
            if started is not None and w != started.way:
                continue
            if not way.longest and started is None:
                continue
            for facility, units in way.uses:
                if started is None:
                    interval = variables.way_interval(p, w)
                else:
                    interval = _rest(variables, p)
                users[facility].append((interval, units))
    return users


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
