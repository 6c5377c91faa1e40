"""What has happened before *now*: started packages, their rest and their pauses."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.portfolio.work import Staffing, Status
from optimizer.problem.problem import Load, PastCost, Started, Way
from optimizer.problem.team_work import Member, own_length, work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.plan.plan import Assignment, Plan, ScheduledPackage
    from optimizer.portfolio.work import Package, Progress
    from optimizer.problem.problem import Person
    from optimizer.problem.staff import Staff
    from optimizer.problem.timeline import Timeline


@dataclass(frozen=True, slots=True)
class RunningPlan:
    """A baseline, by package.

    Attributes
    ----------
    rows, assignments
        Package id → its schedule, its assignments.
    """

    timeline: Timeline
    rows: dict[str, ScheduledPackage] = field(default_factory=dict)
    assignments: dict[str, list[Assignment]] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan | None, timeline: Timeline) -> RunningPlan:
        """Return a plan by package; an empty one where there is none."""
        if plan is None:
            return cls(timeline)
        assignments: defaultdict[str, list[Assignment]] = defaultdict(list)
        for assignment in plan.assignments:
            assignments[assignment.package].append(assignment)
        rows = {row.package: row for row in plan.packages}
        return cls(timeline, rows, dict(assignments))

    def start(self, package: str) -> int | None:
        """Return the period in which the baseline starts a package."""
        row = self.rows.get(package)
        return None if row is None else self.timeline.holding(row.start)

    def end(self, package: str) -> int | None:
        """Return the period in which the baseline has a package ended."""
        row = self.rows.get(package)
        return None if row is None else self.timeline.holding(row.start) + row.periods

    def team(self, package: str) -> list[tuple[str, str]]:
        """Return pairs (engineer, demand) of a package."""
        return [(a.engineer, a.demand) for a in self.assignments.get(package, ())]


@dataclass(frozen=True, slots=True)
class Facts:
    """Reads how far each package has come at *now*."""

    timeline: Timeline
    now: int
    running_plan: RunningPlan
    staff: Staff
    person_index: dict[str, int]

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody, in index order."""
        return self.staff.people

    def started(self, package: Package, ways: Sequence[Way]) -> Started | None:
        """Return what is fixed of a package, or None if it has not started."""
        progress, row = package.progress, self.running_plan.rows.get(package.id)
        finish = self.running_plan.end(package.id)
        mode = None if row is None else row.mode
        if progress is not None and progress.status is not Status.PLANNED:
            start = self.timeline.holding(progress.started)
            done = progress.status is Status.DONE
            end = start if finish is None else finish
            if progress.finished is not None:
                end = self.timeline.holding(progress.finished) + 1
            mode = progress.mode or mode
        else:
            begun, planned = self.running_plan.start(package.id), progress is not None
            if begun is None or finish is None or begun >= self.now or planned:
                return None
            start, end, done = begun, finish, finish <= self.now
        way = next((i for i, way in enumerate(ways) if way.id == mode), 0)
        if done:
            fact = Started(start, (end,), way, done=True)
        else:
            fact = self._running(package, ways[way], way, start)
        return replace(
            fact,
            worked=self._worked(package),
            past_costs=self._past_costs(package, ways[way]),
        )

    def _worked(self, package: Package) -> frozenset[int]:
        """Return the people with hours on a package before *now*."""
        return frozenset(
            self.person_index[row.engineer]
            for row in self.running_plan.assignments.get(package.id, ())
            if row.engineer in self.person_index
            and any(
                hours and self.timeline.holding(day) < self.now
                for day, hours in (row.hours or {}).items()
            )
        )

    def _past_costs(self, package: Package, way: Way) -> tuple[PastCost, ...]:
        rates = {demand.id: demand.role_rate for demand in way.demands}
        own: Counter[int] = Counter()
        every: Counter[int] = Counter()
        for row in self.running_plan.assignments.get(package.id, ()):
            person = self.person_index.get(row.engineer)
            rate = None if person is None else self.people[person].rate
            for day, hours in (row.hours or {}).items():
                period = self.timeline.holding(day)
                if period < self.now:
                    worked = int(hours * 100)
                    own[period] += worked * (rate or 0)
                    other = rates.get(row.demand, 0)
                    every[period] += worked * (other if rate is None else rate)
        return tuple(PastCost(t, own[t], every[t]) for t in sorted(every))

    def _running(self, package: Package, way: Way, index: int, start: int) -> Started:
        team = self._team(package, way)
        progress = package.progress
        if way.staffing is Staffing.EFFORT_TEAM:
            loads, end = self._rest_of_effort(package, way, team, start)
            return Started(start, (end,), index, False, team, loads)
        if way.staffing is Staffing.POOL:
            ends = tuple(
                start + length
                for length in range(way.shortest, way.longest + 1)
                if start + length > self.now
            )
            remaining = tuple(
                self._remaining(package, way, d, start) // 100
                for d in range(len(way.demands))
            )
            return Started(
                start, ends or (self.now + 1,), index, False, (), (), remaining
            )
        rest = way.shortest - (self.now - start)
        if progress is not None and progress.remaining_periods is not None:
            rest = progress.remaining_periods
        return self._rest_of_fixed(way, team, start, index, max(0, rest))

    def _team(self, package: Package, way: Way) -> tuple[tuple[int, int], ...]:
        progress = package.progress
        if progress is not None and progress.team is not None:
            pairs = [(member.engineer, member.demand) for member in progress.team]
        else:
            pairs = self.running_plan.team(package.id)
        demands = {demand.id: d for d, demand in enumerate(way.demands)}
        return tuple(
            (self.person_index[engineer], demands[demand])
            for engineer, demand in pairs
            if engineer in self.person_index and demand in demands
        )

    def _members(
        self, way: Way, team: tuple[tuple[int, int], ...], demand: int
    ) -> list[Member]:
        need = way.demands[demand]
        return [
            Member(
                person,
                self.people[person].id,
                self.people[person].team_hours(need.share, overtime=way.overtime),
                self.staff.speed(person, need.skill),
            )
            for person, of in team
            if of == demand
        ]

    def _remaining(self, package: Package, way: Way, demand: int, start: int) -> int:
        """Return effort still to do, in ten-thousandths of an hour."""
        progress: Progress | None = package.progress
        need = way.demands[demand]
        if progress is not None and need.id in progress.remaining_effort:
            return int(progress.remaining_effort[need.id] * 10_000)
        done = self._done_before_now(package, way, demand, start)
        return max(0, need.work - done)

    def _done_before_now(
        self, package: Package, way: Way, demand: int, start: int
    ) -> int:
        """Return contributions of the baseline before *now*, in ten-thousandths."""
        need = way.demands[demand]
        pool = way.staffing is Staffing.POOL
        rows = [
            a
            for a in self.running_plan.assignments.get(package.id, ())
            if a.demand == need.id
        ]
        if any(a.hours is None for a in rows):
            return self._prescribed_before_now(way, rows, demand, start)
        total = Fraction(0)
        for row in rows:
            person = None if pool else self.person_index.get(row.engineer)
            speed = 100 if person is None else self.staff.speed(person, need.skill)
            for day, hours in (row.hours or {}).items():
                if self.timeline.holding(day) < self.now:
                    total += Fraction(hours) * 100 * speed
        return int(total)

    def _prescribed_before_now(
        self, way: Way, rows: list[Assignment], demand: int, start: int
    ) -> int:
        need = way.demands[demand]
        if way.staffing is Staffing.POOL:
            past, length = self.now - start, way.shortest
            row = self.running_plan.rows.get(rows[0].package)
            if row is not None:
                length = row.periods
            return need.effort * min(past, length) // max(1, length) * 100
        team = tuple(
            (self.person_index[row.engineer], demand)
            for row in rows
            if row.engineer in self.person_index
        )
        members = self._members(way, team, demand)
        done = work(members, need.work, max(0, start), self.now)
        return sum(
            hours * member.speed
            for period in done
            for hours, member in zip(period, members, strict=True)
        )

    def _rest_of_effort(
        self,
        package: Package,
        way: Way,
        team: tuple[tuple[int, int], ...],
        start: int,
    ) -> tuple[tuple[Load, ...], int]:
        """Return hours from *now* on and the end of a running effort-driven team."""
        horizon = self.timeline.horizon
        loads: list[Load] = []
        end = self.now
        for d in range(len(way.demands)):
            members = self._members(way, team, d)
            effort = self._remaining(package, way, d, start)
            length = own_length(members, effort, self.now, horizon)
            end = max(end, horizon + 1 if length is None else self.now + length)
            for k, row in enumerate(work(members, effort, self.now, horizon)):
                loads += [
                    Load(member.person, self.now + k, hours, d)
                    for member, hours in zip(members, row, strict=True)
                    if hours
                ]
        return tuple(loads), end

    def _rest_of_fixed(
        self,
        way: Way,
        team: tuple[tuple[int, int], ...],
        start: int,
        index: int,
        rest: int,
    ) -> Started:
        """Return the rest of a running fixed team, pausing while a member is away."""
        loads: list[Load] = []
        pauses: list[int] = []
        period = self.now
        while rest > 0 and period < self.timeline.horizon:
            away = any(
                self.people[p].location_works[period]
                and not self.people[p].available[period]
                for p, _ in team
            )
            if away:
                pauses.append(period)
            else:
                rest -= 1
                loads += self._fixed_loads(way, team, period)
            period += 1
        end = period if rest == 0 else self.timeline.horizon + 1
        return Started(
            start, (end,), index, False, team, tuple(loads), (), tuple(pauses)
        )

    def _fixed_loads(
        self, way: Way, team: tuple[tuple[int, int], ...], period: int
    ) -> list[Load]:
        loads = []
        for person, d in team:
            share = way.demands[d].share
            hours = self.people[person].team_hours(share, overtime=way.overtime)
            if hours[period]:
                loads.append(Load(person, period, hours[period], d))
        return loads
