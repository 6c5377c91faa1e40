"""Somebody can no longer be engaged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.base import Id
from scenarios.changes.base import Change, unknown
from scenarios.changes.fitting import with_portfolio
from scenarios.changes.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class OfferWithdrawn(Change):
    """An offer that is gone, with what the running plan meant the person to do."""

    kind: Literal["offer_withdrawn"] = "offer_withdrawn"
    offer: Id

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        return f"{self.offer} is no longer on offer."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such offer, or that the person has begun."""
        names = (it.id for it in situation.portfolio.offers)
        yield from unknown("offer", "offer", self.offer, names)
        baseline = situation.baseline
        for engagement in baseline.engagements if baseline else ():
            begins = situation.timeline.holding(engagement.first)
            if engagement.offer == self.offer and begins < situation.now:
                yield problem(
                    "engaged",
                    "offer",
                    f"{self.offer} has been engaged since {engagement.first}; an offer "
                    "can be withdrawn until it begins.",
                )

    def apply(self, situation: Situation) -> Situation:
        """Return the situation without the offer."""
        portfolio = situation.portfolio
        offers = tuple(it for it in portfolio.offers if it.id != self.offer)
        return with_portfolio(situation, portfolio.replace(offers=offers))
