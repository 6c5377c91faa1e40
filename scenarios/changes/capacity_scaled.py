"""A team, or everybody with a skill, has more or fewer hours."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from optimizer.portfolio.base import Day, Id, Rate
from optimizer.portfolio.calendar import Absence
from optimizer.portfolio.people import STANDARD_WEEK
from scenarios.changes.base import Change
from scenarios.changes.editing import with_person
from scenarios.changes.problems import passed, reversed_days
from scenarios.changes.whom import group, one_of, unknown_group

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.people import Engineer
    from scenarios.situation import Situation

HUNDREDTH = Decimal("0.01")


class CapacityScaled(Change):
    """The hours of the engineers of a team, or with a skill, times a factor.

    Fewer hours are a part of every day away, which adds to other absences of that
    day. More hours are longer contract hours; they know no dates.

    Attributes
    ----------
    factor
        0.8 means a fifth less.
    first, last
        Fewer hours: on these days only; from *now* to the end where left out.
    """

    kind: Literal["capacity_scaled"] = "capacity_scaled"
    team: Id | None = None
    skill: Id | None = None
    factor: Annotated[Rate, Field(le=10)]
    first: Day | None = None
    last: Day | None = None

    @model_validator(mode="after")
    def _says_whose(self) -> CapacityScaled:
        one_of(team=self.team, skill=self.skill)
        if self.factor == 1:
            raise ValueError("factor should not be 1, which changes nothing")
        if self.factor > 1 and (self.first or self.last):
            raise ValueError(
                "more hours know no dates, found a factor above 1 with first or last; "
                "make an offer, or leave the dates out"
            )
        return self

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        who = f"Team {self.team} has" if self.team else f"People with {self.skill} have"
        since = f" from {self.first}" if self.first else ""
        until = f" until {self.last}" if self.last else ""
        return f"{who} {self.factor:.0%} of their hours{since}{until}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is nobody such, or that the days are wrong or over."""
        yield from unknown_group(self.team, self.skill, situation.portfolio)
        yield from reversed_days("last", self.first, self.last)
        yield from passed("last", self.last, situation, holds=True)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the other hours."""
        portfolio = situation.portfolio
        first, last = self._days(situation)
        for person in group(self.team, self.skill, portfolio):
            fields = (
                _longer(person, self.factor)
                if self.factor > 1
                else {"absences": (*person.absences, self._away(first, last))}
            )
            portfolio = with_person(portfolio, person.id, **fields)
        return situation.replace(portfolio=portfolio)

    def _days(self, situation: Situation) -> tuple[date, date]:
        timeline = situation.timeline
        begins = timeline.first_day(situation.now)
        first = begins if self.first is None else max(self.first, begins)
        return first, max(first, self.last or timeline.days(timeline.horizon - 1)[-1])

    def _away(self, first: date, last: date) -> Absence:
        return Absence(
            first=first, last=last, share=1 - self.factor, reason=self.sentence
        )


def _longer(person: Engineer, factor: Decimal) -> dict[str, object]:
    """Return contract hours times a factor, in hundredths."""
    if person.weekday_hours is not None:
        daily = tuple((it * factor).quantize(HUNDREDTH) for it in person.weekday_hours)
        return {"weekday_hours": daily, "hours_per_week": None}
    weekly = STANDARD_WEEK if person.hours_per_week is None else person.hours_per_week
    return {"hours_per_week": (weekly * factor).quantize(HUNDREDTH)}
