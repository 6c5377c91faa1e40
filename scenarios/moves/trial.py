"""A plan with one thing done otherwise, and the rules that this breaks.

The general way to say why: do it the other way, all else as it is, and ask the
checker. What breaks is what binds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from optimizer.plan.check import check_ledger
from optimizer.plan.ledger import Ledger
from optimizer.plan.measures import net_value
from optimizer.plan.plan import Assignment, ScheduledPackage
from optimizer.plan.staffing.prescription import prescribe
from scenarios.moves.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from decimal import Decimal

    from optimizer.plan.outcome import BrokenRule
    from optimizer.plan.plan import Plan
    from optimizer.plan.runs import Run
    from scenarios.situation import Situation

Team = dict[str, tuple[str, ...]]
"""Demand → people."""
People = dict[str, dict[str, dict[int, int]]]
"""Demand → person → period → hundredths of hours."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A package that runs otherwise than in the plan.

    Attributes
    ----------
    ledger
        The books of the plan as tried.
    run
        The package as tried.
    planned
        The package as in the plan.
    broken
        What the plan as tried breaks and the plan itself does not.
    gain
        Net value as tried less that of the plan.
    """

    ledger: Ledger
    run: Run
    planned: Run
    broken: tuple[BrokenRule, ...]
    gain: Decimal

    @property
    def words(self) -> Words:
        """How its things are called."""
        return Words(self.ledger)

    @property
    def accepted(self) -> bool:
        """Whether it breaks nothing more than the plan does."""
        return not self.broken


@dataclass(frozen=True, slots=True)
class Restored:
    """A project back in the plan, as it was planned.

    Attributes
    ----------
    trials
        One for each of its packages, with what is broken by that one.
    broken, gain
        Of all together, as of a trial.
    """

    trials: tuple[Trial, ...]
    broken: tuple[BrokenRule, ...]
    gain: Decimal


class Trials:
    """Tries other ways to do one package of a plan, all else as it is.

    Attributes
    ----------
    plan, ledger
        The plan itself and its books.
    """

    def __init__(self, situation: Situation, plan: Plan) -> None:
        self._situation = situation
        self.plan = plan
        self.ledger = self._books(plan)
        self.words = Words(self.ledger)
        self._tried: dict[object, Trial] = {}
        self._restored: dict[str, Restored] = {}

    @cached_property
    def _known(self) -> frozenset[tuple[str, str, str | None]]:
        return frozenset(map(_place, self._broken(self.ledger)))

    @cached_property
    def _worth(self) -> Decimal:
        return net_value.measured(self.ledger)

    def starting(self, package: str, start: int) -> Trial:
        """Return the plan in which a package starts in another period.

        With its team and mode; people of a pool share its hours as far as they have
        room.
        """
        run = self.ledger.runs[package]
        return self._try(replace(run, start=start, end=start + run.end - run.start))

    def staffed(self, package: str, team: Team) -> Trial:
        """Return the plan in which a package is done by other people."""
        run = self.ledger.runs[package]
        people: People = {
            demand: {person: {} for person in team.get(demand, ())}
            for demand in run.people
        }
        return self._try(replace(run, people=people))

    def lasting(self, package: str, periods: int) -> Trial:
        """Return the plan in which a package has another length."""
        run = self.ledger.runs[package]
        return self._try(replace(run, end=run.start + periods))

    def as_planned(self, package: str) -> Trial:
        """Return the plan in which a package keeps its start, but mode and team of old.

        Of the team, those who are still there.
        """
        planned, run = self._planned(package), self.ledger.runs[package]
        people: People = {
            demand: {person: {} for person in on if person in self.ledger.calendars}
            for demand, on in planned.people.items()
        }
        end = run.start + planned.end - planned.start
        return self._try(replace(run, mode=planned.mode, people=people, end=end))

    def restored(self, project: str) -> Restored:
        """Return the plan with a project as planned, by those who are still there."""
        if project not in self._restored:
            self._restored[project] = self._with_project(project)
        return self._restored[project]

    def _with_project(self, project: str) -> Restored:
        packages = self.ledger.directory.projects[project].packages
        runs = [self._planned(p.id) for p in packages if p.id in self._planned_runs]
        selected = (*self.plan.selected, project)
        plan = self.plan.model_copy(update={"selected": selected})
        for run in runs:
            plan = self._with(run, plan)
        ledger = self._books(plan)
        broken, gain = self._new(ledger), self._gain(ledger)
        trials = (
            Trial(ledger, run, run, tuple(_about(run, broken, ledger)), gain)
            for run in (ledger.runs[run.id] for run in runs)
        )
        return Restored(tuple(trials), broken, gain)

    def team(self, package: str) -> Team:
        """Return who is on a package."""
        people = self.ledger.runs[package].people
        return {demand: tuple(sorted(on)) for demand, on in people.items()}

    def _planned(self, package: str) -> Run:
        return self._planned_runs[package]

    @property
    def _planned_runs(self) -> Mapping[str, Run]:
        return self.ledger.baseline.runs if self.ledger.baseline else {}

    def _try(self, run: Run) -> Trial:
        people = tuple((demand, tuple(on)) for demand, on in run.people.items())
        key = (run.id, run.start, run.end, run.mode.id, people)
        if key not in self._tried:
            self._tried[key] = self._checked(run)
        return self._tried[key]

    def _checked(self, run: Run) -> Trial:
        people: People = {d: {p: {} for p in on} for d, on in run.people.items()}
        run = replace(run, people=people)
        if run.is_team:
            end = prescribe(run, self.ledger.calendars, self.ledger.horizon).latest_end
            run = replace(run, end=run.end if end is None else end)
        ledger, planned = self.ledger.with_run(run), self.ledger.runs[run.id]
        return Trial(ledger, run, planned, self._new(ledger), self._gain(ledger))

    def _new(self, ledger: Ledger) -> tuple[BrokenRule, ...]:
        broken = self._broken(ledger)
        return tuple(b for b in broken if not b.fact and _place(b) not in self._known)

    def _gain(self, ledger: Ledger) -> Decimal:
        return net_value.measured(ledger) - self._worth

    def _with(self, run: Run, plan: Plan) -> Plan:
        """Return a plan in which a package runs so, its hours as prescribed."""
        row = ScheduledPackage(
            package=run.id,
            start=self.ledger.timeline.first_day(run.start),
            periods=run.end - run.start,
            mode=run.mode.id,
        )
        posts = (
            Assignment(engineer=person, package=run.id, demand=demand)
            for demand, people in run.people.items()
            for person in people
            if person in self.ledger.calendars
        )
        others = (a for a in plan.assignments if a.package != run.id)
        packages = (p for p in plan.packages if p.package != run.id)
        return plan.model_copy(
            update={"packages": (*packages, row), "assignments": (*others, *posts)}
        )

    def _books(self, plan: Plan) -> Ledger:
        return Ledger(plan, self._situation.portfolio, self._situation.baseline)

    def _broken(self, ledger: Ledger) -> tuple[BrokenRule, ...]:
        return check_ledger(ledger, self._situation.limits).broken


def without(team: Mapping[str, Collection[str]], person: str) -> Team:
    """Return a team that one person is not on."""
    return {d: tuple(p for p in people if p != person) for d, people in team.items()}


def _place(broken: BrokenRule) -> tuple[str, str, str | None]:
    return broken.rule, broken.where, broken.period


def _about(
    run: Run, broken: Iterable[BrokenRule], ledger: Ledger
) -> Iterator[BrokenRule]:
    """Yield what is broken by one package of several, as far as can be told."""
    for found in broken:
        if found.where in ledger.directory.packages:
            about = found.where == run.id
        elif found.where in ledger.calendars and found.period is not None:
            period = ledger.timeline.holding(date.fromisoformat(found.period))
            about = found.where in run.members and run.start <= period < run.end
        else:
            about = True
        if about:
            yield found
