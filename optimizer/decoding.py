"""From indices and integers back to names and dates, once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.plan import Assignment, Engagement, Plan, ScheduledPackage
from optimizer.portfolio.work import Staffing
from optimizer.problem.team_work import Member, work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.problem.problem import Problem, Way
    from optimizer.problem.schedule import Run, Schedule

RULES = ("fixed_hours", "effort_hours")
"""Rules that hold because the hours of teams follow from who is on them, and when."""

HoursKey = tuple[str, str, str]
"""Engineer, package and demand, by id."""


def decode(
    problem: Problem,
    portfolio: Portfolio,
    schedule: Schedule,
    baseline: Plan | None = None,
) -> Plan:
    """Return a schedule as a plan with every hour named.

    Parameters
    ----------
    baseline
        Where the hours before *now* are taken from; its hours are filled in.
    """
    return _Decoder(problem, schedule, baseline).plan(portfolio.name)


@dataclass(frozen=True, slots=True)
class _Decoder:
    problem: Problem
    schedule: Schedule
    baseline: Plan | None

    def plan(self, name: str) -> Plan:
        first_day = self.problem.timeline.first_day
        runs = sorted(self.schedule.runs.items())
        return Plan(
            name=name,
            selected=tuple(
                project.id
                for project, chosen in zip(
                    self.problem.projects, self.schedule.selected, strict=True
                )
                if chosen
            ),
            packages=tuple(
                ScheduledPackage(
                    package=self.problem.packages[index].id,
                    start=first_day(run.start),
                    periods=run.length,
                    mode=self.problem.packages[index].ways[run.way].id,
                )
                for index, run in runs
            ),
            assignments=tuple(self._assignments()),
            engagements=tuple(self._engagements()),
        )

    def _engagements(self) -> Iterator[Engagement]:
        timeline = self.problem.timeline
        for offer, engaged in sorted(self.schedule.engaged.items()):
            yield Engagement(
                offer=self.problem.offers[offer].id,
                first=timeline.first_day(engaged.first),
                last=timeline.last_day(engaged.end - 1),
            )

    def _assignments(self) -> Iterator[Assignment]:
        hours: defaultdict[HoursKey, dict[date, Decimal]] = defaultdict(dict)
        self._add_past(hours)
        for index, run in self.schedule.runs.items():
            for person, demand, period, amount in self._team_hours(index, run):
                self._add(hours, index, demand, person, period, amount)
        for (index, demand, person, period), amount in self.schedule.pool_hours.items():
            if amount:
                self._add(hours, index, demand, person, period, amount)
        order = self.problem.package_index
        for key in sorted(hours, key=lambda k: (order[k[1]], k[2], k[0])):
            yield Assignment(
                engineer=key[0],
                package=key[1],
                demand=key[2],
                hours=dict(sorted(hours[key].items())),
            )

    def _add(
        self,
        hours: defaultdict[HoursKey, dict[date, Decimal]],
        index: int,
        demand: int,
        person: int,
        period: int,
        amount: int,
    ) -> None:
        package = self.problem.packages[index]
        way = package.ways[self.schedule.runs[index].way]
        key = (self.problem.people[person].id, package.id, way.demands[demand].id)
        row = hours[key]
        if amount:
            row[self.problem.timeline.first_day(period)] = Decimal(amount) / 100

    def _add_past(self, hours: defaultdict[HoursKey, dict[date, Decimal]]) -> None:
        """Copy what the baseline worked before *now* on packages that have started."""
        if self.baseline is None:
            return
        holding, now = self.problem.timeline.holding, self.problem.now
        for row in self.baseline.assignments:
            index = self.problem.package_index.get(row.package)
            if index is None or index not in self.schedule.runs:
                continue
            started = self.problem.packages[index].started
            if started is None:
                continue
            past = {
                day: amount
                for day, amount in (row.hours or {}).items()
                if holding(day) < now
            }
            if past or started.done:
                hours[row.engineer, row.package, row.demand].update(past)

    def _team_hours(self, index: int, run: Run) -> Iterator[tuple[int, int, int, int]]:
        """Yield (person, demand, period, hundredths) of a team, from *now* on."""
        package = self.problem.packages[index]
        way = package.ways[run.way]
        if package.started is not None:
            for person, demand in package.started.team:
                yield person, demand, 0, 0
            for load in package.started.loads:
                yield load.person, load.demand, load.period, load.hours
        elif way.staffing is Staffing.FIXED_TEAM:
            yield from self._fixed_hours(way, run)
        elif way.staffing is Staffing.EFFORT_TEAM:
            yield from self._effort_hours(way, run)

    def _fixed_hours(self, way: Way, run: Run) -> Iterator[tuple[int, int, int, int]]:
        for person, demand in run.team:
            share = way.demands[demand].share
            hours = self.problem.people[person].team_hours(share, overtime=way.overtime)
            for period in range(max(0, run.start), min(run.end, len(hours))):
                yield person, demand, period, hours[period]

    def _effort_hours(self, way: Way, run: Run) -> Iterator[tuple[int, int, int, int]]:
        for d, demand in enumerate(way.demands):
            speeds = dict(zip(demand.qualified, demand.speeds, strict=True))
            team = [
                Member(
                    person,
                    self.problem.people[person].id,
                    self.problem.people[person].team_hours(
                        demand.share, overtime=way.overtime
                    ),
                    speeds[person],
                )
                for person, of in run.team
                if of == d
            ]
            for member in team:
                yield member.person, d, 0, 0
            first, end = max(0, run.start), min(run.end, self.problem.horizon)
            rows = work(team, demand.work, first, end)
            for k, row in enumerate(rows):
                for member, amount in zip(team, row, strict=True):
                    yield member.person, d, first + k, amount
