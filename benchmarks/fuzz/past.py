"""A random past: a running plan, *now*, and progress on what has started."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from optimizer.plan import complete
from optimizer.plan.ledger import Ledger
from optimizer.plan.plan import Assignment, Plan, ScheduledPackage
from optimizer.plan.qualification import obstacles
from optimizer.portfolio.calendar import Absence
from optimizer.portfolio.work import Member, Progress, Staffing, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.fuzz.chance import Chance, Days
    from optimizer.portfolio.people import Engineer
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Demand, Mode, Package

Posts = list[tuple[str, str]]
"""Pairs of demand and person."""


@dataclass(slots=True)
class Planner:
    """Plans package after package, each when its people are free."""

    chance: Chance
    days: Days
    portfolio: Portfolio
    rows: list[ScheduledPackage] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    selected: list[str] = field(default_factory=list)
    _free_from: dict[str, int] = field(default_factory=dict)
    _ends: dict[str, int] = field(default_factory=dict)

    def plan(self) -> Plan:
        """Return a plan of some projects that an organisation might follow."""
        for project in self.portfolio.projects:
            if self.chance.often(80):
                self.selected.append(project.id)
                for package in project.packages:
                    self._schedule(project, package)
        plan = Plan(
            name="running",
            selected=tuple(self.selected),
            packages=tuple(self.rows),
            assignments=tuple(self.assignments),
        )
        return complete(plan, self.portfolio) if self.chance.often(70) else plan

    def _schedule(self, project: Project, package: Package) -> None:
        mode = self.chance.one_of(package.ways)
        posts = self._posts(project, package, mode)
        if posts is None:
            return
        waits = [self._free_from.get(person, 0) for _, person in posts]
        after = [self._ends.get(link.package, 0) for link in package.predecessors]
        start = max([0, *waits, *after]) + self.chance.one_of((0, 0, 0, 1))
        if start >= self.days.horizon:
            return
        assignments = [
            Assignment(engineer=person, package=package.id, demand=demand)
            for demand, person in posts
        ]
        length = self._length(package, mode, start, assignments)
        if length is None:
            return
        self.rows.append(self._row(package, mode, start, length))
        self.assignments += assignments
        self._ends[package.id] = start + length
        if package.staffing is not Staffing.POOL:
            self._free_from |= {person: start + length for _, person in posts}

    def _row(
        self, package: Package, mode: Mode, start: int, length: int
    ) -> ScheduledPackage:
        first = self.days.timeline.first_day(start)
        return ScheduledPackage(
            package=package.id, start=first, periods=length, mode=mode.id
        )

    def _posts(self, project: Project, package: Package, mode: Mode) -> Posts | None:
        """Return demands with their people; None if there are not enough people."""
        posts: Posts = []
        for demand in mode.demands:
            taken = {person for _, person in posts}
            able = [
                person.id
                for person in self.portfolio.engineers
                if person.id not in taken
                and not any(obstacles(person, demand, package, project))
            ]
            least, most = self._sizes(package, demand)
            if len(able) < least:
                return None
            posts += [(demand.id, p) for p in self.chance.some(able, least, most)]
        return posts

    def _sizes(self, package: Package, demand: Demand) -> tuple[int, int]:
        if package.staffing is Staffing.FIXED_TEAM:
            return demand.headcount or 1, demand.headcount or 1
        return demand.team_min or 1, demand.team_max or 2

    def _length(
        self, package: Package, mode: Mode, start: int, assignments: list[Assignment]
    ) -> int | None:
        """Return how long the package takes; None if its team does not get there."""
        if mode.demands and package.staffing is Staffing.EFFORT_TEAM:
            alone = Plan(
                packages=(self._row(package, mode, start, 0),),
                assignments=tuple(assignments),
            )
            prescribed = Ledger(alone, self.portfolio).prescriptions[package.id]
            end = prescribed.earliest_end
            return None if end is None else end - start
        if mode.duration is not None:
            return mode.duration
        return self.chance.between(mode.shortest or 1, mode.longest or 1)


def some_now(chance: Chance, days: Days, period: int) -> date:
    """Return a day that rounds up to a period."""
    first = days.timeline.first_day(period)
    if days.weekly:
        return first - timedelta(days=chance.one_of((0, 0, 3, 6)))
    weekend = 2 if first.weekday() == 0 else 0
    return first - timedelta(days=chance.between(0, weekend))


def with_progress(
    chance: Chance, days: Days, portfolio: Portfolio, plan: Plan, now: int
) -> Portfolio:
    """Return the portfolio with progress on packages that the plan has started.

    The progress says who and how, so that it stands without the plan.
    """
    rows = {row.package: row for row in plan.packages}
    projects = tuple(
        project.replace(
            packages=tuple(
                _reported(chance, days, package, rows, plan, now)
                for package in project.packages
            )
        )
        for project in portfolio.projects
    )
    return portfolio.replace(projects=projects)


def _reported(
    chance: Chance,
    days: Days,
    package: Package,
    rows: Mapping[str, ScheduledPackage],
    plan: Plan,
    now: int,
) -> Package:
    row = rows.get(package.id)
    start = now if row is None else days.timeline.holding(row.start)
    if row is None or start >= now:
        return package
    if chance.often(6):
        postponed = Progress(status=Status.PLANNED, started=days.near(now))
        return package.replace(progress=postponed)
    done = start + row.periods <= now
    if chance.often(10):
        done = not done
    facts: dict[str, Any] = {"started": days.of(start), "mode": row.mode}
    if done:
        if row.periods:
            last = min(now, start + row.periods) - 1
            facts["finished"] = days.timeline.last_day(max(start, last))
            facts["started"] = days.timeline.first_day(start)
        return package.replace(progress=Progress(status=Status.DONE, **facts))
    facts["team"] = tuple(
        Member(engineer=it.engineer, demand=it.demand)
        for it in plan.assignments
        if it.package == package.id
    )
    mode = next(way for way in package.ways if way.id == row.mode)
    rest = _rest(chance, days, package, mode) if chance.often(60) else {}
    progress = Progress(status=Status.RUNNING, **facts, **rest)
    return package.replace(progress=progress)


def _rest(chance: Chance, days: Days, package: Package, mode: Mode) -> dict[str, Any]:
    """Return what remains to be done, as somebody estimates it."""
    if package.staffing is Staffing.FIXED_TEAM or not mode.demands:
        return {"remaining_periods": chance.between(0, 2)}
    most = 50 if days.weekly else 12
    efforts = {demand.id: chance.hours(0, most) for demand in mode.demands}
    return {"remaining_effort": efforts}


def with_surprises(
    chance: Chance, days: Days, portfolio: Portfolio, now: int
) -> Portfolio:
    """Return the portfolio after somebody fell ill or left."""
    if not chance.often(40):
        return portfolio
    unlucky = chance.one_of(portfolio.engineers)
    engineers = tuple(
        _surprised(chance, days, person, now) if person is unlucky else person
        for person in portfolio.engineers
    )
    return portfolio.replace(engineers=engineers)


def _surprised(chance: Chance, days: Days, person: Engineer, now: int) -> Engineer:
    first = days.timeline.first_day(now)
    last = days.timeline.last_day(now + chance.between(0, 1))
    if chance.often(25) and (person.first is None or person.first <= last):
        return person.replace(last=last)
    illness = Absence(first=first, last=last, reason="illness")
    return person.replace(absences=(*person.absences, illness))
