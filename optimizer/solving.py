"""The one entry to all engines: a portfolio in, an outcome with proof out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.bounds.relaxation import value_bound
from optimizer.certifying import input_hash, versions
from optimizer.conflicts.finding import find_conflict
from optimizer.conflicts.terms import Terms
from optimizer.cpsat.clock import Clock
from optimizer.cpsat.engine import ExactSearch
from optimizer.cpsat.incumbent import Judge, Judgement
from optimizer.cpsat.packing import add_packing
from optimizer.cpsat.size import LARGEST_MODEL, model_size
from optimizer.decoding import decode
from optimizer.encoding import encode
from optimizer.plan.check import check_ledger
from optimizer.plan.complete import as_planned
from optimizer.plan.effort import Control, Limits
from optimizer.plan.goals import Goals, Measure
from optimizer.plan.ledger import Ledger
from optimizer.plan.measure import measure
from optimizer.plan.outcome import Certificate, Conflict, Outcome, SolveStatus
from optimizer.plan.tiers import headline, tier_value
from optimizer.portfolio.checks import validate
from optimizer.portfolio.issue import Issue, Severity
from optimizer.problem.compiling import compile_problem
from optimizer.problem.contradictions import contradictions_in
from optimizer.search.large import LargeSearch
from optimizer.search.polishing import Polish
from optimizer.search.project_neighbourhoods import ProjectNeighbourhoods
from optimizer.search.start import begin, shortens
from optimizer.search.ways import consumes

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from optimizer.cpsat.results import Found
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.problem.problem import Problem
    from optimizer.problem.schedule import Schedule

ROWS_PER_SECOND = 15_000
"""Rows of a model that are built in a second, and leave as much time to solve it."""
MOST_REFUTED = 400
"""Packages above which refuting a makespan takes longer than minimising it."""
VALUE_FIRST_SHARE = 0.15
"""Part of the first tier's time before neighbourhoods of projects are tried."""
VALUE_IMPROVER_SHARE = 0.75
"""Part of what is left then that goes to them."""


def solve(  # noqa: PLR0913 - each of them is a part of the question
    portfolio: Portfolio,
    goals: Goals | None = None,
    limits: Limits = Limits(),  # noqa: B008 - a frozen value
    baseline: Plan | None = None,
    now: date | None = None,
    control: Control | None = None,
    *,
    starts: tuple[Plan, ...] = (),
    explain: bool = True,
) -> Outcome:
    """Return the best plan of a portfolio, and what is proven of it.

    Parameters
    ----------
    goals
        Ordered goals and limits; `Goals.default` where left out.
    limits
        How hard to try.
    baseline
        The running plan that disruption is measured against.
    now
        In place of the portfolio's own.
    control
        Who watches, and how to stop early with the best plan so far.
    starts
        Plans to begin with, as far as they are accepted: the answer is not worse than
        any of them.
    explain
        Whether to look for a conflict where it is proven that there is no plan.

    Raises
    ------
    InvalidPortfolio
        If the portfolio contradicts itself; with every issue.
    InvalidPlan
        If the baseline names things that the portfolio does not have.
    UnsupportedGoal
        If a goal or limit means nothing for this portfolio.
    """
    clock = Clock(limits)
    notes = validate(portfolio)
    if baseline is not None:
        baseline = as_planned(baseline, portfolio)
    if goals is None:
        goals = Goals.default(with_baseline=baseline is not None)
    question = Question(portfolio, goals, baseline, now)
    solving = _Solving(
        question, clock, control or Control(), notes, starts, explain=explain
    )
    return solving.outcome()


@dataclass(frozen=True, slots=True)
class Question:
    """Everything that decides the answer, but how hard to try."""

    portfolio: Portfolio
    goals: Goals
    baseline: Plan | None
    now: date | None

    def ledger(self, plan: Plan) -> Ledger:
        """Return a plan joined with the portfolio."""
        return Ledger(plan, self.portfolio, self.baseline, self.now)

    def problem(self) -> Problem:
        """Return the portfolio as integers."""
        return compile_problem(self.portfolio, self.baseline, self.now)


@dataclass(slots=True)
class _Solving:
    """One run of the engines on one question."""

    question: Question
    clock: Clock
    control: Control
    notes: tuple[Issue, ...]
    starts: tuple[Plan, ...] = ()
    explain: bool = True
    engine: str = "cpsat"

    def outcome(self) -> Outcome:
        """Compile, search, and report."""
        compiled = self.question.problem()
        impossible = contradictions_in(compiled)
        self.notes += tuple(issue for found in impossible.values() for issue in found)
        problem = without(compiled, set(impossible))
        size = model_size(problem)
        if size > self._buildable():
            self.engine = "search"
            self.notes += (_too_large(problem),)
            found = self._at_large(problem, patient=size > LARGEST_MODEL)
            confirmed = False
        else:
            search = self._exact_search(problem)
            found = search.run()
            confirmed = found.infeasible and search.confirm_infeasible()
        if found.schedule is not None:
            return self._with_plan(problem, found)
        return self._without_plan(found, impossible, confirmed=confirmed)

    def _buildable(self) -> float:
        """Return the rows of the largest model that is worth building in the time."""
        limits = self.clock.limits
        if limits.deterministic is not None:
            return LARGEST_MODEL
        return min(LARGEST_MODEL, ROWS_PER_SECOND * limits.seconds)

    def _exact_search(self, problem: Problem) -> ExactSearch:
        """Return the exact search with the plans that it begins with."""
        judge, goals = _judge(problem, self.question), self.question.goals

        def accepted(schedule: Schedule) -> bool:
            return judge(schedule).accepted

        start = begin(problem, goals, self.clock, self.control, accepted)
        search = ExactSearch.of(start.problem, goals, self.clock, self.control, judge)
        search.bound = start.bound
        if (packing := start.packing) is not None:
            add_packing(search.variables, packing.weights, packing.capacity)
        search.outside = self._outside(problem)
        known = self._known(problem)
        if shortens(goals) and consumes(problem):
            search.hinting = bool(known)
        elif shortens(goals):
            polish = Polish(problem, self.clock.limits, self.control.stop)
            search.improver = polish.better
            search.refuting = len(problem.packages) <= MOST_REFUTED
        elif self._aims_at_value():
            parts = ProjectNeighbourhoods(problem, self.clock.limits, self.control.stop)
            search.improver = parts.better
            search.first_share = VALUE_FIRST_SHARE
            search.improver_share = VALUE_IMPROVER_SHARE
            search.journal.note(0, None, _value_bound(problem, 0))
        for schedule in (*known, *start.schedules):
            search.offer(schedule)
        return search

    def _at_large(self, problem: Problem, *, patient: bool) -> Found:
        """Return what the search for portfolios of any size finds."""
        judge, goals = _judge(problem, self.question), self.question.goals
        search = LargeSearch.of(
            problem, goals, self.clock, self.control, judge, self._outside(problem)
        )
        search.patient = patient
        if not patient and self._aims_at_value():
            most = Fraction(most_value(problem), 100)
            search.outside = lambda seconds: most  # noqa: ARG005
        elif self._aims_at_value():
            parts = ProjectNeighbourhoods(problem, self.clock.limits, self.control.stop)
            search.improver = parts.better
            search.journal.note(0, None, _value_bound(problem, 0))
        for schedule in self._known(problem):
            search.offer(schedule)
        return search.run()

    def _known(self, problem: Problem) -> list[Schedule]:
        """Return the running plan and the plans to begin with as schedules."""
        running = self.question.baseline
        plans = self.starts if running is None else (running, *self.starts)
        return [encode(problem, plan) for plan in plans]

    def _aims_at_value(self) -> bool:
        return list(self.question.goals.tiers[0].weights) == [Measure.NET_VALUE]

    def _outside(self, problem: Problem) -> Callable[[float], Fraction | None]:
        """Return how the relaxation bounds the first tier, if it can."""
        if self._aims_at_value():
            return lambda seconds: _value_bound(problem, seconds)
        return lambda seconds: None  # noqa: ARG005

    def _with_plan(self, problem: Problem, found: Found) -> Outcome:
        question = self.question
        assert found.schedule is not None
        plan = decode(problem, question.portfolio, found.schedule, question.baseline)
        measures = measure(plan, question.portfolio, question.baseline, question.now)
        return Outcome(
            status=headline(found.tiers),
            plan=plan,
            tiers=found.tiers,
            measures=measures.as_dict(),
            verdict=check_ledger(question.ledger(plan), question.goals.limits),
            notes=self.notes,
            convergence=found.points,
            certificate=self._certificate(found),
            stopped=self._why_stopped(),
        )

    def _without_plan(
        self,
        found: Found,
        impossible: dict[str, tuple[Issue, ...]],
        *,
        confirmed: bool,
    ) -> Outcome:
        status, conflict = SolveStatus.OUT_OF_TIME, None
        if self.control.stop.is_set():
            status = SolveStatus.CANCELLED
        elif confirmed:
            status = SolveStatus.INFEASIBLE
            conflict = self._conflict(impossible) if self.explain else None
        elif found.infeasible:
            self.notes += (_proven_once(),)
        return Outcome(
            status=status,
            tiers=found.tiers if status is not SolveStatus.INFEASIBLE else (),
            conflict=conflict,
            notes=self.notes,
            convergence=found.points,
            certificate=self._certificate(found),
            stopped=self._why_stopped(),
        )

    def _conflict(self, impossible: dict[str, tuple[Issue, ...]]) -> Conflict:
        """Return a minimal conflict, or at least what is impossible by itself."""
        errors = tuple(
            issue
            for found in impossible.values()
            for issue in found
            if issue.severity is Severity.ERROR
        )
        question = self.question
        conflict = find_conflict(
            Terms(question.portfolio, question.goals.limits),
            question.baseline,
            question.now,
            self.clock,
            self.control,
        )
        return conflict if conflict.members else Conflict(members=errors)

    def _certificate(self, found: Found) -> Certificate:
        question, limits = self.question, self.clock.limits
        return Certificate(
            seed=limits.seed,
            workers=limits.workers,
            seconds=round(self.clock.seconds(), 3),
            input_hash=input_hash(
                question.portfolio, question.goals, question.baseline, question.now
            ),
            versions=versions(),
            engine=self.engine,
            repeatable=found.repeatable,
        )

    def _why_stopped(self) -> str:
        if self.control.stop.is_set():
            return "Stopped on request."
        if not self.clock.cut_short:
            return ""
        if self.clock.repeatable:
            return "The limit of effort ended the search."
        return "The time limit ended the search; another run may find another plan."


def without(problem: Problem, impossible: set[str]) -> Problem:
    """Return the problem with projects barred that cannot be selected anyway."""
    return replace(
        problem,
        projects=tuple(
            replace(project, barred=True)
            if project.id in impossible and not project.forced
            else project
            for project in problem.projects
        ),
    )


def _judge(problem: Problem, question: Question) -> Judge:
    """Return the independent checker as the engine needs it."""

    def judge(schedule: Schedule) -> Judgement:
        plan = decode(problem, question.portfolio, schedule, question.baseline)
        ledger = question.ledger(plan)
        return Judgement(
            accepted=check_ledger(ledger, question.goals.limits).accepted,
            tiers=tuple(tier_value(ledger, tier) for tier in question.goals.tiers),
        )

    return judge


def _value_bound(problem: Problem, seconds: float) -> Fraction:
    """Return the relaxation's bound, or what all projects could deliver if less.

    Without time there is no relaxation: building it alone takes some.
    """
    most = most_value(problem)
    bound = value_bound(problem, seconds) if seconds > 0 else None
    return Fraction(most if bound is None else min(bound, most), 100)


def most_value(problem: Problem) -> int:
    """Return the sum of what each project delivers at best, in hundredths."""
    total = 0
    for project in problem.projects:
        if not project.barred:
            best = max(project.full, *project.delivered)
            total += best if project.forced else max(0, best)
    return total


def _proven_once() -> Issue:
    return Issue(
        code="proven_once",
        where="outcome",
        message="The first proof that there is no plan was not confirmed in time, so "
        "that it is not claimed; allow more time.",
        severity=Severity.WARNING,
    )


def _too_large(problem: Problem) -> Issue:
    return Issue(
        code="search_engine",
        where="outcome",
        message=f"{len(problem.packages)} packages and {len(problem.people)} people "
        "make an exact model too large to build in time; a search improved a plan, "
        "and no more than a relaxation bounds it.",
        severity=Severity.NOTE,
    )
