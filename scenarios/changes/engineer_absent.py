"""An engineer is away for some days."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from optimizer.portfolio.base import Day, Id, Share, Text
from optimizer.portfolio.calendar import Absence
from scenarios.changes.base import Change
from scenarios.changes.editing import person_of, with_person
from scenarios.changes.problems import passed, reversed_days, unknown_person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class EngineerAbsent(Change):
    """Days away, first and last inclusive; nobody leaves a team for them.

    Attributes
    ----------
    share
        0.5 means half of each day.
    """

    kind: Literal["engineer_absent"] = "engineer_absent"
    engineer: Id
    first: Day
    last: Day
    share: Annotated[Share, Field(gt=0)] = Decimal(1)
    reason: Text | None = None

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        part = "" if self.share == 1 else f" for {self.share:.0%} of each day"
        why = f" ({self.reason})" if self.reason else ""
        return f"{self.engineer} is away{part} from {self.first} to {self.last}{why}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that nobody is called so, or that the days are wrong or over."""
        yield from unknown_person("engineer", self.engineer, situation)
        yield from reversed_days("last", self.first, self.last)
        yield from passed("last", self.last, situation, holds=True)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the absence."""
        portfolio = situation.portfolio
        away = Absence(
            first=self.first, last=self.last, share=self.share, reason=self.reason
        )
        absences = (*person_of(portfolio, self.engineer).absences, away)
        portfolio = with_person(portfolio, self.engineer, absences=absences)
        return situation.replace(portfolio=portfolio)
