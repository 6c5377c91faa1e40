"""What a price can be asked of; each as the service takes it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from api.client.terms import Said
from optimizer.portfolio.base import Amount, Money


class PeoplePriced(Said):
    """One more person, by skill and calendar quarter (``2026-Q1``); all if left out."""

    of: Literal["people"] = "people"
    skills: tuple[str, ...] | None = None
    quarters: tuple[str, ...] | None = None


class OfferPriced(Said):
    """Whether to engage an offer, for how long, how late, and up to what rate."""

    of: Literal["offer"] = "offer"
    offer: str


class BudgetPriced(Said):
    """One step more of a budget, in all or of a quarter."""

    of: Literal["budget"] = "budget"
    budget: str
    step: Money | None = None
    quarter: str | None = None


class FloorPriced(Said):
    """A floor of run-the-business work, and one step less of it."""

    of: Literal["floor"] = "floor"
    floor: str
    step: Amount | None = None


class TrainingPriced(Said):
    """That somebody learns a skill, person by person; all if left out."""

    of: Literal["training"] = "training"
    engineer: str | None = None
    skill: str | None = None


class KeyPeoplePriced(Said):
    """What each person's leaving costs; on the first day to come if left out."""

    of: Literal["key_people"] = "key_people"
    on: date | None = None


Priced = (
    PeoplePriced
    | OfferPriced
    | BudgetPriced
    | FloorPriced
    | TrainingPriced
    | KeyPeoplePriced
)
