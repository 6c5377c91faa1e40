"""What one more step of a budget is worth."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.portfolio.base import DomainModel, Id, Money
from optimizer.portfolio.resources import Quarter
from scenarios.errors import NotAnswered
from scenarios.finding import find
from scenarios.interval import Interval
from scenarios.prices.questions import Questions, gain

if TYPE_CHECKING:
    from optimizer.portfolio.resources import Budget
    from scenarios.asking import Asker
    from scenarios.situation import Situation

STEP_SHARE = Decimal("0.01")
"""The step, as a part of the amount, where none is given."""
LEAST_STEP = Decimal(1)


class BudgetPrice(DomainModel):
    """What more of a budget is worth.

    Attributes
    ----------
    quarter
        The quarter whose amount is raised; the total where empty.
    amount, step
        What there is, and by how much it is raised.
    net_value
        The best as things are.
    gain
        Of one step more.
    most
        Gain of any amount more, however large.
    complete
        Whether everything was asked; not where somebody stopped it.
    """

    budget: Id
    quarter: Quarter | None = None
    amount: Money
    step: Money
    net_value: Interval
    gain: Interval
    most: Interval
    complete: bool = True


def price_of_budget(
    situation: Situation,
    budget: str,
    asker: Asker,
    step: Decimal | None = None,
    quarter: str | None = None,
) -> BudgetPrice:
    """Return what one more step of a budget is worth in net value.

    Parameters
    ----------
    step
        In money; a hundredth of the amount, but at least 1, where left out.
    quarter
        Raise the amount of this quarter; the total where left out.

    Raises
    ------
    NotAnswered
        If there is no plan as things are, no such budget or amount of it, or the
        step is not above 0.
    """
    asked = find("budget", budget, situation.portfolio.budgets)
    amount = _amount(asked, quarter)
    if step is None:
        step = max(LEAST_STEP, (amount * STEP_SHARE).quantize(Decimal("0.01")))
    if step <= 0:
        raise NotAnswered(f"One step more is above 0, found {step:f}.")
    questions = Questions(asker)
    base = questions.base(situation)
    questions.announce(2)
    known = [] if base.plan is None else [base.plan]
    free = questions.best(
        f"any amount of {budget}", with_amount(situation, asked, quarter, None), known
    )
    raised = questions.best(
        f"{amount + step:f} of {budget}",
        with_amount(situation, asked, quarter, amount + step),
        known if free.plan is None else [*known, free.plan],
        free.value.high,
    )
    return BudgetPrice(
        budget=budget,
        quarter=quarter,
        amount=amount,
        step=step,
        net_value=base.value,
        gain=gain(raised, base),
        most=gain(free, base),
        complete=not asker.cancelled,
    )


def with_amount(
    situation: Situation, budget: Budget, quarter: str | None, amount: Decimal | None
) -> Situation:
    """Return the situation with another amount, or without a limit there."""
    if quarter is None:
        other = budget.replace(total=amount)
    else:
        quarters = {**budget.quarters, quarter: amount}
        kept = {name: money for name, money in quarters.items() if money is not None}
        other = budget.replace(quarters=kept)
    limits_something = other.total is not None or bool(other.quarters)
    budgets = tuple(
        other if one.id == budget.id else one
        for one in situation.portfolio.budgets
        if one.id != budget.id or limits_something
    )
    return situation.replace(portfolio=situation.portfolio.replace(budgets=budgets))


def _amount(budget: Budget, quarter: str | None) -> Decimal:
    if quarter is None:
        if budget.total is None:
            raise NotAnswered(
                f"Budget {budget.id} has no total; name one of its quarters: "
                f"{', '.join(sorted(budget.quarters))}."
            )
        return budget.total
    if quarter not in budget.quarters:
        raise NotAnswered(
            f"Budget {budget.id} has no amount for {quarter}; it has "
            f"{', '.join(sorted(budget.quarters)) or 'a total only'}."
        )
    return budget.quarters[quarter]
