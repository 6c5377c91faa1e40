"""What a floor costs: the people or hours kept free for run-the-business work."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.portfolio.base import DomainModel, Hours, Id
from scenarios.errors import NotAnswered
from scenarios.finding import find
from scenarios.interval import Interval
from scenarios.prices.questions import Questions, gain

if TYPE_CHECKING:
    from optimizer.portfolio.resources import Floor
    from scenarios.asking import Asker
    from scenarios.situation import Situation


class FloorPrice(DomainModel):
    """What a floor costs in net value.

    Attributes
    ----------
    amount, step, unit
        What stays free, and by how much it is lowered, in people or hours per
        period.
    net_value
        The best as things are.
    gain
        Of a floor one step lower.
    whole
        Gain of no floor at all: what the floor costs.
    complete
        Whether everything was asked; not where somebody stopped it.
    """

    floor: Id
    skill: Id
    amount: Hours
    step: Hours
    unit: str
    net_value: Interval
    gain: Interval
    whole: Interval
    complete: bool = True


def price_of_floor(
    situation: Situation, floor: str, asker: Asker, step: Decimal = Decimal(1)
) -> FloorPrice:
    """Return what a floor costs, and what one step less of it is worth.

    Parameters
    ----------
    step
        People or hours per period; people are whole.

    Raises
    ------
    NotAnswered
        If there is no plan as things are, no such floor, or no such step.
    """
    asked = find("floor", floor, situation.portfolio.floors)
    amount = Decimal(asked.people or 0) if asked.hours is None else asked.hours
    if step <= 0 or (asked.hours is None and step % 1):
        raise NotAnswered(f"One step less is above 0, of whole people; found {step:f}.")
    questions = Questions(asker)
    base = questions.base(situation)
    questions.announce(2)
    known = [] if base.plan is None else [base.plan]
    free = questions.best(f"no floor {floor}", _with(situation, asked, None), known)
    lower = max(Decimal(0), amount - step)
    lowered = questions.best(
        f"{lower:f} as floor {floor}",
        _with(situation, asked, lower),
        known if free.plan is None else [*known, free.plan],
        free.value.high,
    )
    return FloorPrice(
        floor=floor,
        skill=asked.skill,
        amount=amount,
        step=amount - lower,
        unit="people" if asked.hours is None else "hours",
        net_value=base.value,
        gain=gain(lowered, base),
        whole=gain(free, base),
        complete=not asker.cancelled,
    )


def _with(situation: Situation, floor: Floor, amount: Decimal | None) -> Situation:
    """Return the situation with another amount of a floor, or without it."""
    others = []
    for one in situation.portfolio.floors:
        if one.id != floor.id:
            others.append(one)
        elif amount is not None and one.hours is None:
            others.append(one.replace(people=int(amount)))
        elif amount is not None:
            others.append(one.replace(hours=amount))
    return situation.replace(
        portfolio=situation.portfolio.replace(floors=tuple(others))
    )
