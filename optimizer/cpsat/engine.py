"""The exact search: tier by tier, cutting until the plan passes every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from optimizer.cpsat.canonical import canonical_order, same_runs
from optimizer.cpsat.cuts import Cuts
from optimizer.cpsat.extraction import extract, hint_schedule, hint_values
from optimizer.cpsat.goals import TierExpression, add_limit, tier_expression
from optimizer.cpsat.incumbent import Incumbent, Judge
from optimizer.cpsat.model import build_model
from optimizer.cpsat.objectives.moves import pools_are_named
from optimizer.cpsat.refutation import Refutation
from optimizer.cpsat.results import Found, Journal, tier_result
from optimizer.cpsat.solver import Answer, Ending, call
from optimizer.errors import EngineFault
from optimizer.plan.outcome import SolveStatus, TierResult

if TYPE_CHECKING:
    from optimizer.cpsat.clock import Clock
    from optimizer.cpsat.variables import Variables
    from optimizer.plan.effort import Control
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
REFUTING_SHARE = 0.4
"""Part of the last call's time that first goes to asking for anything better at all;
before the first call, which is short, as much as it has."""
ROUND_UNITS = 0.05
"""Deterministic units that one more round of cuts counts at least: presolving a small
model takes about as many seconds, and CP-SAT hardly counts it."""
JUDGING_SHARE = 0.05
"""Part of the time that may go to judging solutions on the way."""
HINT_UNITS = 5.0
"""Deterministic units that may be spent on completing a hint."""
CANONICAL_UNITS = 0.5
"""Deterministic units for choosing among equal plans."""
OUTSIDE_SECONDS = 20.0
"""Most seconds that a bound from elsewhere may take."""
OUTSIDE_SHARE = 0.5
"""Part of what is left that it may take."""
SECOND_PROOF = 5.0
"""Seconds or units that a second proof of infeasibility may take at least."""


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
    bound
        No plan's first tier is below; None if nothing is known.
    outside
        From seconds to a bound of the first tier in its own unit, or None.
    improver
        Is asked once, if the first call for the first tier leaves a gap.
    first_share, improver_share
        Part of the first tier's time that goes to that first call, and part of what
        is left then that goes to the improver.
    refuting
        Whether to ask, before the first tier is minimised, for anything better at
        all: it pays where the tier ends the timeline.
    hinting
        Whether the first tier's first call begins near the best schedule: CP-SAT
        comes further without a weak one.
    infeasible
        Proven that there is no plan.
    judging
        Seconds that judging solutions on the way has taken.
    """

    goals: Goals
    clock: Clock
    control: Control
    variables: Variables
    tiers: list[TierExpression]
    cuts: Cuts
    incumbent: Incumbent
    journal: Journal
    outside: Callable[[float], Fraction | None] = _no_bound
    bound: int | None = None
    improver: Improver | None = None
    first_share: float = FIRST_CALL_SHARE
    improver_share: float = IMPROVER_SHARE
    refuting: bool = False
    hinting: bool = True
    infeasible: bool = False
    judging: float = 0.0

    @classmethod
    def of(
        cls,
        problem: Problem,
        goals: Goals,
        clock: Clock,
        control: Control,
        judge: Judge,
    ) -> ExactSearch:
        """Build the model, with limits and the expressions of all tiers."""
        variables = build_model(problem)
        posted = [add_limit(variables, limit) for limit in goals.limits]
        tiers = [tier_expression(variables, tier) for tier in goals.tiers]
        return cls(
            goals=goals,
            clock=clock,
            control=control,
            variables=variables,
            tiers=tiers,
            cuts=Cuts(variables, whole=all(posted)),
            incumbent=Incumbent(judge, tuple(tier.sign for tier in tiers)),
            journal=Journal(goals, clock, control),
        )

    def offer(self, schedule: Schedule) -> bool:
        """Keep a schedule if it is accepted and better; whether it is accepted."""
        accepted = self.incumbent.offer(schedule)
        self._note(0, None)
        return accepted

    def _note(self, index: int, bound: int | None) -> None:
        """Tell what the best plan has of a tier, and what is proven of it.

        Nothing is, from when the model was cut in a way that may lose a plan.
        """
        best = self.incumbent.tiers
        value = best[index] if best else None
        known = bound if self.cuts.whole else None
        self.journal.note(index, value, self._natural(index, known))

    def run(self) -> Found:
        """Solve every tier in order, each with the earlier ones held."""
        proven: list[tuple[Fraction | None, float]] = []
        for index in range(len(self.tiers)):
            began = self.clock.seconds()
            bound = self._solve_tier(index)
            proven.append((bound, self.clock.seconds() - began))
            if self.incumbent.schedule is None:
                break
            self._hold(index)
            self.incumbent.kept.append(self._most(index))
        else:
            self._choose_among_equals()
        repeatable = self.clock.repeatable and not self.control.stop.is_set()
        return Found(
            schedule=self.incumbent.schedule,
            tiers=tuple(self._result(i, *of_tier) for i, of_tier in enumerate(proven)),
            points=tuple(self.journal.points),
            infeasible=self.infeasible,
            repeatable=repeatable or self.infeasible,
        )

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
        return self.tiers[index].sign * self.incumbent.tiers[index] + tolerance

    def _solve_tier(self, index: int) -> Fraction | None:
        """Improve one tier; return what is proven of it, in its own unit."""
        reserve = max(0.0, self.clock.left() - self._allowance(index))
        bound, cut_short = self._first_bound(index), False
        self._note(index, bound)
        while not self._closed(index, bound) and not self.control.stop.is_set():
            bound = self._refuted(index, bound, reserve)
            amount = self._amount(index, reserve)
            if amount <= 0 or self._closed(index, bound):
                cut_short = True
                break
            answer = self._call(index, amount)
            if answer.ending is Ending.INFEASIBLE and self._nothing_left():
                self.infeasible = True
                return self._natural(index, bound)
            bound, cut_short = self._improved(index, bound, answer), answer.cut_short
            if not self._goes_on(index, bound, reserve, answer):
                break
        bound = self._believed(index, bound)
        if index == 0 and not self._closed(index, bound):
            bound = self._better_bound(bound)
        self._note(index, bound)
        self.clock.cut_short |= cut_short and not self._closed(index, bound)
        return self._natural(index, bound)

    def _amount(self, index: int, reserve: float) -> float:
        """Return what the next call may spend: little while an improver waits."""
        amount = self.clock.left() - reserve
        if index == 0 and self.improver is not None:
            return min(amount, max(1.0, self.first_share * amount))
        return amount

    def _natural(self, index: int, minimised: int | None) -> Fraction | None:
        """Return a minimised integer in the unit of its tier."""
        return None if minimised is None else self.tiers[index].natural(minimised)

    def _first_bound(self, index: int) -> int | None:
        """Return what is known of a tier before the first call."""
        linear = self.tiers[index].linear
        if isinstance(linear, int):
            return linear
        if index == 0 and self.bound is not None:
            self.variables.model.add(linear >= self.bound)
            return self.bound
        return None

    def _improved(self, index: int, bound: int | None, answer: Answer) -> int | None:
        """Return the better of two bounds; none if a plan has passed one."""
        if answer.bound is None or not self.cuts.whole:
            return bound
        if self._believed(index, answer.bound) is None:
            return None
        return answer.bound if bound is None else max(bound, answer.bound)

    def _believed(self, index: int, bound: int | None) -> int | None:
        """Return a bound, or None if a plan has passed it.

        CP-SAT has called feasible models of ours infeasible (9.15, probing level 0):
        a bound that an accepted plan passes is such a fault, and ends all claims.
        """
        best = self.incumbent.tiers
        if bound is None or not best:
            return bound
        if self.tiers[index].minimised(best[index]) < bound:
            self.cuts.whole = False
            return None
        return bound

    def _goes_on(
        self, index: int, bound: int | None, reserve: float, answer: Answer
    ) -> bool:
        """Return whether another call may show more."""
        if answer.ending is Ending.INFEASIBLE:
            return False
        return self._cut() or self._improve(index, bound, reserve)

    def _cut(self) -> bool:
        """Add what refused solutions teach; False if there was nothing."""
        found = self.cuts.apply()
        if found:
            self.clock.spent += ROUND_UNITS
        return found

    def _better_bound(self, bound: int | None) -> int | None:
        """Return the better of a bound of the first tier and one from outside.

        One that an accepted plan passes is a fault, and claims nothing.
        """
        left = max(0.0, self.clock.left())
        if self.control.stop.is_set():
            return bound
        if left and self.clock.limits.deterministic is not None:
            left = OUTSIDE_SECONDS
        known = self.outside(min(OUTSIDE_SECONDS, left * OUTSIDE_SHARE))
        if known is None:
            return bound
        minimised = self.tiers[0].minimised(known)
        other = -(-minimised.numerator // minimised.denominator)
        best = self.incumbent.tiers
        if best and self.tiers[0].minimised(best[0]) < other:
            return bound
        return other if bound is None else max(bound, other)

    def _choose_among_equals(self) -> None:
        """Take one plan among those equal in every tier, the same on every run."""
        model = self.variables.model
        best = self.incumbent.schedule
        if best is None or self.control.stop.is_set():
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
        if schedule is None:
            return
        if not same_runs(schedule, best):
            self.incumbent.swap(schedule)
        again = self.cuts.restaffed(schedule)
        if again is not None:
            self.incumbent.swap(again)

    def exists(self) -> bool | None:
        """Return whether there is any plan; None if time does not tell."""
        while self.clock.left() > 0 and not self.control.stop.is_set():
            effort = self.clock.effort(self.clock.left())
            answer = call(self.variables.model, effort, self.control.stop)
            self.clock.spent += answer.spent
            if answer.ending is Ending.INFEASIBLE:
                return False if self.cuts.whole else None
            if not answer.values:
                return None
            if self._accept(answer.values):
                return True
            self._cut()
        return None

    def confirm_infeasible(self) -> bool:
        """Prove once more, in another way, that there is no plan."""
        effort = replace(
            self.clock.effort(max(self.clock.left(), SECOND_PROOF)),
            seed=self.clock.limits.seed + 1,
            second=True,
        )
        self.variables.model.clear_objective()  # type: ignore[no-untyped-call]
        answer = call(self.variables.model, effort, self.control.stop)
        return answer.ending is Ending.INFEASIBLE

    def _improve(self, index: int, bound: int | None, reserve: float) -> bool:
        """Ask the improver, once; return whether the model is worth another call."""
        improver, best = self.improver, self.incumbent.schedule
        if index > 0 or improver is None:
            return False
        self.improver = None
        if best is None or self._closed(index, bound):
            return True
        seconds = self.improver_share * (self.clock.left() - reserve)
        lowest = 0 if bound is None else bound
        for schedule in improver(best, lowest, seconds):
            self.offer(schedule)
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
        if self.incumbent.schedule is None or bound is None:
            return False
        return self.tiers[index].minimised(self.incumbent.tiers[index]) <= bound

    def _nothing_left(self) -> bool:
        """Return whether an infeasible model proves that there is no plan."""
        found = self.incumbent.schedule is not None
        if found and self.cuts.whole:
            raise EngineFault("The model forbids a plan that the checker accepts.")
        return not found and self.cuts.whole

    def _call(self, index: int, amount: float) -> Answer:
        """Call the solver once for a tier, and look at what it finds."""
        tier, model = self.tiers[index], self.variables.model
        model.minimize(tier.linear)
        if index > 0 or self.hinting or self.incumbent.values:
            self._hint()
        seen: list[tuple[int, ...]] = []

        def on_solution(values: tuple[int, ...], bound: int) -> bool:
            goes_on = True
            if not pools_are_named(self.variables):
                seen.append(values)
                goes_on = self._accept(values)
            else:
                self._judge(values)
            self._note(index, bound)
            return goes_on

        def on_bound(bound: int) -> None:
            self._note(index, bound)

        answer = call(
            model, self.clock.effort(amount), self.control.stop, on_solution, on_bound
        )
        self.clock.spent += answer.spent
        if answer.values and answer.values not in seen:
            self._accept(answer.values)
        self._note(index, None)
        return answer

    def _refuted(self, index: int, bound: int | None, reserve: float) -> int | None:
        """Return a better bound of the first tier, where refuting may find one."""
        amount = self._amount(index, reserve)
        known = self.incumbent.schedule is not None
        if index > 0 or not self.refuting or not known or amount <= 0:
            return bound
        tier, lowest = self.tiers[0], 0 if bound is None else bound
        question = Refutation(
            model=self.variables.model,
            minimised=tier.linear,
            clock=self.clock,
            stop=self.control.stop,
            best=lambda: ceil(tier.minimised(self.incumbent.tiers[0])),
            accept=self._accept,
        )
        share = 1.0 if self.improver is not None else REFUTING_SHARE
        raised = question.bound(lowest, share * amount)
        if not self.cuts.whole or raised == lowest:
            return bound
        self._note(0, raised)
        self.variables.model.add(tier.linear >= raised)
        return raised

    def _accept(self, values: tuple[int, ...]) -> bool:
        """Staff and judge a solution; False if a cut must come first."""
        schedule = self.cuts.staffed(extract(self.variables, values))
        if schedule is None:
            return False
        if self.incumbent.offer(schedule, values):
            return True
        again = self.cuts.restaffed(schedule)
        if again is not None and self.incumbent.offer(again, values):
            return True
        self.cuts.refuse(schedule, proven=again is None)
        return False

    def _judge(self, values: tuple[int, ...]) -> None:
        """Keep a solution on the way if it is accepted: the last one may not be.

        By the clock only as long as that takes little of it.
        """
        began = self.clock.seconds()
        repeats = self.clock.limits.deterministic is not None
        if repeats or self.judging <= JUDGING_SHARE * began:
            self.incumbent.offer(extract(self.variables, values), values)
            self.judging += self.clock.seconds() - began

    def _hint(self) -> None:
        """Hint the best schedule, completed to a value of every variable."""
        best = self.incumbent
        if not best.values and best.schedule is not None:
            hint_schedule(self.variables, best.schedule)
            effort = replace(self.clock.capped(HINT_UNITS), fix_hints=True)
            best.values = call(self.variables.model, effort, self.control.stop).values
        if best.values:
            hint_values(self.variables, best.values)

    def _result(self, index: int, bound: Fraction | None, seconds: float) -> TierResult:
        """Return a tier as the final plan has it: later tiers may have improved it."""
        without_plan = SolveStatus.OUT_OF_TIME
        if self.infeasible:
            without_plan = SolveStatus.INFEASIBLE
        elif self.control.stop.is_set():
            without_plan = SolveStatus.CANCELLED
        value = self.incumbent.tiers[index] if self.incumbent.tiers else None
        if value is not None and bound is not None:
            bound = self._no_worse(bound, value, self.tiers[index].sign)
        return tier_result(
            self.goals.tiers[index],
            value,
            bound,
            best=self._best(index),
            without_plan=without_plan,
            seconds=seconds,
        )

    def _best(self, index: int) -> Fraction | None:
        """Return what a tier was when it was solved, before its tolerance was used."""
        if index >= len(self.incumbent.kept):
            return None
        tolerance = Fraction(self.goals.tiers[index].tolerance)
        return self.tiers[index].sign * (self.incumbent.kept[index] - tolerance)

    def _no_worse(self, bound: Fraction, value: Fraction, sign: int) -> Fraction:
        """Return the bound, which a held tier with tolerance may have passed."""
        return value if value * sign < bound * sign else bound
