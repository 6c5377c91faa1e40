"""When the response is to change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.check import check_ledger
from optimizer.plan.complete import complete
from optimizer.plan.ledger import Ledger
from optimizer.plan.measure import measure_ledger
from optimizer.plan.outcome import SolveStatus, TierResult
from optimizer.plan.tiers import headline, tier_value
from optimizer.portfolio.issue import Issue, Severity
from scenarios.goals import default_goals, within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.plan.goals import Goals
    from scenarios.answers.answer import Answer
    from scenarios.situation import Situation


def unchanged(
    situation: Situation, goals: Goals | None, answer: Answer
) -> Answer | None:
    """Return an answer with the running plan in place of its own, or None.

    That is right where the running plan passes the checker and reaches what is proven
    to be the best of every tier before the first that compares with it: that one and
    those that follow it are then 0, proven. Later tiers are not improved for a change
    that nobody asked for, and a note says so.
    """
    goals = within(goals or default_goals(situation), situation)
    first = _first_comparison(goals)
    if situation.baseline is None or answer.plan is None or first is None:
        return None
    plan = complete(situation.baseline, situation.portfolio, situation.baseline)
    ledger = Ledger(plan, situation.portfolio, situation.baseline)
    verdict = check_ledger(ledger, goals.limits)
    numbers = [float(tier_value(ledger, tier)) for tier in goals.tiers]
    best = all(
        tier.status is SolveStatus.OPTIMAL and tier.bound == number
        for tier, number in zip(answer.tiers[:first], numbers[:first], strict=True)
    )
    if not (best and verdict.accepted):
        return None
    tiers = _tiers(goals, answer.tiers, numbers, first)
    measures = measure_ledger(ledger)
    return answer.replace(
        status=headline(tiers),
        plan=plan,
        verdict=verdict,
        measures=measures.as_dict(),
        tiers=tiers,
        notes=(*answer.notes, *_not_improved(tiers)),
    )


def _first_comparison(goals: Goals) -> int | None:
    """Return the first tier that compares with the running plan, and does only that."""
    for index, tier in enumerate(goals.tiers):
        compares = [measure.needs_baseline for measure in tier.weights]
        if any(compares):
            return index if all(compares) else None
    return None


def _tiers(
    goals: Goals, found: Sequence[TierResult], numbers: Sequence[float], first: int
) -> tuple[TierResult, ...]:
    """Return what is true of the running plan, tier by tier.

    A bound of the other plan holds for the running plan as long as both are equal in
    all tiers before.
    """
    tiers: list[TierResult] = []
    equal = True
    for index, (tier, number) in enumerate(zip(found, numbers, strict=True)):
        bound = tier.bound if equal else None
        if index >= first and all(m.needs_baseline for m in goals.tiers[index].weights):
            bound = 0.0
        equal = equal and number == tier.value
        tiers.append(_result(tier, number, bound))
    return tuple(tiers)


def _result(tier: TierResult, value: float, bound: float | None) -> TierResult:
    gap = None
    if bound is not None:
        gap = abs(bound - value) / max(abs(bound), abs(value), 1.0)
    return tier.replace(
        value=value,
        bound=bound,
        gap=gap,
        status=SolveStatus.OPTIMAL if gap == 0 else SolveStatus.FEASIBLE,
    )


def _not_improved(tiers: Sequence[TierResult]) -> list[Issue]:
    """Return a note that names the tiers that another plan may improve."""
    names = [tier.name for tier in tiers if tier.status is not SolveStatus.OPTIMAL]
    rest = f"; {', '.join(names)} may be improved by changing it" if names else ""
    return [
        Issue(
            code="unchanged",
            where="plan",
            message=f"The running plan is proven to be the best response{rest}.",
            severity=Severity.NOTE,
        )
    ]
