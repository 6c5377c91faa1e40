"""Everything slides: what happens if nobody decides anything, without a solver."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from optimizer.plan.complete import complete
from optimizer.plan.ledger import Ledger
from optimizer.plan.measures.waiting import start_after
from optimizer.plan.plan import Assignment, Plan, ScheduledPackage
from optimizer.plan.runs import Run
from optimizer.plan.staffing.prescription import prescribe
from optimizer.portfolio.issue import Issue, Severity
from optimizer.portfolio.project import Decision
from optimizer.portfolio.work import Staffing
from scenarios.answers.answer import Answer, AnswerKind, of_plan
from scenarios.answers.teams import able_people, incapacity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.project import Project
    from scenarios.situation import Situation


def everything_slides(situation: Situation) -> Answer | None:
    """Return the running plan pushed back as far as it must be; None without one.

    Packages are placed in the order (start in the running plan, id), those that have
    started first, as facts; one with a predecessor that is not placed yet waits for
    its turn until that is. Each starts at the latest of its start in the running
    plan, *now*, its dates and start locks, its links, and the end of every package
    placed before it that shares a team member or a facility. People in pools are no
    team members: they cover for each other. Team and mode stay; the length is what
    the team needs now, of a pool or a package without people the planned one.

    What ends after the horizon is planned there all the same: the checker says so, and
    it delivers nothing.

    Not scheduled, and said in a note, are packages

    - that the running plan does not have, or whose team is not there or not able any
      more (*unstaffed*): someone left, is not employed throughout, lost the skill, or
      has no hours at all; an effort-driven team goes on while one of it has hours, and
      a pool while there is somebody for every demand;
    - behind a hard link to a package that is not scheduled.

    Their projects stay selected and deliver nothing.
    """
    if situation.baseline is None:
        return None
    slide = _Slide(Ledger(situation.baseline, situation.portfolio, situation.baseline))
    slide.place_all()
    plan = complete(slide.plan(), situation.portfolio, situation.baseline)
    return of_plan(
        AnswerKind.SLIDES,
        plan,
        situation,
        tuple(slide.unstaffed),
        tuple(slide.notes),
    )


@dataclass(slots=True)
class _Slide:
    """The plan in the making.

    Attributes
    ----------
    ledger
        The running plan joined with the portfolio as it is now.
    placed
        Package → its new run.
    coming
        Packages that are placed, or may still be.
    free_from
        Person or facility → end of the last package placed with it.
    """

    ledger: Ledger
    placed: dict[str, Run] = field(default_factory=dict)
    coming: set[str] = field(default_factory=set)
    free_from: dict[tuple[str, str], int] = field(default_factory=dict)
    unstaffed: list[str] = field(default_factory=list)
    notes: list[Issue] = field(default_factory=list)

    def place_all(self) -> None:
        """Place every package of the selected projects that can be placed."""
        planned = {}
        for project in self._selected():
            for package in project.packages:
                run = self._planned(package.id)
                if run is None:
                    self._unstaff(package.id, "the running plan does not have it")
                else:
                    planned[package.id] = run
        self.coming = set(planned)
        for run in _in_order(planned):
            if run.fact is not None:
                self._place_started(run)
            else:
                self._place(run)

    def plan(self) -> Plan:
        """Return what is placed; hours are left out, as prescribed."""
        ledger = self.ledger
        return Plan(
            name=ledger.portfolio.name,
            selected=tuple(project.id for project in self._selected()),
            packages=tuple(
                ScheduledPackage(
                    package=run.id,
                    start=ledger.timeline.first_day(run.start),
                    periods=run.end - run.start,
                    mode=run.mode.id,
                )
                for run in self.placed.values()
            ),
            assignments=tuple(
                Assignment(engineer=person, package=run.id, demand=demand.id)
                for run in self.placed.values()
                for demand, person, _ in run.posts
            ),
            engagements=ledger.plan.engagements,
        )

    def _selected(self) -> Iterator[Project]:
        """Yield the projects of the running plan and those that must be in."""
        for project in self.ledger.portfolio.projects:
            if project.decision is not Decision.OUT and (
                project.id in self.ledger.selected
                or project.mandatory
                or project.decision is Decision.IN
                or any(package.id in self.ledger.facts for package in project.packages)
            ):
                yield project

    def _planned(self, package: str) -> Run | None:
        """Return a package as the running plan, or what has happened, has it."""
        run, fact = self.ledger.runs.get(package), self.ledger.facts.get(package)
        if fact is None:
            return run
        project, whole = self.ledger.directory.packages[package]
        team = fact.team or frozenset()
        people: dict[str, dict[str, dict[int, int]]] = {
            demand.id: {name: {} for of, name in sorted(team) if of == demand.id}
            for demand in fact.mode.demands
        }
        end = fact.start if run is None else run.end
        return Run(project, whole, fact.mode, fact.start, end, fact, people)

    def _place_started(self, run: Run) -> None:
        length = self._length(run, run.end - run.start)
        if length is None:
            self._unstaff(run.id, "nobody on it has the hours to finish it")
        else:
            self._enter(replace(run, end=run.start + length))

    def _place(self, run: Run) -> None:
        before = self._waits_in_vain(run)
        if before is not None:
            self._leave_out(run.id, "waits_in_vain", f"{before} is not scheduled")
            return
        reason = incapacity(run, self.ledger.directory.people)
        moved = run if reason else self._moved(run)
        reason = reason or self._absence(moved)
        if reason:
            self._unstaff(run.id, reason)
        else:
            self._enter(moved)

    def _moved(self, run: Run) -> Run:
        """Return a package at its new start, as long as its people need now.

        As long as the whole timeline where they never finish it.
        """
        able = able_people(run, self.ledger.directory.people)
        people: dict[str, dict[str, dict[int, int]]] = {
            demand: {name: {} for name in names} for demand, names in able.items()
        }
        start = max(self._dates_allow(run), self._queue(run))
        while True:
            moved = replace(run, start=start, end=start, people=people)
            length = self._length(moved, run.end - run.start)
            if length is None:
                length = self.ledger.horizon
            allowed = self._links_allow(run, length)
            if allowed <= start:
                return replace(moved, end=start + length)
            start = allowed

    def _length(self, run: Run, planned: int) -> int | None:
        """Return a package's length, the planned one where it may be chosen.

        None where its people do not finish it in as many periods as there are.
        """
        limit = run.planned_from + self.ledger.horizon
        prescribed = prescribe(run, self.ledger.calendars, limit)
        earliest, latest = prescribed.earliest_end, prescribed.latest_end
        if earliest is None or latest is None:
            return None
        return min(max(earliest, run.start + planned), latest) - run.start

    def _dates_allow(self, run: Run) -> int:
        """Return the first start by the running plan, *now*, dates and locks."""
        timeline, locks = self.ledger.timeline, run.package.locks
        days = (run.project.release, run.package.earliest)
        locked = (locks.start_on, locks.start_from)
        return max(
            run.start,
            self.ledger.now,
            *(timeline.from_day(day) for day in days if day is not None),
            *(timeline.holding(day) for day in locked if day is not None),
        )

    def _queue(self, run: Run) -> int:
        """Return the end of all that shares a team member or a facility."""
        return max((self.free_from.get(it, 0) for it in _occupies(run)), default=0)

    def _links_allow(self, run: Run, length: int) -> int:
        """Return the first start that the links to what is placed allow."""
        return max(
            (
                start_after(link, self.placed[link.package], length)
                for link in run.package.predecessors
                if link.package in self.placed
            ),
            default=0,
        )

    def _waits_in_vain(self, run: Run) -> str | None:
        """Return a hard predecessor that will never be scheduled."""
        for link in run.package.predecessors:
            if link.package not in self.coming and not link.soft:
                return link.package
        return None

    def _absence(self, run: Run) -> str | None:
        """Return who is not there in its periods, and how, or None."""
        periods = range(run.start, run.end)
        for demand in run.mode.demands:
            team = [self.ledger.calendars[name] for name in run.people[demand.id]]
            idle = [one for one in team if not any(map(one.available, periods))]
            absent = [one for one in team if not all(map(one.employed, periods))]
            if run.is_team and absent:
                return f"{absent[0].person.id} is not employed in all of its periods"
            if run.staffing is Staffing.FIXED_TEAM and idle:
                return f"{idle[0].person.id} has no hours in any of its periods"
            if demand.effort and len(idle) == len(team):
                return f"nobody on {demand.id} has hours in any of its periods"
        return None

    def _enter(self, run: Run) -> None:
        self.placed[run.id] = run
        for one in _occupies(run):
            self.free_from[one] = max(self.free_from.get(one, 0), run.end)

    def _unstaff(self, package: str, reason: str) -> None:
        self.unstaffed.append(package)
        self._leave_out(package, "unstaffed", reason)

    def _leave_out(self, package: str, code: str, reason: str) -> None:
        self.coming.discard(package)
        message = f"{package} is not scheduled: {reason}."
        self.notes.append(
            Issue(
                code=code,
                where=f"packages/{package}",
                message=message,
                severity=Severity.NOTE,
            )
        )


def _occupies(run: Run) -> Iterator[tuple[str, str]]:
    """Yield the team members and facilities that a package keeps busy."""
    if run.is_team:
        yield from (("person", name) for name in sorted(run.members))
    yield from (("facility", name) for name, units in run.mode.uses.items() if units)


def _in_order(runs: dict[str, Run]) -> Iterator[Run]:
    """Yield packages by start and id, what has started first, each after its links.

    Links in a circle, which negative lags allow, hold nobody up.
    """
    waiting = {
        run.id: {
            link.package
            for link in run.package.predecessors
            if run.fact is None and link.package in runs
        }
        for run in runs.values()
    }
    left = sorted(runs.values(), key=lambda r: (r.fact is None, r.start, r.id))
    while left:
        free = (run for run in left if not waiting[run.id])
        run = next(free, left[0])
        left.remove(run)
        for others in waiting.values():
            others.discard(run.id)
        yield run
