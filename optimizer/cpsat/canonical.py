"""One fixed order among plans that are equal in every goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables
    from optimizer.problem.schedule import Schedule


def canonical_order(variables: Variables) -> Linear:
    """Return an expression whose least value names one plan: early, first people.

    Earlier packages of the portfolio weigh more, so that ties are few.
    """
    count = len(variables.problem.packages)
    people = len(variables.problem.people) + 1
    total: Linear = 0
    for p, row in variables.open_packages():
        total += people * (2 * count - p) * row.start
    for key, member in variables.members.items():
        total += (2 * count - key.package) * (key.person + 1) * member
    for chosen in variables.selected:
        total += chosen
    return total


def same_runs(one: Schedule, other: Schedule) -> bool:
    """Return whether two schedules have the same dates, ways and teams."""
    if one.runs.keys() != other.runs.keys() or one.engaged != other.engaged:
        return False
    return all(
        (run.start, run.length, run.way, sorted(run.team))
        == (own.start, own.length, own.way, sorted(own.team))
        for run, own in ((run, other.runs[p]) for p, run in one.runs.items())
    )
