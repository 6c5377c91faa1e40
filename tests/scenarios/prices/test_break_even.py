from decimal import Decimal

import pytest

from optimizer.plan.outcome import SolveStatus
from optimizer.portfolio.people import Engineer, Offer
from scenarios.interval import Interval
from scenarios.prices.break_even import BreakEven
from scenarios.prices.offer_terms import OfferTerms
from scenarios.prices.questions import Best, Questions


@pytest.fixture
def search(blocked, asker):
    """A contractor for story 1 who trains models."""
    engineer = Engineer(id="Con", bau_share=Decimal("0.2"), skills={"ML": {}})
    terms = OfferTerms.of(blocked, Offer(engineer=engineer, weekly_price=2))
    questions = Questions(asker)
    base = questions.best("without", terms.without())
    return BreakEven(terms, questions, base, [base.plan])


def test_the_blocked_team_pays_up_to_14_a_week(search):
    offered = search.questions.best("offered", search.terms.offered())
    assert offered.value == Interval.exactly(3175)
    assert search.weekly_price(offered) == Interval.exactly(14)


def test_what_is_not_proven_leaves_a_range(search, monkeypatch):
    offered = search.questions.best("offered", search.terms.offered())
    open_best = Best(Interval(low=3115, high=3125), SolveStatus.FEASIBLE)
    monkeypatch.setattr(Questions, "best", lambda *_: open_best)
    assert search.weekly_price(offered) == Interval(low=14, high=Decimal("24.03"))
