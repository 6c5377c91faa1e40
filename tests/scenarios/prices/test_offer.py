from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from optimizer.plan.plan import Engagement, Plan
from optimizer.portfolio.people import Engineer, Offer
from scenarios.errors import NotAnswered
from scenarios.interval import Interval
from scenarios.prices.offer import Advice, DayRange, price_of_offer
from scenarios.prices.questions import Questions


@pytest.fixture
def contractor():
    """Can build, for 3 a week: with Ana P is done in two weeks, 10 more."""
    return Offer(engineer=Engineer(id="Con", skills={"build": {}}), weekly_price=3)


def test_an_offer_that_gains_more_than_it_costs_is_engaged(alone, contractor, asker):
    found = price_of_offer(alone, contractor, asker)
    assert found.verdict is Advice.ENGAGE
    assert found.without == Interval.exactly(90)
    assert found.with_offer == Interval.exactly(94)
    assert found.gain == Interval.exactly(4)
    assert (found.first, found.last) == (date(2026, 3, 23), date(2026, 4, 3))
    assert (found.weeks, found.price) == (2, 6)
    assert found.weeks_needed == Interval.exactly(2)
    assert found.complete


def test_it_is_worth_no_more_than_what_it_gains_by_the_week(alone, contractor, asker):
    found = price_of_offer(alone, contractor, asker)
    assert found.break_even_weekly == Interval.exactly(5)
    assert found.break_even_hourly == Interval.exactly(Decimal("0.12"))
    at_it = contractor.replace(weekly_price=5)
    above = contractor.replace(weekly_price=Decimal("5.01"))
    assert price_of_offer(alone, at_it, asker).gain == Interval.exactly(0)
    assert price_of_offer(alone, above, asker).gain == Interval.exactly(0)


def test_too_dear_an_offer_is_not_engaged_but_has_a_price(alone, contractor, asker):
    dear = contractor.replace(weekly_price=20, fixed_price=4)
    found = price_of_offer(alone, dear, asker)
    assert found.verdict is Advice.DO_NOT
    assert found.gain == Interval.exactly(0)
    assert found.first is None
    assert found.weeks_needed is None
    assert found.break_even_weekly == Interval.exactly(3)


def test_an_offer_that_nobody_needs_has_no_price(alone, asker):
    tester = Offer(engineer=Engineer(id="Con", skills={"test": {}}))
    found = price_of_offer(alone, tester, asker)
    assert found.verdict is Advice.DO_NOT
    assert found.break_even_weekly is None
    assert found.break_even_hourly is None


@pytest.mark.parametrize(("longest", "enough"), [(None, 10), (4, 4)])
def test_where_the_best_is_not_proven_longer_may_be_needed_than_the_plan_takes(
    alone, contractor, asker, monkeypatch, longest, enough
):
    best = Questions.best

    def unsure(self, question, *rest):
        found = best(self, question, *rest)
        wider = Interval(low=found.value.low, high=found.value.high + 1)
        return replace(found, value=wider) if question == "with Con" else found

    monkeypatch.setattr(Questions, "best", unsure)
    found = price_of_offer(alone, contractor.replace(longest_weeks=longest), asker)
    assert found.verdict is Advice.ENGAGE
    assert found.weeks == 2
    assert found.weeks_needed == Interval(low=1, high=enough)


def test_who_comes_too_late_gains_nothing(alone, contractor, asker):
    (project,) = alone.portfolio.projects
    package = project.packages[0].replace(earliest=date(2026, 4, 6))
    later = (project.replace(packages=(package,)),)
    situation = alone.replace(portfolio=alone.portfolio.replace(projects=later))
    found = price_of_offer(situation, contractor, asker)
    assert found.gain == Interval.exactly(4)
    assert found.latest_arrival == DayRange(low=date(2026, 4, 6), high=date(2026, 4, 6))


def test_an_offer_of_the_portfolio_is_priced_by_its_name(alone, contractor, asker):
    offered = alone.replace(portfolio=alone.portfolio.replace(offers=(contractor,)))
    assert price_of_offer(offered, "Con", asker).gain == Interval.exactly(4)
    with pytest.raises(NotAnswered, match=r"no offer 'Kon'\. Did you mean Con"):
        price_of_offer(offered, "Kon", asker)


def test_who_is_engaged_already_is_no_choice(alone, contractor, asker):
    engaged = Engagement(offer="Con", first=date(2026, 3, 23), last=date(2026, 4, 3))
    situation = alone.replace(
        portfolio=alone.portfolio.replace(now=date(2026, 3, 30), offers=(contractor,)),
        baseline=Plan(engagements=(engaged,)),
    )
    with pytest.raises(NotAnswered, match="engaged since 2026-03-23"):
        price_of_offer(situation, "Con", asker)


def test_a_day_is_a_fifth_of_a_week(alone, contractor, asker):
    days = alone.portfolio.timeline.replace(period="day", horizon=20)
    situation = alone.replace(portfolio=alone.portfolio.replace(timeline=days))
    (project,) = situation.portfolio.projects
    due = (project.replace(due=date(2026, 3, 31), delay_cost=2),)
    situation = situation.replace(portfolio=situation.portfolio.replace(projects=due))
    found = price_of_offer(situation, contractor, asker)
    assert found.gain == Interval.exactly(Decimal("9.2"))
    assert (found.weeks, found.price) == (Decimal("1.6"), Decimal("4.8"))
    assert found.weeks_needed == Interval.exactly(2)
    assert found.break_even_weekly == Interval.exactly(Decimal("8.75"))


def test_a_stopped_call_claims_nothing(alone, contractor, stopped):
    found = price_of_offer(alone, contractor, stopped)
    assert not found.complete
    assert found.verdict is Advice.OPEN
    assert found.gain == Interval(low=0, high=None)
