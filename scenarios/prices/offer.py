"""What an offer is worth: engage or not, for how long, how late, and at what price."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from optimizer.portfolio.base import Amount, Day, DomainModel, Id, Money
from scenarios.errors import NotAnswered
from scenarios.interval import Interval
from scenarios.prices.break_even import BreakEven
from scenarios.prices.caveats import is_optimistic
from scenarios.prices.offer_terms import CENT, OfferTerms
from scenarios.prices.questions import BASE_SHARE, Best, Questions, gain
from scenarios.prices.threshold import bisections, last_that_holds

if TYPE_CHECKING:
    from optimizer.plan.plan import Engagement, Plan
    from optimizer.portfolio.people import Offer
    from scenarios.asking import Asker
    from scenarios.situation import Situation

BREAK_EVEN_QUESTIONS = 6
"""Searches that a break-even price is expected to take."""


class Advice(StrEnum):
    """Whether to engage, by net value."""

    ENGAGE = "engage"
    DO_NOT = "do_not"
    OPEN = "open"
    """Not proven."""


class DayRange(DomainModel):
    """Between what and what a day lies; equal where it is proven."""

    low: Day
    high: Day


class OfferPrice(DomainModel):
    """What an offer is worth in net value, its price paid.

    Attributes
    ----------
    without, with_offer
        The best net value where the offer cannot be taken, and where it can.
    gain
        Their difference; never below 0, as an offer need not be taken.
    first, last, weeks, price
        The engagement of the best plan; empty where it gains nothing for sure. Weeks
        are those that are paid, and price is all that they cost.
    weeks_needed
        The shortest engagement, in whole weeks, that keeps the best net value.
    latest_arrival
        First day of the last period in which the person may come and still gain.
    break_even_weekly, break_even_hourly
        The highest price per week, to the cent, at which engaging loses nothing; and
        the same per contract hour, rounded down. Empty where nothing is gained at
        any price per week.
    optimistic
        People below full speed serve pools of a skill of the person.
    complete
        Whether everything was asked; not where somebody stopped it.
    """

    offer: Id
    verdict: Advice
    without: Interval
    with_offer: Interval
    gain: Interval
    first: Day | None = None
    last: Day | None = None
    weeks: Amount | None = None
    price: Money | None = None
    weeks_needed: Interval | None = None
    latest_arrival: DayRange | None = None
    break_even_weekly: Interval | None = None
    break_even_hourly: Interval | None = None
    optimistic: bool = False
    complete: bool = True


def price_of_offer(
    situation: Situation, offer: Offer | str, asker: Asker
) -> OfferPrice:
    """Return what an offer is worth, for how long and how late, and at what price.

    Parameters
    ----------
    offer
        The id of an offer that is there, or one that is not, or not on these terms.

    Raises
    ------
    NotAnswered
        If there is no plan without it, there is no such offer, or it is engaged
        already.
    """
    terms = OfferTerms.of(situation, offer)
    questions = Questions(asker)
    questions.announce(BASE_SHARE)
    base = questions.best(f"without {terms.id}", terms.without())
    if base.infeasible:
        raise NotAnswered(
            f"There is no plan without {terms.id}, so that it has no price; ask why, "
            "and what it takes to have one."
        )
    answer = _Pricing(terms, questions, base).price()
    questions.withdraw()
    return answer.replace(complete=not asker.cancelled)


@dataclass(slots=True)
class _Pricing:
    """One offer, and the plans found so far.

    Attributes
    ----------
    base
        The best without the offer.
    """

    terms: OfferTerms
    questions: Questions
    base: Best
    plans: list[Plan] = field(default_factory=list)

    def price(self) -> OfferPrice:
        """Return all that is asked of the offer."""
        if self.base.plan is not None:
            self.plans.append(self.base.plan)
        offered = self._best(f"with {self.terms.id}")
        self.questions.withdraw()
        self.questions.announce(BREAK_EVEN_QUESTIONS)
        worth = gain(offered, self.base)
        verdict = _verdict(worth)
        found: dict[str, Any] = {}
        if verdict is Advice.ENGAGE and offered.plan is not None:
            engagement = self.terms.engagement(offered.plan)
            assert engagement is not None, "without an engagement nothing is gained"
            found = self._of_engagement(engagement, offered)
        search = BreakEven(self.terms, self.questions, self.base, self.plans)
        weekly = search.weekly_price(offered)
        return OfferPrice(
            offer=self.terms.id,
            verdict=verdict,
            without=self.base.value,
            with_offer=offered.value,
            gain=worth,
            break_even_weekly=weekly,
            break_even_hourly=self._hourly(weekly),
            optimistic=any(
                is_optimistic(self.terms.offered().portfolio, skill)
                for skill in self.terms.offer.engineer.skills
            ),
            **found,
        )

    def _of_engagement(self, engagement: Engagement, offered: Best) -> dict[str, Any]:
        """Return what there is to say where somebody is engaged."""
        terms, periods = self.terms, self.terms.periods(engagement)
        start, end = self._arrivals(engagement)
        weeks = self._enough_weeks(periods, offered)
        shortest = terms.offer.shortest_weeks
        self.questions.announce(
            bisections(start, end) + bisections(shortest - 1, weeks - 1)
        )
        pay = terms.pay(terms.offer.weekly_price, periods)
        return {
            "first": engagement.first,
            "last": engagement.last,
            "weeks": terms.weeks(periods),
            "price": terms.offer.fixed_price + pay,
            "weeks_needed": self._weeks_needed(shortest, weeks, offered),
            "latest_arrival": self._latest_arrival(start, end, offered),
        }

    def _weeks_needed(self, shortest: int, longest: int, offered: Best) -> Interval:
        """Return the fewest weeks that keep the best, by the most that lose some."""

        def loses(weeks: int) -> bool | None:
            found = self._best(
                f"{self.terms.id} for {weeks} weeks at most",
                offered.value.high,
                longest_weeks=weeks,
            )
            if offered.value.certainly_above(found.value):
                return True
            low, high = found.value.low, offered.value.high
            return False if low is not None and low == high else None

        low, high = last_that_holds(shortest - 1, longest - 1, loses)
        return Interval(low=Decimal(low + 1), high=Decimal(high + 1))

    def _latest_arrival(self, start: int, end: int, offered: Best) -> DayRange:
        timeline = self.terms.situation.timeline

        def gains(period: int) -> bool | None:
            day = timeline.first_day(period)
            found = self._best(
                f"{self.terms.id} from {day}", offered.value.high, earliest=day
            )
            verdict = _verdict(gain(found, self.base))
            return None if verdict is Advice.OPEN else verdict is Advice.ENGAGE

        low, high = last_that_holds(start, end, gains)
        return DayRange(low=timeline.first_day(low), high=timeline.first_day(high))

    def _arrivals(self, engagement: Engagement) -> tuple[int, int]:
        """Return the first and the last period in which an arrival can gain."""
        timeline = self.terms.situation.timeline
        shortest = timeline.periods_of_weeks(self.terms.offer.shortest_weeks)
        return self.terms.period(engagement), timeline.horizon - shortest

    def _enough_weeks(self, periods: int, offered: Best) -> int:
        """Return whole weeks that keep the best for sure.

        As many as the plan found takes, where that is proven best; or else as many as
        there can be.
        """
        timeline, longest = (
            self.terms.situation.timeline,
            self.terms.offer.longest_weeks,
        )
        if not offered.value.proven:
            if longest is not None:
                return longest
            periods = timeline.horizon
        return -(-periods // timeline.periods_of_weeks(1))

    def _best(
        self, question: str, ceiling: Decimal | None = None, **terms: object
    ) -> Best:
        richer = self.terms.offered(**terms)
        found = self.questions.best(question, richer, self.plans, ceiling)
        if found.plan is not None and found.plan not in self.plans:
            self.plans.append(found.plan)
        return found

    def _hourly(self, weekly: Interval | None) -> Interval | None:
        hours = sum(self.terms.offer.engineer.daily_hours)
        if weekly is None or not hours:
            return None
        low, high = (
            None if end is None else (end / hours).quantize(CENT, ROUND_FLOOR)
            for end in (weekly.low, weekly.high)
        )
        return Interval(low=low, high=high)


def _verdict(worth: Interval) -> Advice:
    if worth.low is not None and worth.low > 0:
        return Advice.ENGAGE
    if worth.high is not None and worth.high <= 0:
        return Advice.DO_NOT
    return Advice.OPEN
