"""How much of a started package is left at a period, and how much was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.plan.staffing.members import FULL_SPEED, speed_of
from optimizer.plan.units import HUNDRED, hundredths, in_hundredths
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.portfolio.work import Demand, Mode
    from scenarios.changes.pieces.running import Started
    from scenarios.situation import Situation


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left to do.

    Attributes
    ----------
    effort
        Demand → hundredths of hours of a proficient person, rounded up.
    periods
        Of a stated length.
    """

    effort: dict[str, int]
    periods: int


def remainder(started: Started, at: int, situation: Situation) -> Remainder:
    """Return what is left at a period, if the team goes on until then."""
    fact = started.fact
    if not started.is_running:
        return Remainder(dict.fromkeys(fact.remaining_effort, 0), 0)
    waiting = sum(1 for period in started.pauses if period < at)
    return Remainder(
        effort={
            demand.id: -(-(_left(started, demand, at, situation)) // HUNDRED)
            for demand in fact.mode.demands
        },
        periods=max(0, fact.remaining_periods - (at - fact.now - waiting)),
    )


def _left(started: Started, demand: Demand, at: int, situation: Situation) -> int:
    """Return the effort left of a demand, in 10⁻⁴ h."""
    people = {it.id: it for it in situation.portfolio.people}
    left = started.fact.remaining_effort[demand.id]
    for person, hours in started.ahead.get(demand.id, {}).items():
        speed = (
            FULL_SPEED if started.is_pool else speed_of(people[person], demand.skill)
        )
        left -= speed * sum(amount for period, amount in hours.items() if period < at)
    return max(0, left)


def worked_part(started: Started, at: int, left: Remainder) -> Mode:
    """Return the work of a package until the cut, so that both parts add up to it."""
    mode, staffing = started.fact.mode, started.package.staffing
    passed = max(0, at - started.fact.start)
    demands = mode.demands
    if staffing is not Staffing.FIXED_TEAM:
        demands = tuple(
            demand.replace(
                effort=in_hundredths(
                    max(0, hundredths(demand.effort) - left.effort[demand.id])
                )
            )
            for demand in demands
        )
    length: int | None = passed
    if demands and staffing is Staffing.EFFORT_TEAM:
        length = None
    elif started.is_running and not started.is_pool:
        length = max(1, (mode.duration or 0) - left.periods)
    return mode.replace(demands=demands, duration=length, shortest=None, longest=None)


def rest_of(
    started: Started,
    at: int,
    left: Remainder,
    handover: Mapping[str, int],
    situation: Situation,
) -> Mode:
    """Return the work of a package from the cut on, with what handing over loses."""
    mode, staffing = started.fact.mode, started.package.staffing
    if not mode.demands:
        return mode.replace(duration=max(1, left.periods))
    if staffing is Staffing.FIXED_TEAM:
        lost = _periods_lost(mode, sum(handover.values()), situation)
        return mode.replace(duration=max(1, left.periods) + lost)
    lasting = {
        demand.id: effort + handover.get(demand.id, 0)
        for demand in mode.demands
        if (effort := left.effort[demand.id])
    }
    demands = tuple(
        demand.replace(effort=in_hundredths(lasting.get(demand.id, 0)))
        for demand in mode.demands
        if demand.id in lasting or not lasting
    )
    if staffing is Staffing.EFFORT_TEAM:
        return mode.replace(demands=demands)
    passed = max(0, at - started.fact.start)
    lengths = {
        field: max(1, length - passed)
        for field in ("duration", "shortest", "longest")
        if (length := getattr(mode, field)) is not None
    }
    return mode.replace(demands=demands, **lengths)


def _periods_lost(mode: Mode, hours: int, situation: Situation) -> int:
    """Return how many periods a fixed team of standard people needs for some hours."""
    portfolio = situation.portfolio
    productive = 1 - portfolio.standard_bau_share
    people = sum((it.headcount or 1) * it.share for it in mode.demands)
    per_week = people * portfolio.standard_week * productive
    in_a_period = hundredths(per_week) // situation.timeline.periods_of_weeks(1)
    return -(-hours // max(1, in_a_period))
