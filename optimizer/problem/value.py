"""What a project is worth when it ends in each period, in hundredths."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.problem.timeline import Timeline


@dataclass(frozen=True, slots=True)
class ValueCurve:
    """Full value, and the value delivered by end period, 0 … horizon.

    A project that ended before the timeline delivers the same in all of them.
    """

    full: int
    delivered: tuple[int, ...]
    on_time_until: int


def stated_value(portfolio: Portfolio, project: Project) -> Fraction:
    """Return a project's value before probability and conversion."""
    if project.value is not None:
        return Fraction(project.value)
    if project.rank is not None:
        lowest = max(p.rank for p in portfolio.projects if p.rank is not None)
        share = Fraction(lowest + 1 - project.rank, lowest)
        return Fraction(portfolio.rank_value) * share
    return sum(
        (
            Fraction(portfolio.drivers[driver]) * Fraction(score)
            for driver, score in project.scores.items()
        ),
        Fraction(0),
    )


def value_curve(
    portfolio: Portfolio, project: Project, timeline: Timeline, first_end: int = 0
) -> ValueCurve:
    """Return the value of a project by the period in which its last package ends.

    Parameters
    ----------
    first_end
        First end that is possible; where it is negative the project ended there,
        and delivers in every period what it did then.
    """
    scale = Fraction(project.probability) * Fraction(portfolio.money_per_point or 1)

    def scaled(amount: Fraction) -> int:
        return round(amount * scale * 100)

    full = scaled(stated_value(portfolio, project))
    slope = scaled(Fraction(project.delay_cost))
    steps = [(step.late, scaled(Fraction(step.value))) for step in project.value_steps]
    floor = int(project.floor * 100)
    horizon = timeline.horizon
    due = horizon if project.due is None else timeline.holding(project.due) + 1

    def delivered(end: int) -> int:
        late = max(0, end - due)
        value = full - slope * late
        for step, amount in steps:
            if step <= late:
                value = amount
        return max(floor, value)

    ends = range(horizon + 1) if first_end >= 0 else [first_end] * (horizon + 1)
    return ValueCurve(full, tuple(map(delivered, ends)), due)
