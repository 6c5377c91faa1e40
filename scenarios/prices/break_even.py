"""The weekly price at which an offer gains nothing any more.

What a plan with the offer gains falls in a straight line with the weekly price, so
that the best gain is convex and falling. The price at which one plan gains nothing is
where to look for a better plan; where none is found, it is the answer (Dinkelbach
1967, doi:10.1287/mnsc.13.7.492).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.portfolio.base import LARGEST
from scenarios.interval import Interval
from scenarios.prices.offer_terms import CENT
from scenarios.prices.questions import gain

if TYPE_CHECKING:
    from optimizer.plan.plan import Plan
    from scenarios.prices.offer_terms import OfferTerms
    from scenarios.prices.questions import Best, Questions

HIGHEST = Decimal(LARGEST)


@dataclass(slots=True)
class BreakEven:
    """The search for the price at which one offer loses nothing.

    Attributes
    ----------
    base
        The best without the offer.
    plans
        Where a search may begin.
    """

    terms: OfferTerms
    questions: Questions
    base: Best
    plans: list[Plan]

    def weekly_price(self, offered: Best) -> Interval | None:
        """Return the highest weekly price, to the cent, that loses nothing.

        None where nothing is gained at any.

        Parameters
        ----------
        offered
            The best at the price of the offer.
        """
        asked = self.terms.offer.weekly_price
        if not self._gains(offered):
            if asked == 0 and self._gains_nothing(offered):
                return None
            asked, offered = Decimal(0), self._at(Decimal(0))
            if self._gains_nothing(offered):
                return None
        low: Decimal | None = None
        while self._gains(offered):
            low = self._least(offered, asked)
            if low >= HIGHEST:
                return Interval(low=HIGHEST, high=None)
            asked = low + CENT
            offered = self._at(asked, offered)
        if low is not None and self._gains_nothing(offered):
            return Interval.exactly(low)
        return Interval(low=low, high=self._most(offered, asked))

    def _at(self, weekly: Decimal, cheaper: Best | None = None) -> Best:
        """Return the best at a weekly price."""
        found = self.questions.best(
            f"{self.terms.id} at {weekly:f} per week",
            self.terms.offered(weekly_price=weekly),
            self.plans,
            None if cheaper is None else cheaper.value.high,
        )
        if found.plan is not None and found.plan not in self.plans:
            self.plans.append(found.plan)
        return found

    def _gains(self, offered: Best) -> bool:
        low = gain(offered, self.base).low
        return low is not None and low > 0

    def _gains_nothing(self, offered: Best) -> bool:
        high = gain(offered, self.base).high
        return high is not None and high <= 0

    def _least(self, offered: Best, weekly: Decimal) -> Decimal:
        """Return the weekly price at which the plan found gains nothing."""
        assert offered.plan is not None
        assert offered.value.low is not None
        assert self.base.value.high is not None
        engagement = self.terms.engagement(offered.plan)
        assert engagement is not None
        periods = self.terms.periods(engagement)
        pay = self.terms.pay(weekly, periods)
        room = offered.value.low + pay - self.base.value.high
        return min(HIGHEST, self.terms.affordable(room, periods))

    def _most(self, offered: Best, weekly: Decimal) -> Decimal | None:
        """Return a weekly price above which the offer gains nothing, proven.

        The shortest engagement is what the gain falls by at least, per unit of
        price; each pay is rounded by less than a cent.
        """
        high = gain(offered, self.base).high
        if high is None:
            return None
        shortest = Decimal(self.terms.offer.shortest_weeks)
        return min(HIGHEST, (weekly + (high + CENT) / shortest + CENT).quantize(CENT))
