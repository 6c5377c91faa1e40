"""Somebody could be engaged: a contractor, or a hire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.people import Offer
from scenarios.changes.base import Change
from scenarios.changes.problems import taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class OfferMade(Change):
    """A person who may be engaged on these terms, or not."""

    kind: Literal["offer_made"] = "offer_made"
    offer: Offer

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        when = f" from {self.offer.earliest}" if self.offer.earliest else ""
        return f"{self.offer.id} is on offer{when}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that somebody is called so already."""
        names = (it.id for it in situation.portfolio.people)
        yield from taken("offer", "somebody called", self.offer.id, names)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the offer."""
        offers = (*situation.portfolio.offers, self.offer)
        return situation.replace(portfolio=situation.portfolio.replace(offers=offers))
