"""A plan joined with its portfolio: the books that rules and measures read.

The plan may be the organisation's own and break any rule; only names that the
portfolio does not have make it unreadable.
"""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from optimizer.errors import InvalidPlan
from optimizer.plan.baseline import Baseline
from optimizer.plan.calendars import calendars
from optimizer.plan.directory import Directory
from optimizer.plan.facts import gather_facts
from optimizer.plan.filling import fill
from optimizer.plan.names import unreadable_names
from optimizer.plan.runs import join
from optimizer.plan.schedule import Schedule
from optimizer.plan.staffing.prescription import prescribe
from optimizer.plan.units import ten_thousandths
from optimizer.problem.timeline import Timeline

if TYPE_CHECKING:
    from datetime import date

    from optimizer.plan.plan import Plan
    from optimizer.plan.runs import Run
    from optimizer.plan.staffing.prescription import Prescription
    from optimizer.portfolio.portfolio import Portfolio


class Ledger:
    """Everything about a plan in integer periods and hundredths of hours.

    Attributes
    ----------
    now
        First period that is no fact; 0 where nothing says.
    calendars
        Person → available hours and capacity; offers only while engaged.
    facts
        Package → what has happened to it, for every started package.
    runs
        Package → its run, for every package of the plan.
    prescriptions
        Package → what its staffing prescribes in this plan.
    baseline
        The running plan, or None.

    Raises
    ------
    InvalidPlan
        If the plan names things that the portfolio does not have, or lists a
        package or an assignment twice; holds all issues.
    """

    def __init__(
        self,
        plan: Plan,
        portfolio: Portfolio,
        baseline: Plan | None = None,
        now: date | None = None,
    ) -> None:
        self.plan = plan
        self.portfolio = portfolio
        self.directory = Directory.of(portfolio)
        issues = tuple(unreadable_names(plan, self.directory))
        if issues:
            raise InvalidPlan(issues)
        self.timeline = Timeline(portfolio.timeline)
        self.horizon = self.timeline.horizon
        moment = now or portfolio.now
        self.now = max(0, self.timeline.from_day(moment)) if moment else 0
        self.schedule = Schedule.of(plan, self.timeline)
        self.baseline = Baseline.of(baseline, portfolio) if baseline else None
        planned = self.baseline.runs if self.baseline else {}
        self.facts = gather_facts(portfolio, self.timeline, self.now, planned)
        self.calendars = calendars(portfolio, self.timeline, self.schedule.engagements)
        self.selected = frozenset(plan.selected)
        self.runs = join(self.schedule, self.directory, self.facts)
        self.prescriptions: dict[str, Prescription] = {
            package: prescribe(run, self.calendars, self.horizon)
            for package, run in self.runs.items()
        }
        fill(self.schedule, self.runs, self.prescriptions, self.calendars)

    def with_run(self, run: Run) -> Ledger:
        """Return the books of the plan in which one of its packages runs otherwise.

        All its hours are filled in as if the plan left them out. `plan` and `schedule`
        stay those of the plan itself.
        """
        books = copy(self)
        for name, kept in vars(Ledger).items():
            if isinstance(kept, cached_property):
                vars(books).pop(name, None)
        prescription = prescribe(run, self.calendars, self.horizon)
        books.runs = {**self.runs, run.id: run}
        books.prescriptions = {**self.prescriptions, run.id: prescription}
        posts: dict[tuple[str, str], dict[int, int] | None] = {
            (demand, person): None for demand, on in run.people.items() for person in on
        }
        blank = Schedule(slots={}, posts={run.id: posts}, engagements=())
        fill(blank, books.runs, books.prescriptions, self.calendars)
        return books

    @cached_property
    def runs_of(self) -> dict[str, list[Run]]:
        """Project → the runs of its packages, for every project."""
        of: dict[str, list[Run]] = {project: [] for project in self.directory.projects}
        for run in self.runs.values():
            of[run.project.id].append(run)
        return of

    @cached_property
    def hours(self) -> dict[str, dict[int, int]]:
        """Person → period → hundredths of hours of all packages, without zeros."""
        total: dict[str, dict[int, int]] = {person: {} for person in self.calendars}
        for run in self.runs.values():
            for _, person, hours in run.posts:
                of_person = total[person]
                for period, worked in hours.items():
                    of_person[period] = of_person.get(period, 0) + worked
        return total

    @cached_property
    def packages_with_hours(self) -> dict[str, dict[int, set[str]]]:
        """Person → period → packages that give them hours."""
        found: dict[str, dict[int, set[str]]] = {p: {} for p in self.calendars}
        for run in self.runs.values():
            for _, person, hours in run.posts:
                of_person = found[person]
                for period in hours:
                    if period in of_person:
                        of_person[period].add(run.id)
                    else:
                        of_person[period] = {run.id}
        return found

    @cached_property
    def memberships(self) -> dict[str, list[tuple[Run, int]]]:
        """Person → team packages that they are a member of, each with its share.

        One entry per demand; shares in ten-thousandths.
        """
        found: defaultdict[str, list[tuple[Run, int]]] = defaultdict(list)
        for run in self.runs.values():
            if run.is_team:
                for demand, person, _ in run.posts:
                    found[person].append((run, ten_thousandths(demand.share)))
        return dict(found)

    def day(self, period: int) -> str:
        """Return the first day of a period as an ISO date."""
        return self.timeline.first_day(period).isoformat()

    def end_of(self, project: str) -> int | None:
        """Return where a project's last package ends; None if some are missing.

        None also for a project without packages.
        """
        runs = self.runs_of[project]
        if not runs or len(runs) < len(self.directory.projects[project].packages):
            return None
        return max(run.end for run in runs)
