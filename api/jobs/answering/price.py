"""What people, offers, money, floors and skills are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from api.jobs.answering.by_value import told_by_value
from api.jobs.questions.price import (
    BudgetPriced,
    FloorPriced,
    KeyPeoplePriced,
    OfferPriced,
    PeoplePriced,
    TrainingPriced,
)
from scenarios.prices.budget import price_of_budget
from scenarios.prices.cross_training import cross_training_ranking
from scenarios.prices.floor import price_of_floor
from scenarios.prices.key_people import key_people
from scenarios.prices.offer import price_of_offer
from scenarios.prices.person import price_of_people
from scenarios.report import prices as pages

if TYPE_CHECKING:
    from api.jobs.answering.found import Found
    from api.jobs.questions import PriceQuestion
    from scenarios.asking import Asker


def priced(question: PriceQuestion, asker: Asker) -> Found:
    """Return what something is worth."""
    situation, asked = question.situation(), question.price
    match asked:
        case PeoplePriced():
            people = price_of_people(situation, asker, asked.skills, asked.quarters)
            return told_by_value(question, situation, people, pages.people_page)
        case OfferPriced():
            offer = price_of_offer(situation, asked.offer, asker)
            return told_by_value(question, situation, offer, pages.offer_page)
        case BudgetPriced():
            budget = price_of_budget(
                situation, asked.budget, asker, asked.step, asked.quarter
            )
            return told_by_value(question, situation, budget, pages.budget_page)
        case FloorPriced():
            floor = price_of_floor(situation, asked.floor, asker, asked.step)
            return told_by_value(question, situation, floor, pages.floor_page)
        case TrainingPriced():
            pairs = asked.pairs(situation)
            training = cross_training_ranking(situation, asker, pairs)
            return told_by_value(question, situation, training, pages.training_page)
        case KeyPeoplePriced():
            leavers = key_people(situation, asker, asked.on)
            return told_by_value(question, situation, leavers, pages.key_people_page)
        case _:
            assert_never(asked)
