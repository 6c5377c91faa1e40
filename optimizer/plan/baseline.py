"""The running plan, to compare with: what no longer exists stays in its pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from optimizer.plan.calendars import calendars
from optimizer.plan.directory import Directory
from optimizer.plan.filling import fill
from optimizer.plan.runs import join
from optimizer.plan.schedule import Schedule
from optimizer.plan.staffing.prescription import prescribe
from optimizer.portfolio.work import Staffing
from optimizer.problem.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Container

    from optimizer.plan.plan import Plan
    from optimizer.plan.runs import Run
    from optimizer.plan.schedule import Engaged
    from optimizer.portfolio.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Baseline:
    """A running plan in periods.

    Attributes
    ----------
    starts
        Package → start, also of packages that the portfolio no longer has.
    pairs
        Package → people on it, also of people that the portfolio no longer has.
    runs
        Package → its run as planned then, with its hours, where both know it.
    """

    starts: dict[str, int]
    pairs: dict[str, frozenset[str]]
    runs: dict[str, Run]
    engagements: tuple[Engaged, ...]

    @classmethod
    def of(cls, plan: Plan, portfolio: Portfolio) -> Self:
        """Return the baseline of a plan; hours left out are those planned then."""
        timeline = Timeline(portfolio.timeline)
        directory = Directory.of(portfolio)
        schedule = Schedule.of(plan, timeline)
        people = calendars(portfolio, timeline, schedule.engagements)
        runs = join(schedule, directory, facts={})
        prescriptions = {
            package: prescribe(run, people, timeline.horizon)
            for package, run in runs.items()
        }
        fill(schedule, runs, prescriptions, people)
        return cls(
            starts={package: slot.start for package, slot in schedule.slots.items()},
            pairs={
                package: _pairs(schedule, runs.get(package), package, people)
                for package in schedule.slots
            },
            runs=runs,
            engagements=schedule.engagements,
        )


def _pairs(
    schedule: Schedule, run: Run | None, package: str, known: Container[str]
) -> frozenset[str]:
    """Return who is on a package; without known hours, everybody who is named."""
    posts = schedule.posts.get(package, {})
    if run is None or run.package.staffing is not Staffing.POOL:
        return frozenset(person for _, person in posts)
    gone = {
        person
        for (demand, person), hours in posts.items()
        if (demand not in run.people and hours != {})
        or (person not in known and hours is None)
    }
    return frozenset(run.pairs | gone)
