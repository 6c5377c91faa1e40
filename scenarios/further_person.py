"""A further person as the portfolio's engineers are, to see what one is worth."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from optimizer.plan.goals import Measure
from optimizer.portfolio.base import DomainModel, Hours, Share
from optimizer.portfolio.people import STANDARD_WEEK, Engineer, Skill

if TYPE_CHECKING:
    from datetime import date

    from optimizer.portfolio.portfolio import Portfolio
    from scenarios.situation import Situation

HUNDREDTH, TEN_THOUSANDTH = Decimal("0.01"), Decimal("0.0001")


class TypicalWeek(DomainModel):
    """The week of a further person: medians of the portfolio's engineers."""

    hours_per_week: Hours
    bau_share: Share
    bau_hours: Hours

    @classmethod
    def of(cls, portfolio: Portfolio) -> TypicalWeek:
        """Return the medians; a standard week where there are no engineers."""
        people = portfolio.engineers
        hours = [sum(p.daily_hours, Decimal(0)) for p in people] or [STANDARD_WEEK]
        shares = [person.bau_share for person in people] or [Decimal(0)]
        bau_hours = [person.bau_hours for person in people] or [Decimal(0)]
        return cls(
            hours_per_week=median(hours).quantize(HUNDREDTH),
            bau_share=median(shares).quantize(TEN_THOUSANDTH),
            bau_hours=median(bau_hours).quantize(HUNDREDTH),
        )


def further_person(portfolio: Portfolio, skill: str, number: int = 1) -> Engineer:
    """Return a person of one skill, at level 5 and full speed, who costs nothing.

    With a `TypicalWeek`, and without team, location, leave or ramp-up.
    """
    taken = {person.id.casefold() for person in portfolio.people}
    name = f"one more {skill}" if number == 1 else f"one more {skill} ({number})"
    while name.casefold() in taken:
        name += "*"
    week = TypicalWeek.of(portfolio)
    return Engineer(
        id=name,
        hours_per_week=week.hours_per_week,
        bau_share=week.bau_share,
        bau_hours=week.bau_hours,
        skills={skill: Skill(level=5)},
    )


def with_further(
    situation: Situation, *people: Engineer, first: date, last: date
) -> Situation:
    """Return the situation in which they are also there, from a day to a day."""
    present = tuple(person.replace(first=first, last=last) for person in people)
    portfolio = situation.portfolio
    engineers = (*portfolio.engineers, *present)
    return situation.replace(portfolio=portfolio.replace(engineers=engineers))


def allows_more_people(situation: Situation) -> bool:
    """Return whether a further person, left idle, leaves every plan possible.

    A floor asks at most for the further person more. Only a limit on the balance of
    people's work counts who is idle.
    """
    return all(limit.measure is not Measure.BALANCE for limit in situation.limits)
