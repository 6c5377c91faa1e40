"""What solver, checker, measures, contradictions and oracle say of one case.

They were written apart; every complaint is a disagreement between two of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose
from typing import TYPE_CHECKING

from optimizer.plan import Goals, Measure, SolveStatus, check, measure
from optimizer.portfolio.issue import Severity
from optimizer.problem.contradictions import contradictions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.fuzz.cases import Case
    from benchmarks.fuzz.exhaustive import Best
    from optimizer.plan import Outcome, Plan, TierResult

WITHOUT_PLAN = {
    SolveStatus.INFEASIBLE,
    SolveStatus.OUT_OF_TIME,
    SolveStatus.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One solved case beside what the oracle found; `oracle` is None if too large."""

    case: Case
    goals: Goals
    outcome: Outcome
    oracle: Best | None

    def complaints(self) -> tuple[str, ...]:
        """Return every disagreement in a sentence."""
        return (
            *self._of_plan(),
            *self._of_tiers(),
            *self._of_oracle(),
            *self._of_oracle_plan(),
            *self._of_contradictions(),
        )

    def _of_plan(self) -> Iterator[str]:
        """A plan breaks no rule, and a status without plan has none."""
        plan, status = self.outcome.plan, self.outcome.status
        if (plan is None) != (status in WITHOUT_PLAN):
            yield f"{status} with{'out' if plan is None else ''} a plan"
        if plan is not None:
            verdict = check(
                plan, self.case.portfolio, self.case.baseline, self.case.now
            )
            for broken in verdict.broken:
                if not broken.fact:
                    yield f"the plan breaks {broken.rule}: {broken.message}"

    def _of_tiers(self) -> Iterator[str]:
        """Each tier has the value that its measure has, and a bound beyond it."""
        if self.outcome.plan is None:
            return
        measured = self._measured(self.outcome.plan)
        for tier, result in zip(self.goals.tiers, self.outcome.tiers, strict=True):
            gain = next(iter(tier.weights)).more_is_better
            value = sum(float(w) * measured[m] for m, w in tier.weights.items())
            if result.value is None or not _equal(result.value, value):
                yield f"{tier.name}: solver {result.value}, measured {value}"
            elif result.bound is not None and not _equal(result.bound, value):
                if _beats(value, result.bound, gain=gain):
                    yield f"{tier.name}: value {value} beyond bound {result.bound}"
                if result.status is SolveStatus.OPTIMAL:
                    yield f"{tier.name}: optimal at {value} with {result.bound}"

    def _of_oracle(self) -> Iterator[str]:
        """The first tier is no better than the best, and as good if optimal."""
        if self.oracle is None:
            return
        best, outcome = self.oracle.value, self.outcome
        if best is None and outcome.plan is not None:
            yield f"{outcome.status}, but no plan exists"
        if best is not None and outcome.status is SolveStatus.INFEASIBLE:
            yield f"infeasible, but {best} exists"
        if best is not None and outcome.plan is not None:
            gain = self._first.more_is_better
            yield from _of_first_tier(outcome.tiers[0], best, gain=gain)

    def _of_oracle_plan(self) -> Iterator[str]:
        """The oracle's plan measures what the oracle counted."""
        oracle = self.oracle
        if oracle is None or oracle.plan is None or oracle.value is None:
            return
        found = self._measured(oracle.plan)[self._first]
        if not _equal(found, oracle.value):
            yield f"oracle counts {oracle.value}, measured {found}"

    def _of_contradictions(self) -> Iterator[str]:
        """A project called impossible is in no legal plan."""
        case = self.case
        impossible = contradictions(case.portfolio, case.now, case.baseline)
        errors = [
            issue.message
            for issues in impossible.values()
            for issue in issues
            if issue.severity is Severity.ERROR
        ]
        oracle = None if self.oracle is None else self.oracle.plan
        for who, plan in (("solver", self.outcome.plan), ("oracle", oracle)):
            if plan is None:
                continue
            for project in sorted(impossible.keys() & set(plan.selected)):
                yield f"{project} is called impossible, the {who} selects it"
            for message in errors:
                yield f"the {who} has a plan despite: {message}"

    @property
    def _first(self) -> Measure:
        """The measure of the first tier."""
        return next(iter(self.goals.tiers[0].weights))

    def _measured(self, plan: Plan) -> dict[str, float]:
        case = self.case
        return measure(plan, case.portfolio, case.baseline, case.now).as_dict()


def _of_first_tier(first: TierResult, best: float, *, gain: bool) -> Iterator[str]:
    value = first.value or 0.0
    if first.bound is not None and _beats(best, first.bound, gain=gain):
        yield f"bound {first.bound} is beaten by {best}, which exists"
    if _beats(value, best, gain=gain):
        yield f"value {value} is better than the best, {best}"
    if first.status is SolveStatus.OPTIMAL and not _equal(value, best):
        yield f"optimal at {value}, but {best} exists"


def _beats(one: float, other: float, *, gain: bool) -> bool:
    return not _equal(one, other) and (one > other) is gain


def _equal(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)
