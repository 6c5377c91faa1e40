"""One offer in a situation: as it is offered, on other terms, and out of reach."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from scenarios.errors import NotAnswered
from scenarios.finding import find

if TYPE_CHECKING:
    from optimizer.plan.plan import Engagement, Plan
    from optimizer.portfolio.people import Offer
    from scenarios.situation import Situation

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class OfferTerms:
    """An offer with the situation that it is made in."""

    situation: Situation
    offer: Offer

    @classmethod
    def of(cls, situation: Situation, offer: Offer | str) -> OfferTerms:
        """Return the terms of an offer that is there, or of one that is made.

        Raises
        ------
        NotAnswered
            If there is no such offer, or it is engaged already.
        """
        if isinstance(offer, str):
            offer = find("offer", offer, situation.portfolio.offers)
        terms = cls(situation, offer)
        begun = situation.baseline and terms.engagement(situation.baseline)
        if begun and terms.period(begun) < situation.now:
            raise NotAnswered(
                f"{offer.id} is engaged since {begun.first}, so that there is no "
                "choice to price; withdraw the offer in a scenario to see its worth."
            )
        return terms

    @property
    def id(self) -> str:
        """The id of the person on offer."""
        return self.offer.id

    def offered(self, **terms: object) -> Situation:
        """Return the situation in which the offer stands, on these other terms."""
        return self._with(self.offer.replace(**terms))

    def without(self) -> Situation:
        """Return the situation in which the offer is out of reach.

        It stays there by name, for plans and locks that name it.
        """
        timeline = self.situation.timeline
        return self.offered(earliest=timeline.first_day(timeline.horizon))

    def engagement(self, plan: Plan) -> Engagement | None:
        """Return the engagement of a plan, if it has one."""
        return next((one for one in plan.engagements if one.offer == self.id), None)

    def period(self, engagement: Engagement) -> int:
        """Return the first period of an engagement."""
        return self.situation.timeline.holding(engagement.first)

    def periods(self, engagement: Engagement) -> int:
        """Return how many periods an engagement has."""
        last = self.situation.timeline.holding(engagement.last)
        return last + 1 - self.period(engagement)

    def weeks(self, periods: int) -> Decimal:
        """Return how many weeks are paid."""
        return Decimal(periods) / self.situation.timeline.periods_of_weeks(1)

    def pay(self, weekly: Decimal, periods: int) -> Decimal:
        """Return what is paid by the week, rounded as the price of a plan is."""
        return (weekly * self.weeks(periods)).quantize(CENT)

    def affordable(self, room: Decimal, periods: int) -> Decimal:
        """Return the highest weekly price, to the cent, that pays at most `room`."""
        weekly = ((room + CENT) / self.weeks(periods)).quantize(CENT)
        while self.pay(weekly, periods) > room:
            weekly -= CENT
        return weekly

    def _with(self, offer: Offer) -> Situation:
        portfolio = self.situation.portfolio
        others = (one for one in portfolio.offers if one.id != self.id)
        return self.situation.replace(
            portfolio=portfolio.replace(offers=(*others, offer))
        )
