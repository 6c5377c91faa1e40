"""Packages and their ways as integers."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from optimizer.portfolio.work import Staffing
from optimizer.problem.money import planned_effort, role_cost, role_rate
from optimizer.problem.problem import Demand, Package, Way

if TYPE_CHECKING:
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Demand as WorkDemand
    from optimizer.portfolio.work import Mode
    from optimizer.portfolio.work import Package as WorkPackage
    from optimizer.problem.facts import Facts, RunningPlan
    from optimizer.problem.staff import Staff
    from optimizer.problem.timeline import Timeline


@dataclass(frozen=True, slots=True)
class WorkCompiler:
    """Turns packages into integers against one staff and one *now*.

    `freeze` is the first period that the freeze window leaves free, or None.
    """

    portfolio: Portfolio
    timeline: Timeline
    now: int
    staff: Staff
    facts: Facts
    running_plan: RunningPlan
    person_index: dict[str, int]
    facility_index: dict[str, int]
    stock_index: dict[str, int]
    freeze: int | None

    def package(
        self, project: Project, project_index: int, package: WorkPackage
    ) -> Package:
        """Return one package with its windows, locks and progress."""
        every_way = [self._way(project, package, mode) for mode in package.ways]
        started = self.facts.started(package, every_way)
        ways = [
            way if started else self._in_horizon(way)
            for way in every_way
            if started or package.locks.mode in (None, way.id)
        ]
        compiled = Package(
            id=package.id,
            project=project_index,
            ways=tuple(ways),
            earliest=self._earliest(project, package),
            dates_allow=self._dates_allow(project, package),
            latest_start=self._latest_start(package),
            latest_end=self._latest_end(package),
            must=tuple(self.person_index[e] for e in package.locks.must),
            started=started,
        )
        return compiled if started else self._frozen(compiled)

    def _way(self, project: Project, package: WorkPackage, mode: Mode) -> Way:
        staffing = package.staffing if mode.demands else None
        shortest = mode.duration if mode.shortest is None else mode.shortest
        longest = mode.duration if mode.longest is None else mode.longest
        way = Way(
            id=mode.id,
            staffing=staffing,
            shortest=shortest or 0,
            longest=longest or 0,
            uses=tuple(
                (self.facility_index[name], units)
                for name, units in mode.uses.items()
                if units
            ),
            consumes=tuple(
                (self.stock_index[name], int(amount * 100))
                for name, amount in mode.consumes.items()
                if amount
            ),
            overtime=package.overtime,
            tolerated_absence=package.tolerated_absence,
        )
        if staffing is None:
            return way
        demands = tuple(
            self._demand(project, package, demand, way.shortest)
            for demand in mode.demands
        )
        way = replace(way, demands=demands)
        if staffing is Staffing.EFFORT_TEAM:
            shortest, longest = self._effort_lengths(way)
            way = replace(way, shortest=shortest, longest=longest)
        return way

    def _in_horizon(self, way: Way) -> Way:
        """Return a way without the lengths for which the timeline is too short."""
        longest = min(way.longest, self.timeline.horizon)
        return replace(way, longest=max(way.shortest, longest))

    def _demand(
        self, project: Project, package: WorkPackage, demand: WorkDemand, periods: int
    ) -> Demand:
        qualified, speeds = self.staff.qualified(project, package, demand)
        return Demand(
            id=demand.id,
            skill=demand.skill,
            qualified=qualified,
            speeds=speeds,
            headcount=demand.headcount or 1,
            effort=int((demand.effort or 0) * 100),
            team_min=demand.team_min or 1,
            team_max=min(demand.team_max or len(qualified), len(qualified)),
            share=int(demand.share * 10_000),
            role_cost=role_cost(self.portfolio, package.staffing, demand, periods),
            role_rate=role_rate(self.portfolio, demand),
            planned_effort=planned_effort(
                self.portfolio, package.staffing, demand, periods
            ),
        )

    def _effort_lengths(self, way: Way) -> tuple[int, int]:
        """Return bounds on the length of an effort-driven way, over all teams.

        A larger team is never slower, so the longest is that of one person alone.
        """
        shortest, longest = 1, 1
        for demand in way.demands:
            effort = demand.effort * 100
            rates = []
            for person, speed in zip(demand.qualified, demand.speeds, strict=True):
                hours = self.staff.people[person].team_hours(
                    demand.share, overtime=way.overtime
                )
                rates.append(max(hours) * speed)
                longest = max(longest, self._alone(hours, speed, effort))
            best = sum(sorted(rates)[-demand.team_max :]) if demand.team_max else 0
            shortest = max(shortest, -(-effort // best) if best else shortest)
        return shortest, max(shortest, longest)

    def _alone(self, hours: tuple[int, ...], speed: int, effort: int) -> int:
        """Return the longest length of one person alone, over all starts."""
        total = [0, *accumulate(h * speed for h in hours)]
        horizon = self.timeline.horizon
        longest = 0
        for start in range(self.now, horizon):
            end = bisect_left(total, total[start] + effort)
            longest = max(longest, min(end, horizon) - start)
        return longest

    def _dates_allow(self, project: Project, package: WorkPackage) -> int:
        earliest = self.now
        for day in (project.release, package.earliest):
            if day is not None:
                earliest = max(earliest, self.timeline.from_day(day))
        return earliest

    def _earliest(self, project: Project, package: WorkPackage) -> int:
        timeline, locks = self.timeline, package.locks
        earliest = self._dates_allow(project, package)
        for day in (locks.start_on, locks.start_from):
            if day is not None:
                earliest = max(earliest, timeline.holding(day))
        return earliest

    def _latest_start(self, package: WorkPackage) -> int:
        latest = self.timeline.horizon
        for day in (package.locks.start_on, package.locks.start_until):
            if day is not None:
                latest = min(latest, self.timeline.holding(day))
        return latest

    def _latest_end(self, package: WorkPackage) -> int:
        horizon = self.timeline.horizon
        if package.latest is None:
            return horizon
        return min(horizon, self.timeline.holding(package.latest) + 1)

    def _frozen(self, package: Package) -> Package:
        """Hold start, mode and team of what the running plan starts in the window.

        What it should have started before *now*, but has not, is free.
        """
        start = self.running_plan.start(package.id)
        if self.freeze is None or start is None:
            return package
        if not self.now <= start < self.freeze:
            return package
        row = self.running_plan.rows[package.id]
        ways = tuple(way for way in package.ways if way.id == row.mode)
        package = replace(
            package,
            earliest=max(package.earliest, start),
            latest_start=min(package.latest_start, start),
            ways=ways,
        )
        if not ways or ways[0].staffing is None:
            return package
        if ways[0].staffing is Staffing.POOL:
            way = replace(ways[0], shortest=row.periods, longest=row.periods)
            return replace(package, ways=(way,))
        demands = {demand.id: d for d, demand in enumerate(ways[0].demands)}
        team = tuple(
            (self.person_index[engineer], demands[demand])
            for engineer, demand in self.running_plan.team(package.id)
        )
        return replace(package, kept_team=team)
