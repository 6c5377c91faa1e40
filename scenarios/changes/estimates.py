"""A package with another estimate of its work.

Progress may state what remains; of an estimate of the whole it keeps what has been
done, so that the rest grows or shrinks by as much as the whole.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from optimizer.portfolio.work import Mode, Progress, Staffing, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from optimizer.plan.facts import Fact
    from optimizer.portfolio.work import Package

HUNDREDTH = Decimal("0.01")
WORK = ("duration", "shortest", "longest", "demands")


def has_length(package: Package, *, pools: bool) -> bool:
    """Return whether periods say how long a package takes.

    Parameters
    ----------
    pools
        Whether a pool's length counts, which is stated besides its effort.
    """
    if package.staffing is Staffing.EFFORT_TEAM or not pools:
        timed = package.staffing is Staffing.FIXED_TEAM
        return timed or not any(mode.demands for mode in package.ways)
    return True


def with_effort(package: Package, effort: Mapping[str, Decimal]) -> Package:
    """Return a package with other efforts, demand → person-hours."""

    def estimated(mode: Mode) -> Mode:
        demands = tuple(
            it.replace(effort=effort[it.id]) if it.id in effort else it
            for it in mode.demands
        )
        return mode.replace(demands=demands)

    return _with_modes(package, estimated)


def with_duration(package: Package, duration: int) -> Package:
    """Return a package that takes so many periods, in every mode that states them."""

    def estimated(mode: Mode) -> Mode:
        return mode.replace(duration=duration, shortest=None, longest=None)

    return _with_modes(package, estimated)


def with_factor(package: Package, factor: Decimal) -> Package:
    """Return a package that is so many times the work."""

    def estimated(mode: Mode) -> Mode:
        demands = tuple(
            it
            if it.effort is None
            else it.replace(effort=(it.effort * factor).quantize(HUNDREDTH))
            for it in mode.demands
        )
        duration = mode.duration
        if duration is not None and has_length(package, pools=False):
            duration = int((duration * factor).to_integral_value(ROUND_CEILING))
        return mode.replace(demands=demands, duration=duration)

    return _with_modes(package, estimated)


def with_remaining(
    package: Package,
    fact: Fact,
    begun: date,
    effort: Mapping[str, Decimal],
    periods: int | None,
) -> Package:
    """Return a running package of which so much remains."""
    progress = package.progress or Progress(
        status=Status.RUNNING,
        started=begun,
        mode=fact.mode.id if package.modes else None,
    )
    progress = progress.replace(
        remaining_effort={**progress.remaining_effort, **effort},
        remaining_periods=progress.remaining_periods if periods is None else periods,
    )
    return package.replace(progress=progress)


def _with_modes(package: Package, estimated: Callable[[Mode], Mode]) -> Package:
    """Return a package whose modes, or whose own work, is estimated anew."""
    modes = tuple(map(estimated, package.ways))
    if package.modes:
        other = package.replace(modes=modes)
    else:
        other = package.replace(**{field: getattr(modes[0], field) for field in WORK})
    return other.replace(progress=_grown(package, other))


def _grown(before: Package, after: Package) -> Progress | None:
    """Return progress whose stated rest has grown by as much as the whole."""
    progress = before.progress
    if progress is None or progress.status is not Status.RUNNING:
        return progress
    old, new = (_mode_of(it, progress) for it in (before, after))
    grown = {
        demand.id: (demand.effort or Decimal(0)) - (was.effort or Decimal(0))
        for demand, was in zip(new.demands, old.demands, strict=True)
    }
    effort = {
        demand: max(Decimal(0), hours + grown.get(demand, 0))
        for demand, hours in progress.remaining_effort.items()
    }
    periods = progress.remaining_periods
    if periods is not None:
        periods = max(0, periods + (new.duration or 0) - (old.duration or 0))
    return progress.replace(remaining_effort=effort, remaining_periods=periods)


def _mode_of(package: Package, progress: Progress) -> Mode:
    named = [mode for mode in package.ways if mode.id == progress.mode]
    return named[0] if named else package.ways[0]
