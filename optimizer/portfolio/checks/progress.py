"""Progress tells of the past, and completely."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from optimizer.portfolio.calendar import Period
from optimizer.portfolio.checks.places import error, placed_packages, warning
from optimizer.portfolio.checks.references import running_ways
from optimizer.portfolio.work import Staffing, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.work import Package, Progress

FRIDAY = 4


def _begun(portfolio: Portfolio) -> Iterator[tuple[str, Package, Progress]]:
    """Yield the packages that progress calls running or done."""
    for where, _, package in placed_packages(portfolio):
        progress = package.progress
        if progress is not None and progress.status is not Status.PLANNED:
            yield f"{where}/progress", package, progress


def planning_starts(portfolio: Portfolio) -> date | None:
    """Return the first day of the first period on or after *now*."""
    now = portfolio.now
    if now is None:
        return None
    if portfolio.timeline.period is Period.WEEK:
        ahead = -now.weekday() % 7
    else:
        ahead = 7 - now.weekday() if now.weekday() > FRIDAY else 0
    return now + min(timedelta(days=ahead), date.max - now)


def facts_before_now(portfolio: Portfolio) -> Iterator[Issue]:
    """What is running started before *now*, and what is done ended before it."""
    planning = planning_starts(portfolio)
    for where, _, progress in _begun(portfolio):
        if planning is None:
            yield warning(
                "missing_now",
                where,
                f"is {progress.status}, but the portfolio has no now; give the date "
                "up to which progress is reported.",
            )
            continue
        for word, day in (
            ("started", progress.started),
            ("finished", progress.finished),
        ):
            if day is not None and day >= planning:
                yield error(
                    "progress_after_now",
                    where,
                    f"{word} on {day}, but planning starts on {planning} (now is "
                    f"{portfolio.now}); facts lie before.",
                )


def finished_after_started(portfolio: Portfolio) -> Iterator[Issue]:
    """What is done has finished, not before it started; what runs has not."""
    for where, package, progress in _begun(portfolio):
        if progress.status is Status.RUNNING:
            if progress.finished is not None:
                yield error(
                    "finished_but_running",
                    where,
                    f"is running and finished on {progress.finished}; call it done or "
                    "remove the date.",
                )
            continue
        milestone = any(mode.duration == 0 for mode in running_ways(package, progress))
        if progress.finished is None and not milestone:
            yield error(
                "missing_finished", where, "is done; say the day when it finished."
            )
        if progress.finished is not None and progress.finished < progress.started:
            yield error(
                "reversed_dates",
                where,
                f"finished on {progress.finished}, before it started on "
                f"{progress.started}.",
            )


def remaining_work_that_fits(portfolio: Portfolio) -> Iterator[Issue]:
    """Remaining periods are for what has a duration, remaining effort for the rest."""
    for where, package, progress in _begun(portfolio):
        staffing = package.staffing
        timed = staffing is Staffing.FIXED_TEAM or not any(
            mode.demands for mode in running_ways(package, progress)
        )
        unfit = "remaining_effort" if timed else "remaining_periods"
        if getattr(progress, unfit) not in (None, {}):
            fit = "remaining_periods" if timed else "remaining_effort"
            yield error(
                "unfitting_field",
                where,
                f"{unfit} does not fit {staffing}; give {fit}.",
            )


def one_place_in_a_team(portfolio: Portfolio) -> Iterator[Issue]:
    """A person is on one demand of a team; who runs it, and how, is known."""
    for where, package, progress in _begun(portfolio):
        counts = Counter(member.engineer for member in progress.team or ())
        for engineer, times in counts.items():
            if times > 1 and package.staffing is not Staffing.POOL:
                yield error(
                    "repeated",
                    where,
                    f"{engineer} is on {times} demands; a person is on one demand of a "
                    "team.",
                )
        if len(package.ways) > 1 and progress.mode is None:
            yield warning(
                "missing_mode",
                where,
                "does not say in which of its modes it runs; without a running plan "
                f"{package.ways[0].id!r} is taken.",
            )
