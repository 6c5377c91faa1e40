"""An engineer leaves, and others finish what they were working on."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from optimizer.plan.units import hundredths
from optimizer.portfolio.base import Day, Hours, Id
from scenarios.changes.base import Change, unknown
from scenarios.changes.editing import noted, person_of, with_person
from scenarios.changes.pieces.cutting import cut
from scenarios.changes.pieces.running import running_with
from scenarios.changes.problems import passed, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.people import Engineer
    from scenarios.situation import Situation


class EngineerLeaves(Change):
    """A person is gone from the first period on that begins on this day or later.

    Each running team package of the person that is not over by then is cut: its team
    goes on until they leave, the rest is done by any team from then on. Everything
    that has not started is planned anew without them.

    Attributes
    ----------
    on
        First day gone.
    handover_hours
        What each of those packages loses by handing over, added to the demand that
        the person serves. A fixed team takes as many periods longer as standard
        people need for it.
    """

    kind: Literal["engineer_leaves"] = "engineer_leaves"
    engineer: Id
    on: Day
    handover_hours: Hours = Decimal(0)

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        lost = ""
        if self.handover_hours:
            lost = f"; each hand-over costs {self.handover_hours:f} hours"
        return f"{self.engineer} leaves on {self.on}{lost}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that nobody is called so or there on that day, or that it is over."""
        portfolio = situation.portfolio
        offers = {offer.id for offer in portfolio.offers}
        if self.engineer in offers:
            yield problem(
                "on_offer",
                "engineer",
                f"{self.engineer} is on offer and stays as long as engaged; withdraw "
                "the offer (offer_withdrawn).",
            )
        else:
            names = (it.id for it in portfolio.engineers)
            yield from unknown("engineer", "engineer", self.engineer, names)
        yield from passed("on", self.on, situation)
        for person in portfolio.engineers:
            if person.id == self.engineer:
                yield from self._not_there(person)

    def _not_there(self, person: Engineer) -> Iterator[Issue]:
        """Yield that the day lies outside of the person's employment."""
        if person.last is not None and person.last < self.on:
            message = f"{person.id} leaves on {person.last}; give an earlier day."
            yield problem("left_before", "on", message)
        if person.first is not None and person.first >= self.on:
            message = f"{person.id} joins on {person.first}; give a later day."
            yield problem("joins_later", "on", message)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which the person is gone."""
        at = max(situation.now, situation.timeline.from_day(self.on))
        first = situation.timeline.first_day(at)
        for started in running_with(self.engineer, situation):
            if started.goes_on_at(at):
                lost = {
                    demand: hundredths(self.handover_hours)
                    for demand, person in started.team
                    if person == self.engineer
                }
                situation = cut(situation, started, at, lost)
        if first != self.on:
            place = f"engineers/{self.engineer}"
            message = f"{self.engineer} leaves at the start of a period, on {first}."
            situation = noted(situation, "rounded_up", place, message)
        last = first - timedelta(days=1)
        known = person_of(situation.portfolio, self.engineer).last
        last = last if known is None else min(last, known)
        portfolio = with_person(situation.portfolio, self.engineer, last=last)
        return situation.replace(portfolio=portfolio)
