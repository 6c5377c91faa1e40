"""What can be asked of a portfolio or a scenario beside its best response."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from api.jobs.questions import (
    ConflictQuestion,
    CurveQuestion,
    FrontQuestion,
    MovesQuestion,
    PriceQuestion,
)
from api.jobs.questions.curve import (
    BudgetSwept,
    DeadlineSwept,
    HeadcountSwept,
    MovesSwept,
)
from api.jobs.questions.front import MostPlans
from api.jobs.questions.price import (
    BudgetPriced,
    FloorPriced,
    KeyPeoplePriced,
    OfferPriced,
    PeoplePriced,
    TrainingPriced,
)
from optimizer.portfolio.base import DomainModel, Id
from scenarios.pareto.front import MOST

if TYPE_CHECKING:
    from api.jobs.questions import Question


class WhatChanges(DomainModel):
    """Who goes from what to what against the running plan, what shifts, and why."""


class WhyNot(DomainModel):
    """Which rules cannot all hold; of a project, why it is dropped or late.

    Attributes
    ----------
    project
        Where empty, why there is no plan at all.
    """

    project: Id | None = None


class TradeOffs(DomainModel):
    """Plans that trade value, moves and cost against each other.

    Attributes
    ----------
    most
        So many plans at most.
    """

    most: MostPlans = MOST


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question that can be asked.

    Attributes
    ----------
    model
        What has to be said for it.
    question, field
        The question, and its field that holds what was said; all of its fields do
        where this is empty.
    """

    title: str
    model: type[DomainModel]
    question: type[Question]
    field: str = ""

    def asked(self, said: DomainModel, **about: Any) -> Question:  # noqa: ANN401
        """Return the question with what was said, about a portfolio."""
        fields = {self.field: said} if self.field else dict(said)
        made: Question = self.question(**fields, **about)
        return made


GROUPS: dict[str, dict[str, Inquiry]] = {
    "What it is worth": {
        "people": Inquiry("One more person", PeoplePriced, PriceQuestion, "price"),
        "offer": Inquiry("Engaging an offer", OfferPriced, PriceQuestion, "price"),
        "budget": Inquiry("More of a budget", BudgetPriced, PriceQuestion, "price"),
        "floor": Inquiry(
            "Less run-the-business work", FloorPriced, PriceQuestion, "price"
        ),
        "training": Inquiry("Learning a skill", TrainingPriced, PriceQuestion, "price"),
        "key_people": Inquiry("Key people", KeyPeoplePriced, PriceQuestion, "price"),
    },
    "Curves": {
        "by_moves": Inquiry("Value by moves", MovesSwept, CurveQuestion, "curve"),
        "by_deadline": Inquiry(
            "Value by hard date", DeadlineSwept, CurveQuestion, "curve"
        ),
        "by_budget": Inquiry("Value by budget", BudgetSwept, CurveQuestion, "curve"),
        "by_headcount": Inquiry(
            "Value by headcount", HeadcountSwept, CurveQuestion, "curve"
        ),
    },
    "Reasons and choices": {
        "why_not": Inquiry("Why not", WhyNot, ConflictQuestion),
        "changes": Inquiry("What changes", WhatChanges, MovesQuestion),
        "trade_offs": Inquiry("Trade-offs", TradeOffs, FrontQuestion),
    },
}
"""What questions are about → name → question."""

INQUIRIES = {name: one for group in GROUPS.values() for name, one in group.items()}
"""Every one by its name."""
