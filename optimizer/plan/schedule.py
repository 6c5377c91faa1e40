"""A plan in periods and hundredths of hours, whatever its names refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from optimizer.plan.units import hundredths

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from optimizer.plan.plan import Plan
    from optimizer.problem.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Slot:
    """When a package runs, half-open in periods, and its mode."""

    start: int
    end: int
    mode: str


@dataclass(frozen=True, slots=True)
class Engaged:
    """An engagement of an offer, half-open in periods."""

    offer: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """A plan by package.

    Attributes
    ----------
    posts
        Package → (demand, person) → period → hundredths of hours, without zeros;
        None where the plan leaves the hours out.
    """

    slots: dict[str, Slot]
    posts: dict[str, dict[tuple[str, str], dict[int, int] | None]]
    engagements: tuple[Engaged, ...]

    @classmethod
    def of(cls, plan: Plan, timeline: Timeline) -> Self:
        """Return the schedule of a plan."""
        slots = {}
        for package in plan.packages:
            start = timeline.holding(package.start)
            slots[package.package] = Slot(start, start + package.periods, package.mode)
        reader = _HoursReader(timeline)
        posts: dict[str, dict[tuple[str, str], dict[int, int] | None]] = {}
        for row in plan.assignments:
            hours = None if row.hours is None else reader.read(row.hours)
            posts.setdefault(row.package, {})[row.demand, row.engineer] = hours
        engagements = (
            Engaged(e.offer, timeline.holding(e.first), timeline.holding(e.last) + 1)
            for e in plan.engagements
        )
        return cls(slots, posts, tuple(engagements))


class _HoursReader:
    """Turns days into periods, each day once: plans name the same days often."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._periods: dict[date, int] = {}

    def read(self, hours: Mapping[date, Decimal]) -> dict[int, int]:
        """Return period → hundredths; days of one period add up."""
        found: dict[int, int] = {}
        for day, worked in hours.items():
            period = self._periods.get(day)
            if period is None:
                period = self._periods[day] = self._timeline.holding(day)
            if worked:
                found[period] = found.get(period, 0) + hundredths(worked)
        return found
