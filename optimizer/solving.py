"""The one entry to all engines: a portfolio in, an outcome with proof out."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from importlib.metadata import version
from typing import TYPE_CHECKING

from optimizer.cpsat.engine import Clock, ExactSearch, Found, Judgement
from optimizer.decoding import decode
from optimizer.plan.check import check_ledger
from optimizer.plan.complete import complete
from optimizer.plan.effort import Control, Limits
from optimizer.plan.goals import Goals
from optimizer.plan.ledger import Ledger
from optimizer.plan.measure import measure
from optimizer.plan.measures import MEASURES
from optimizer.plan.outcome import Certificate, Outcome, SolveStatus
from optimizer.portfolio.checks import validate
from optimizer.problem.compiling import compile_problem
from optimizer.search.start import first_plans

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from optimizer.plan.goals import Tier
    from optimizer.plan.outcome import TierResult
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.problem.problem import Problem
    from optimizer.problem.schedule import Schedule

PACKAGES = ("quarterdeck", "ortools", "highspy", "pulp", "pydantic")


def solve(
    portfolio: Portfolio,
    goals: Goals | None = None,
    limits: Limits = Limits(),  # noqa: B008 - a frozen value
    baseline: Plan | None = None,
    now: date | None = None,
    control: Control | None = None,
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

    Raises
    ------
    InvalidPortfolio
        If the portfolio contradicts itself; with every issue.
    InvalidPlan
        If the baseline names things that the portfolio does not have.
    """
    notes = validate(portfolio)
    if baseline is not None:
        baseline = complete(baseline, portfolio, now=now)
    if goals is None:
        goals = Goals.default(with_baseline=baseline is not None)
    control = control or Control()
    clock = Clock(limits)
    problem = compile_problem(portfolio, baseline, now)
    judge = _judge(problem, portfolio, goals, baseline, now)
    search = ExactSearch.of(problem, goals, clock, control, judge)
    for schedule in first_plans(problem, goals, clock, control):
        search.offer(schedule)
    found = search.run()
    certificate = _certificate(portfolio, goals, baseline, now, clock, found)
    if found.schedule is None:
        return Outcome(
            status=_without_plan(found, control),
            tiers=found.tiers,
            notes=notes,
            convergence=found.points,
            certificate=certificate,
        )
    plan = decode(problem, portfolio, found.schedule, baseline)
    ledger = Ledger(plan, portfolio, baseline, now)
    return Outcome(
        status=headline(found.tiers),
        plan=plan,
        tiers=found.tiers,
        measures=measure(plan, portfolio, baseline, now).as_dict(),
        verdict=check_ledger(ledger, goals.limits),
        notes=notes,
        convergence=found.points,
        certificate=certificate,
    )


def headline(tiers: tuple[TierResult, ...]) -> SolveStatus:
    """Return optimal if every tier that must be proven is."""
    needed = [tier for tier in tiers if tier.must_prove] or list(tiers)
    if all(tier.status is SolveStatus.OPTIMAL for tier in needed):
        return SolveStatus.OPTIMAL
    return SolveStatus.FEASIBLE


def _without_plan(found: Found, control: Control) -> SolveStatus:
    if found.infeasible:
        return SolveStatus.INFEASIBLE
    stopped = control.stop.is_set()
    return SolveStatus.CANCELLED if stopped else SolveStatus.OUT_OF_TIME


def _judge(
    problem: Problem,
    portfolio: Portfolio,
    goals: Goals,
    baseline: Plan | None,
    now: date | None,
) -> Callable[[Schedule], Judgement]:
    """Return the independent checker as the engine needs it."""

    def judge(schedule: Schedule) -> Judgement:
        plan = decode(problem, portfolio, schedule, baseline)
        ledger = Ledger(plan, portfolio, baseline, now)
        verdict = check_ledger(ledger, goals.limits)
        broken = next((b for b in verdict.broken if not b.fact), None)
        return Judgement(
            accepted=verdict.accepted,
            tiers=tuple(tier_value(ledger, tier) for tier in goals.tiers),
            complaint="" if broken is None else f"{broken.rule}: {broken.message}",
        )

    return judge


def tier_value(ledger: Ledger, tier: Tier) -> Fraction:
    """Return a tier's measure: its own sense for one, minimised for a sum."""
    numbers = {m: Fraction(MEASURES[m].measured(ledger)) for m in tier.weights}
    if len(numbers) == 1:
        return next(iter(numbers.values()))
    return sum(
        (
            (-1 if m.more_is_better else 1) * Fraction(tier.weights[m]) * number
            for m, number in numbers.items()
        ),
        Fraction(0),
    )


def _certificate(
    portfolio: Portfolio,
    goals: Goals,
    baseline: Plan | None,
    now: date | None,
    clock: Clock,
    found: Found,
) -> Certificate:
    return Certificate(
        seed=clock.limits.seed,
        workers=clock.limits.workers,
        seconds=round(clock.seconds(), 3),
        input_hash=input_hash(portfolio, goals, baseline, now),
        versions={name: version(name) for name in PACKAGES},
        engine="cpsat",
        repeatable=found.repeatable,
    )


def input_hash(
    portfolio: Portfolio, goals: Goals, baseline: Plan | None, now: date | None
) -> str:
    """Return the SHA-256 of everything that decides the answer, in hexadecimal."""
    parts = [
        portfolio.model_dump_json(),
        goals.model_dump_json(),
        "" if baseline is None else baseline.model_dump_json(),
        "" if now is None else now.isoformat(),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
