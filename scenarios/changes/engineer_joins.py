"""Somebody is hired."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.people import Engineer
from scenarios.changes.base import Change
from scenarios.changes.problems import problem, taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class EngineerJoins(Change):
    """One more engineer, for good; an offer would be engaged only where it pays."""

    kind: Literal["engineer_joins"] = "engineer_joins"
    engineer: Engineer

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        skills = ", ".join(self.engineer.skills) or "no skill"
        when = f" on {self.engineer.first}" if self.engineer.first else ""
        return f"{self.engineer.id} ({skills}) joins{when}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that somebody is called so already."""
        portfolio = situation.portfolio
        names = (it.id for it in portfolio.engineers)
        yield from taken("engineer", "an engineer", self.engineer.id, names)
        if any(self.engineer.id == offer.id for offer in portfolio.offers):
            message = f"{self.engineer.id} is on offer; withdraw the offer first."
            yield problem("on_offer", "engineer", message)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the engineer."""
        engineers = (*situation.portfolio.engineers, self.engineer)
        return situation.replace(
            portfolio=situation.portfolio.replace(engineers=engineers)
        )
