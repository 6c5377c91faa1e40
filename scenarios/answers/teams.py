"""Whether the people whom the running plan has on a package may still do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.qualification import obstacles
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.plan.runs import Run
    from optimizer.portfolio.people import Engineer
    from optimizer.portfolio.work import Demand

People = dict[str, tuple[str, ...]]
"""Demand → the people on it, by id."""


def able_people(run: Run, people: Mapping[str, Engineer]) -> People:
    """Return who of a package's people still exists and qualifies, by demand."""
    return {
        demand.id: tuple(
            name
            for name in sorted(run.people.get(demand.id, ()))
            if name in people and not _hindrances(run, demand, people[name])
        )
        for demand in run.mode.demands
    }


def incapacity(run: Run, people: Mapping[str, Engineer]) -> str | None:
    """Return why a package's people cannot do it any more, or None if they can.

    Everybody in a team must still be able to; in a pool somebody, for every demand
    that asks for hours.
    """
    able = able_people(run, people)
    for demand in run.mode.demands:
        named = sorted(run.people.get(demand.id, ()))
        if run.staffing is Staffing.POOL and (able[demand.id] or not demand.effort):
            continue
        if not named:
            return f"the running plan has nobody on {demand.id}"
        for name in named:
            if name not in people:
                return f"{name} has left"
            hindrances = _hindrances(run, demand, people[name])
            if hindrances:
                return f"{name} {' and '.join(hindrances)}"
    return None


def _hindrances(run: Run, demand: Demand, person: Engineer) -> list[str]:
    return list(obstacles(person, demand, run.package, run.project))
