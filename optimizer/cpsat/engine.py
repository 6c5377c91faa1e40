"""The exact search: tier by tier, cutting until the plan passes every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING

from optimizer.cpsat.canonical import canonical_order, same_runs
from optimizer.cpsat.cuts import Cuts
from optimizer.cpsat.extraction import extract, hint_schedule, hint_values
from optimizer.cpsat.goals import TierExpression, add_limit, tier_expression
from optimizer.cpsat.model import build_model
from optimizer.cpsat.objectives.moves import pools_are_named
from optimizer.cpsat.solver import Answer, Effort, Ending, call
from optimizer.errors import EngineFault
from optimizer.plan.outcome import Point, SolveStatus, TierResult

if TYPE_CHECKING:
    from optimizer.cpsat.variables import Variables
    from optimizer.plan.effort import Control, Limits
    from optimizer.plan.goals import Goals
    from optimizer.problem.problem import Problem
    from optimizer.problem.schedule import Schedule

FIRST_SHARE = 0.7
"""Part of the time that goes to the first tier while others wait."""
LATER_SHARE = 0.5
"""Part of what is left that goes to each later tier but the last."""
FIRST_CALL_SHARE = 0.05
"""Part of the time that goes to the first call while an improver waits."""
IMPROVER_SHARE = 0.5
"""Part of what is left then that goes to the improver."""
HINT_UNITS = 5.0
"""Deterministic units that may be spent on completing a hint."""
LEAST_SECONDS = 0.1
"""A short call is allowed even when time is up."""
CANONICAL_UNITS = 2.0
"""Deterministic units for choosing among equal plans."""
OUTSIDE_SECONDS = 20.0
"""Most seconds that a bound from elsewhere may take."""
OUTSIDE_SHARE = 0.5
"""Part of what is left that it may take."""
SECOND_PROOF = 5.0
"""Seconds or units that a second proof of infeasibility may take at least."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the checker says of a schedule.

    Attributes
    ----------
    accepted
        Whether it breaks no rule and no limit.
    tiers
        The measure of each tier in its own unit and sense.
    complaint
        The first broken rule, in words.
    """

    accepted: bool
    tiers: tuple[Fraction, ...]
    complaint: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search returns.

    Attributes
    ----------
    schedule
        Accepted by the checker, or None.
    infeasible
        Proven that there is none.
    """

    schedule: Schedule | None
    tiers: tuple[TierResult, ...]
    points: tuple[Point, ...]
    infeasible: bool
    repeatable: bool


@dataclass(slots=True)
class Clock:
    """What is left of the time, or of the deterministic units.

    Attributes
    ----------
    cut_short
        A limit, and neither a proof nor a request, decided what was found.
    """

    limits: Limits
    began: float = field(default_factory=perf_counter)
    spent: float = 0.0
    cut_short: bool = False

    @property
    def repeatable(self) -> bool:
        """Whether the same search again finds the same."""
        return self.limits.deterministic is not None or not self.cut_short

    def seconds(self) -> float:
        """Return seconds since the beginning."""
        return perf_counter() - self.began

    def left(self) -> float:
        """Return what is left, in seconds or units."""
        if self.limits.deterministic is not None:
            return self.limits.deterministic - self.spent
        return self.limits.seconds - self.seconds()

    def effort(self, amount: float) -> Effort:
        """Return the effort of one call."""
        deterministic = self.limits.deterministic is not None
        return Effort(
            seconds=inf if deterministic else amount,
            workers=self.limits.workers,
            seed=self.limits.seed,
            deterministic=amount if deterministic else None,
        )

    def capped(self, units: float) -> Effort:
        """Return the effort of one worker up to some units, if time lasts."""
        timeless = self.limits.deterministic is not None
        seconds = inf if timeless else max(LEAST_SECONDS, self.left())
        return Effort(seconds, 1, self.limits.seed, deterministic=units)


Improver = Callable[["Schedule", int, float], Iterable["Schedule"]]
"""From a schedule, a bound of the first tier and seconds to better schedules."""


def _no_bound(seconds: float) -> None:
    """Know of no other bound."""
    del seconds


@dataclass(slots=True)
class ExactSearch:
    """One search over one problem.

    Attributes
    ----------
    judge
        The independent checker.
    best, held
        The best accepted schedule, and its tiers.
    kept
        What each tier that is solved may be at most, minimised, in its own unit.
    values
        Values of all variables at the best schedule, where the model found it.
    bound
        No plan's first tier is below; None if nothing is known.
    improver
        Is asked once, if the first call for the first tier leaves a gap.
    first_share
        Part of the first tier's time that goes to that first call.
    """

    goals: Goals
    clock: Clock
    control: Control
    judge: Callable[[Schedule], Judgement]
    variables: Variables
    tiers: list[TierExpression]
    cuts: Cuts
    outside: Callable[[float], Fraction | None] = _no_bound
    best: Schedule | None = None
    held: tuple[Fraction, ...] = ()
    kept: list[Fraction] = field(default_factory=list)
    values: tuple[int, ...] = ()
    points: list[Point] = field(default_factory=list)
    bound: int | None = None
    improver: Improver | None = None
    first_share: float = FIRST_CALL_SHARE

    @classmethod
    def of(
        cls,
        problem: Problem,
        goals: Goals,
        clock: Clock,
        control: Control,
        judge: Callable[[Schedule], Judgement],
    ) -> ExactSearch:
        """Build the model, with limits and the expressions of all tiers."""
        variables = build_model(problem)
        posted = [add_limit(variables, limit) for limit in goals.limits]
        tiers = [tier_expression(variables, tier) for tier in goals.tiers]
        cuts = Cuts(variables, whole=all(posted))
        return cls(goals, clock, control, judge, variables, tiers, cuts)

    def offer(self, schedule: Schedule, values: tuple[int, ...] = ()) -> Judgement:
        """Keep a schedule if it is accepted and better than the best so far."""
        judgement = self.judge(schedule)
        if judgement.accepted and (self.best is None or self._better(judgement.tiers)):
            self.best, self.held, self.values = schedule, judgement.tiers, values
        return judgement

    def _better(self, numbers: tuple[Fraction, ...]) -> bool:
        """Return whether numbers come before the held ones in the order of tiers.

        Of a tier that is solved, the limit is what counts first.
        """
        signs = [tier.sign for tier in self.tiers]
        new = [s * number for s, number in zip(signs, numbers, strict=True)]
        old = [s * number for s, number in zip(signs, self.held, strict=True)]
        solved = len(self.kept)
        if any(number > most for number, most in zip(new, self.kept, strict=False)):
            return False
        return new[solved:] + new[:solved] < old[solved:] + old[:solved]

    def run(self) -> Found:
        """Solve every tier in order, each with the earlier ones held."""
        results: list[TierResult] = []
        for index in range(len(self.tiers)):
            result = self._solve_tier(index)
            if result.status is SolveStatus.INFEASIBLE:
                return Found(None, (result,), tuple(self.points), True, True)
            results.append(result)
            if self.best is None:
                break
            self._hold(index)
            self.kept.append(self._most(index))
        else:
            self._choose_among_equals()
        results = [self._final(index, result) for index, result in enumerate(results)]
        repeatable = self.clock.repeatable and not self.control.stop.is_set()
        return Found(self.best, tuple(results), tuple(self.points), False, repeatable)

    def _hold(self, index: int) -> None:
        """Keep a tier at its best, or within its tolerance, from now on."""
        tier = self.tiers[index]
        limit = self._most(index) * tier.unit
        if not isinstance(tier.linear, int):
            self.variables.model.add(
                tier.linear <= limit.numerator // limit.denominator
            )

    def _most(self, index: int) -> Fraction:
        """Return what a tier may be at most, minimised, in its own unit."""
        tolerance = Fraction(self.goals.tiers[index].tolerance)
        return self.tiers[index].sign * self.held[index] + tolerance

    def _solve_tier(self, index: int) -> TierResult:
        began = self.clock.seconds()
        reserve = max(0.0, self.clock.left() - self._allowance(index))
        bound, cut_short = self._first_bound(index), False
        while not self._closed(index, bound) and not self.control.stop.is_set():
            amount = self.clock.left() - reserve
            if amount <= 0:
                cut_short = True
                break
            if index == 0 and self.improver is not None:
                amount = max(min(1.0, amount), self.first_share * amount)
            answer = self._call(index, amount)
            if answer.ending is Ending.INFEASIBLE and self._nothing_left():
                return self._result(index, bound, began, SolveStatus.INFEASIBLE)
            bound, cut_short = self._improved(bound, answer), answer.cut_short
            if not self._goes_on(index, bound, reserve, answer):
                break
        if index == 0 and not self._closed(index, bound):
            bound = self._better_bound(bound)
        self.clock.cut_short |= cut_short and not self._closed(index, bound)
        return self._result(index, bound, began)

    def _first_bound(self, index: int) -> int | None:
        """Return what is known of a tier before the first call."""
        linear = self.tiers[index].linear
        if isinstance(linear, int):
            return linear
        if index == 0 and self.bound is not None:
            self.variables.model.add(linear >= self.bound)
            return self.bound
        return None

    def _improved(self, bound: int | None, answer: Answer) -> int | None:
        if answer.bound is None or not self.cuts.whole:
            return bound
        return answer.bound if bound is None else max(bound, answer.bound)

    def _goes_on(
        self, index: int, bound: int | None, reserve: float, answer: Answer
    ) -> bool:
        """Return whether another call may show more."""
        if answer.ending is Ending.INFEASIBLE:
            return False
        return self.cuts.apply() or self._improve(index, bound, reserve)

    def _better_bound(self, bound: int | None) -> int | None:
        """Return the better of a bound of the first tier and one from outside."""
        left = self.clock.left()
        if self.control.stop.is_set() or left <= 0:
            return bound
        if self.clock.limits.deterministic is not None:
            left = OUTSIDE_SECONDS
        known = self.outside(min(OUTSIDE_SECONDS, left * OUTSIDE_SHARE))
        if known is None:
            return bound
        minimised = self.tiers[0].minimised(known)
        other = -(-minimised.numerator // minimised.denominator)
        return other if bound is None else max(bound, other)

    def _choose_among_equals(self) -> None:
        """Take one plan among those equal in every tier, the same on every run."""
        model = self.variables.model
        if self.best is None or self.control.stop.is_set():
            return
        if self.clock.left() <= 0:
            self.clock.cut_short = True
            return
        model.minimize(canonical_order(self.variables))
        self._hint()
        effort = replace(self.clock.capped(CANONICAL_UNITS), seed=0)
        answer = call(model, effort, self.control.stop)
        self.clock.spent += answer.spent
        if answer.ending is not Ending.OPTIMAL:
            self.clock.cut_short |= self.clock.left() <= 0
            return
        schedule = self.cuts.staffed(extract(self.variables, answer.values))
        if schedule is None or same_runs(schedule, self.best):
            return
        judgement = self.judge(schedule)
        if judgement.accepted and judgement.tiers == self.held:
            self.best = schedule

    def exists(self) -> bool | None:
        """Return whether there is any plan; None if time does not tell."""
        while self.clock.left() > 0 and not self.control.stop.is_set():
            effort = self.clock.effort(self.clock.left())
            answer = call(self.variables.model, effort, self.control.stop)
            if answer.ending is Ending.INFEASIBLE:
                return False if self.cuts.whole else None
            if not answer.values:
                return None
            if self._accept(answer.values):
                return True
            self.cuts.apply()
        return None

    def confirm_infeasible(self) -> bool:
        """Prove once more, in another way, that there is no plan."""
        effort = replace(
            self.clock.effort(max(self.clock.left(), SECOND_PROOF)),
            seed=self.clock.limits.seed + 1,
            presolve=False,
        )
        self.variables.model.clear_objective()  # type: ignore[no-untyped-call]
        answer = call(self.variables.model, effort, self.control.stop)
        return answer.ending is Ending.INFEASIBLE

    def _improve(self, index: int, bound: int | None, reserve: float) -> bool:
        """Ask the improver, once; return whether the model is worth another call."""
        improver = self.improver
        if index > 0 or improver is None:
            return False
        self.improver = None
        if self.best is None or self._closed(index, bound):
            return True
        tier = self.tiers[index]
        seconds = IMPROVER_SHARE * (self.clock.left() - reserve)
        lowest = 0 if bound is None else bound
        for schedule in improver(self.best, lowest, seconds):
            if self.offer(schedule).accepted:
                self._report(index, int(tier.minimised(self.held[index])), bound)
        if not self.goals.tiers[index].tolerance:
            self._hold(index)
        return True

    def _allowance(self, index: int) -> float:
        left = self.clock.left()
        if index == len(self.tiers) - 1:
            return left
        return left * (FIRST_SHARE if index == 0 else LATER_SHARE)

    def _closed(self, index: int, bound: int | None) -> bool:
        """Return whether the best schedule meets the bound of a tier."""
        if self.best is None or bound is None:
            return False
        return self.tiers[index].minimised(self.held[index]) <= bound

    def _nothing_left(self) -> bool:
        """Return whether an infeasible model proves that there is no plan."""
        if self.best is not None and self.cuts.whole:
            raise EngineFault("The model forbids a plan that the checker accepts.")
        return self.best is None and self.cuts.whole

    def _call(self, index: int, amount: float) -> Answer:
        """Call the solver once for a tier, and look at what it finds."""
        tier, model = self.tiers[index], self.variables.model
        model.minimize(tier.linear)
        self._hint()
        seen: list[tuple[int, ...]] = []

        def on_solution(values: tuple[int, ...], objective: int, bound: int) -> bool:
            self._report(index, objective, bound)
            if self._every_solution_counts():
                seen.append(values)
                return self._accept(values)
            return True

        def on_bound(bound: int) -> None:
            self._report(index, None, bound)

        answer = call(
            model, self.clock.effort(amount), self.control.stop, on_solution, on_bound
        )
        self.clock.spent += answer.spent
        if answer.values and answer.values not in seen:
            self._accept(answer.values)
        return answer

    def _every_solution_counts(self) -> bool:
        """Return whether a solution of the model may fail to be a plan."""
        return not pools_are_named(self.variables)

    def _accept(self, values: tuple[int, ...]) -> bool:
        """Staff and judge a solution; False if a cut must come first."""
        schedule = self.cuts.staffed(extract(self.variables, values))
        if schedule is None:
            return False
        if self.offer(schedule, values).accepted:
            return True
        again = self.cuts.restaffed(schedule)
        if again is not None and self.offer(again, values).accepted:
            return True
        self.cuts.refuse(schedule, proven=again is None)
        return False

    def _hint(self) -> None:
        if self.values:
            hint_values(self.variables, self.values)
        elif self.best is not None:
            hint_schedule(self.variables, self.best)
            effort = replace(self.clock.capped(HINT_UNITS), fix_hints=True)
            completed = call(self.variables.model, effort, self.control.stop)
            if completed.values:
                self.values = completed.values
                hint_values(self.variables, completed.values)

    def _report(self, index: int, objective: int | None, bound: int | None) -> None:
        tier = self.tiers[index]
        point = Point(
            seconds=round(self.clock.seconds(), 3),
            tier=self.goals.tiers[index].name,
            value=None if objective is None else float(tier.natural(objective)),
            bound=None if bound is None else float(tier.natural(bound)),
        )
        self.points.append(point)
        self.control.report(point)

    def _result(
        self,
        index: int,
        bound: int | None,
        began: float,
        status: SolveStatus | None = None,
    ) -> TierResult:
        tier, stated = self.tiers[index], self.goals.tiers[index]
        value = self.held[index] if self.held else None
        proven = None if bound is None else tier.natural(bound)
        if value is not None and proven is not None:
            proven = self._no_worse(proven, value, tier.sign)
        if status is None:
            status = self._status(value, proven)
        return TierResult(
            name=stated.name,
            value=None if value is None else float(value),
            bound=None if proven is None else float(proven),
            status=status,
            gap=gap(value, proven),
            must_prove=stated.must_prove,
            seconds=round(self.clock.seconds() - began, 3),
        )

    def _final(self, index: int, result: TierResult) -> TierResult:
        """Return a tier as the final plan has it: later tiers may have improved it."""
        if not self.held or result.value == float(self.held[index]):
            return result
        value = self.held[index]
        bound = None if result.bound is None else Fraction(result.bound)
        if bound is not None:
            bound = self._no_worse(bound, value, self.tiers[index].sign)
        return result.replace(
            value=float(value),
            bound=None if bound is None else float(bound),
            status=self._status(value, bound),
            gap=gap(value, bound),
        )

    def _no_worse(self, bound: Fraction, value: Fraction, sign: int) -> Fraction:
        """Return the bound, which a held tier with tolerance may have passed."""
        return value if value * sign < bound * sign else bound

    def _status(self, value: Fraction | None, bound: Fraction | None) -> SolveStatus:
        if value is None:
            stopped = self.control.stop.is_set()
            return SolveStatus.CANCELLED if stopped else SolveStatus.OUT_OF_TIME
        return SolveStatus.OPTIMAL if value == bound else SolveStatus.FEASIBLE


def gap(value: Fraction | None, bound: Fraction | None) -> float | None:
    """Return 0 if equal, otherwise |bound − value| / max(|bound|, |value|, 1)."""
    if value is None or bound is None:
        return None
    return float(abs(bound - value) / max(abs(bound), abs(value), Fraction(1)))
