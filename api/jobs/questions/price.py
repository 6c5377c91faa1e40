"""What people, offers, money, floors and skills are worth."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from api.jobs.questions.missing import absent, unasked_skill, unfit
from api.jobs.questions.subject import Inquiry
from optimizer.portfolio.base import Amount, Day, DomainModel, Id, Money
from optimizer.portfolio.resources import Quarter
from scenarios.skills import skills_in_demand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.resources import Budget
    from scenarios.situation import Situation

WHERE = "price"
"""The field of a request that says what is priced."""


class PeoplePriced(DomainModel):
    """One more person, by skill and calendar quarter; all where left out."""

    of: Literal["people"] = "people"
    skills: tuple[Id, ...] | None = None
    quarters: tuple[Quarter, ...] | None = None

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield skills that nobody asks for, and quarters that are over."""
        for skill in self.skills or ():
            yield from unasked_skill(f"{WHERE}/skills", skill, situation.portfolio)
        timeline = situation.timeline
        periods = range(situation.now, timeline.horizon)
        known = dict.fromkeys(timeline.quarter(period) for period in periods)
        for quarter in self.quarters or ():
            yield from absent(f"{WHERE}/quarters", "quarter to come", quarter, known)


class OfferPriced(DomainModel):
    """Whether to engage an offer, for how long, how late, and up to what rate."""

    of: Literal["offer"] = "offer"
    offer: Id

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such offer."""
        known = (offer.id for offer in situation.portfolio.offers)
        yield from absent(f"{WHERE}/offer", "offer", self.offer, known)


class BudgetPriced(DomainModel):
    """One step more of a budget.

    Attributes
    ----------
    step
        A share of the budget where left out.
    quarter
        Of this quarter only.
    """

    of: Literal["budget"] = "budget"
    budget: Id
    step: Annotated[Money, Field(gt=0)] | None = None
    quarter: Quarter | None = None

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such budget, or no such amount of it."""
        known = {budget.id: budget for budget in situation.portfolio.budgets}
        yield from absent(f"{WHERE}/budget", "budget", self.budget, known)
        if self.budget in known:
            yield from self._amounts(known[self.budget])

    def _amounts(self, budget: Budget) -> Iterator[Issue]:
        where = f"{WHERE}/quarter"
        if self.quarter is not None:
            yield from absent(where, "quarter of it", self.quarter, budget.quarters)
        elif budget.total is None:
            quarters = ", ".join(sorted(budget.quarters))
            message = f"Budget {budget.id} has no total; name one of {quarters}."
            yield unfit("missing", where, message)


class FloorPriced(DomainModel):
    """A floor of run-the-business work, and one step less of it."""

    of: Literal["floor"] = "floor"
    floor: Id
    step: Annotated[Amount, Field(gt=0)] = Decimal(1)

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such floor, or that people are whole."""
        known = {floor.id: floor for floor in situation.portfolio.floors}
        yield from absent(f"{WHERE}/floor", "floor", self.floor, known)
        found = known.get(self.floor)
        if found is not None and found.hours is None and self.step % 1:
            message = f"Floor {found.id} is one of whole people, found {self.step:f}."
            yield unfit("not_whole", f"{WHERE}/step", message)


class TrainingPriced(DomainModel):
    """That somebody learns a skill, person by person; all where left out."""

    of: Literal["training"] = "training"
    engineer: Id | None = None
    skill: Id | None = None

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such person, or no demand for the skill."""
        portfolio = situation.portfolio
        if self.engineer is not None:
            known = (one.id for one in portfolio.engineers)
            yield from absent(f"{WHERE}/engineer", "person", self.engineer, known)
        if self.skill is not None:
            yield from unasked_skill(f"{WHERE}/skill", self.skill, portfolio)

    def pairs(self, situation: Situation) -> list[tuple[str, str]] | None:
        """Return people and skills to ask about; None where all are meant."""
        if self.engineer is None and self.skill is None:
            return None
        if self.engineer is not None and self.skill is not None:
            return [(self.engineer, self.skill)]
        skills = skills_in_demand(situation.portfolio)
        return [
            (one.id, skill)
            for one in situation.portfolio.engineers
            for skill in skills
            if self.engineer in {None, one.id}
            and self.skill in {None, skill}
            and skill not in one.skills
        ]


class KeyPeoplePriced(DomainModel):
    """What each person's leaving costs; on the first day to come where left out."""

    of: Literal["key_people"] = "key_people"
    on: Day | None = None

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is nobody who could leave."""
        if not situation.portfolio.engineers:
            yield unfit("nobody", WHERE, "There is nobody who could leave.")


Priced = Annotated[
    PeoplePriced
    | OfferPriced
    | BudgetPriced
    | FloorPriced
    | TrainingPriced
    | KeyPeoplePriced,
    Field(discriminator="of"),
]


class PriceQuestion(Inquiry):
    """What something is worth."""

    kind: Literal["price"] = "price"
    price: Priced

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield what it names that is not there."""
        yield from self.price.problems(situation)
