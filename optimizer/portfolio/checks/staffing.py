"""The fields of a package fit its staffing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.checks.places import (
    error,
    placed_demands,
    placed_packages,
    placed_ways,
    warning,
)
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.work import Demand, Mode

OWN_WORK = ("duration", "shortest", "longest", "demands", "uses", "consumes")
UNFIT_OF_MODES = {
    Staffing.FIXED_TEAM: ("shortest", "longest"),
    Staffing.EFFORT_TEAM: ("duration", "shortest", "longest"),
    Staffing.POOL: (),
}
UNFIT_OF_DEMANDS = {
    Staffing.FIXED_TEAM: ("effort", "team_min", "team_max"),
    Staffing.EFFORT_TEAM: ("headcount",),
    Staffing.POOL: ("headcount", "team_min", "team_max"),
}
STATED_BY = {
    Staffing.FIXED_TEAM: "a duration, and a headcount per demand",
    Staffing.EFFORT_TEAM: "an effort, and team_min to team_max, per demand",
    Staffing.POOL: "an effort per demand, and a duration or shortest and longest",
}


def work_stated_once(portfolio: Portfolio) -> Iterator[Issue]:
    """A package states its work in its own fields or in modes, not in both."""
    for where, _, package in placed_packages(portfolio):
        stated = {field: getattr(package, field) for field in OWN_WORK}
        own = [field for field, given in stated.items() if given not in (None, (), {})]
        if package.modes and own:
            yield error(
                "modes_and_own_work",
                where,
                f"has modes and its own {', '.join(own)}; put these into the modes.",
            )


def lengths_that_fit(portfolio: Portfolio) -> Iterator[Issue]:
    """Every mode states its length in the one way that its staffing knows."""
    for where, package, mode in placed_ways(portfolio):
        if not mode.demands:
            yield from _plain_length(where, mode)
            continue
        staffing = package.staffing
        for field in UNFIT_OF_MODES[staffing]:
            if getattr(mode, field) is not None:
                yield _unfit(where, field, staffing)
        if staffing is Staffing.FIXED_TEAM and mode.duration is None:
            yield error(
                "missing_length", where, "a fixed team needs a duration in periods."
            )
        if staffing is Staffing.POOL:
            yield from _pool_length(where, mode)
        if mode.duration == 0 and staffing is not Staffing.EFFORT_TEAM:
            yield error(
                "work_without_time",
                where,
                "has a duration of 0 and demands; a milestone has no demands.",
            )


def _plain_length(where: str, mode: Mode) -> Iterator[Issue]:
    if mode.duration is None:
        yield error(
            "missing_length",
            where,
            "has no demands and no duration; give a duration (0 for a milestone).",
        )
    if mode.shortest is not None or mode.longest is not None:
        yield error(
            "unfitting_field",
            where,
            "shortest and longest need a pool with demands; give a duration.",
        )


def _pool_length(where: str, mode: Mode) -> Iterator[Issue]:
    ends = (mode.shortest, mode.longest)
    ranged = any(end is not None for end in ends)
    if ranged == (mode.duration is not None) or (ranged and None in ends):
        yield error(
            "missing_length" if not ranged else "unfitting_field",
            where,
            "a pool needs either a duration or both shortest and longest, found "
            f"duration {mode.duration}, shortest {mode.shortest}, "
            f"longest {mode.longest}.",
        )
    elif mode.shortest and mode.longest and mode.shortest > mode.longest:
        yield error(
            "reversed_range",
            where,
            f"shortest {mode.shortest} is above longest {mode.longest}.",
        )


def demands_that_fit(portfolio: Portfolio) -> Iterator[Issue]:
    """Every demand states its amount in the one way that its staffing knows."""
    for where, package, _, demand in placed_demands(portfolio):
        for field in UNFIT_OF_DEMANDS[package.staffing]:
            if getattr(demand, field) is not None:
                yield _unfit(where, field, package.staffing)
        if package.staffing is not Staffing.FIXED_TEAM and demand.effort is None:
            yield error(
                "missing_effort",
                where,
                f"needs an effort in person-hours, as {package.staffing} is stated by "
                f"{STATED_BY[package.staffing]}.",
            )
        yield from _team_range(where, demand)


def _team_range(where: str, demand: Demand) -> Iterator[Issue]:
    smallest, largest = demand.team_min, demand.team_max
    if smallest is not None and largest is not None and smallest > largest:
        yield error(
            "reversed_range", where, f"team_min {smallest} is above team_max {largest}."
        )


def fields_without_effect(portfolio: Portfolio) -> Iterator[Issue]:
    """Absence is tolerated in fixed teams; overtime and shares are for teams."""
    for where, _, package in placed_packages(portfolio):
        pool = package.staffing is Staffing.POOL
        if package.tolerated_absence and package.staffing is not Staffing.FIXED_TEAM:
            yield warning(
                "no_effect", where, "tolerated_absence counts for fixed teams only."
            )
        if package.overtime and pool:
            yield warning(
                "no_effect", where, "overtime is for teams; pools may always use it."
            )
    for where, package, _, demand in placed_demands(portfolio):
        if demand.share != 1 and package.staffing is Staffing.POOL:
            yield warning("no_effect", where, "share is for teams; a pool ignores it.")


def _unfit(where: str, field: str, staffing: Staffing) -> Issue:
    return error(
        "unfitting_field",
        where,
        f"{field} does not fit {staffing}, which is stated by {STATED_BY[staffing]}.",
    )
