"""The best net value of many situations, with as few searches as theory allows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.outcome import SolveStatus
from optimizer.plan.units import in_hundredths
from optimizer.plan.valuation import delivered_value
from optimizer.portfolio.project import Decision
from scenarios.errors import NotAnswered
from scenarios.goals import FOR_VALUE
from scenarios.interval import UNKNOWN, Interval
from scenarios.proven import best

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optimizer.plan.plan import Plan
    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio
    from scenarios.asking import Asker
    from scenarios.situation import Situation

BASE_SHARE = 4
"""The best as things are gets a quarter of the time, as all prices depend on it."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best net value of a situation, as far as it is known.

    Attributes
    ----------
    plan
        It delivers the lower end and passed the checker; None where none is known.
    reasons
        Where it is proven that there is no plan, rules that cannot all hold.
    """

    value: Interval
    status: SolveStatus
    plan: Plan | None = None
    reasons: tuple[Issue, ...] = ()

    @property
    def infeasible(self) -> bool:
        """Whether it is proven that there is no plan."""
        return self.status is SolveStatus.INFEASIBLE


@dataclass(slots=True)
class Questions:
    """The searches of one call, announced before they begin.

    Attributes
    ----------
    announced
        How many of them are still to come.
    explain
        Whether to say why there is no plan, where there is none.
    """

    asker: Asker
    announced: int = 0
    explain: bool = False

    def announce(self, questions: int) -> None:
        """Say that so many more may be needed."""
        self.asker.expect(questions)
        self.announced += questions

    def withdraw(self) -> None:
        """Say that none of those announced is needed any more."""
        self.announce(-self.announced)

    @property
    def cancelled(self) -> bool:
        """Whether somebody has asked to stop."""
        return self.asker.cancelled

    def best(
        self,
        question: str,
        situation: Situation,
        known: Iterable[Plan] = (),
        ceiling: Decimal | None = None,
    ) -> Best:
        """Return the best net value; without a search where it is known already.

        Where somebody has asked to stop, what is known without one.

        Parameters
        ----------
        known
            Plans of similar situations; those that pass the checker here are where
            the search begins, and the answer is not below them.
        ceiling
            What the best cannot exceed: that of a situation in which all plans of
            this one are possible. What all projects deliver at best is another.
        """
        if self.announced == 0:
            self.announce(1)
        self.announced -= 1
        plans = tuple(known)
        most = most_value(situation.portfolio)
        ceiling = most if ceiling is None else min(most, ceiling)
        reached = _reached(situation, plans)
        if reached is not None and reached[0] == ceiling:
            self.asker.expect(-1)
            value = Interval.exactly(ceiling)
            return Best(value, SolveStatus.OPTIMAL, reached[1])
        if self.cancelled:
            return _repaired(Best(UNKNOWN, SolveStatus.CANCELLED), reached, ceiling)
        outcome = self.asker.ask(
            question, situation, FOR_VALUE, plans, explain=self.explain
        )
        reasons = outcome.conflict.members if outcome.conflict else ()
        asked = Best(best(outcome), outcome.status, outcome.plan, reasons)
        return asked if asked.infeasible else _repaired(asked, reached, ceiling)

    def base(self, situation: Situation) -> Best:
        """Return the best as things are, which every price is a difference to.

        Asked before anything else is announced.

        Raises
        ------
        NotAnswered
            If it is proven that there is no plan.
        """
        self.announce(BASE_SHARE)
        found = self.best("as things are", situation)
        self.withdraw()
        if found.infeasible:
            raise NotAnswered(
                "There is no plan as things are, so that nothing has a price; ask why "
                "there is none, and what it takes to have one."
            )
        return found


def gain(richer: Best, base: Best, *, never_loses: bool = True) -> Interval:
    """Return what one situation is worth more than another.

    Nothing is known of it where the first has no plan, for then neither has.

    Parameters
    ----------
    never_loses
        Whether all plans of the second are possible in the first.
    """
    difference = richer.value - base.value
    if richer.infeasible or not never_loses:
        return difference
    return difference.at_least(Decimal(0))


def most_value(portfolio: Portfolio) -> Decimal:
    """Return what all projects deliver at best, which no plan can pass."""
    most = 0
    for project in portfolio.projects:
        if project.decision is Decision.OUT:
            continue
        lates = (0, *(step.late for step in project.value_steps))
        values = (delivered_value(project, portfolio, late) for late in lates)
        most += max(0, *values)
    return in_hundredths(most)


def _reached(
    situation: Situation, plans: Iterable[Plan]
) -> tuple[Decimal, Plan] | None:
    """Return the best of the plans that are possible here, with its net value."""
    found: tuple[Decimal, Plan] | None = None
    for plan in plans:
        if situation.accepts(plan):
            value = situation.measure(plan).net_value
            if found is None or value > found[0]:
                found = value, plan
    return found


def _repaired(
    asked: Best, reached: tuple[Decimal, Plan] | None, ceiling: Decimal | None
) -> Best:
    """Return what was found with all that similar situations say of it."""
    low, high, plan = asked.value.low, asked.value.high, asked.plan
    if reached is not None and (low is None or reached[0] > low):
        low, plan = reached
    if ceiling is not None and (low is None or ceiling >= low):
        high = ceiling if high is None else min(high, ceiling)
    value = Interval(low=low, high=high)
    status = SolveStatus.OPTIMAL if value.proven else asked.status
    return Best(value, status, plan, asked.reasons)
