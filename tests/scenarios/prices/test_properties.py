"""What theory says of prices, on random portfolios: each price is solved anew."""

from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, Phase, assume, given, seed, settings

from optimizer.plan.effort import Limits
from optimizer.plan.outcome import SolveStatus
from optimizer.portfolio.people import Offer
from scenarios.asking import Asker
from scenarios.changes.editing import with_project
from scenarios.further_person import further_person, with_further
from scenarios.goals import FOR_VALUE
from scenarios.prices.budget import with_amount
from scenarios.prices.curves import deadline_curve
from scenarios.prices.offer import price_of_offer
from scenarios.prices.offer_terms import CENT, OfferTerms
from scenarios.proven import best
from scenarios.situation import Situation
from scenarios.skills import skills_in_demand
from tests.strategies import tiny_cases

random_cases = settings(
    max_examples=6,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def situation_of(case):
    return Situation.of(case.portfolio, case.baseline, case.now)


def asker():
    return Asker(Limits(deterministic=20, workers=1))


def proven(situation):
    """The best net value, solved by itself; cases in which it stays open do not count."""
    outcome = asker().ask("alone", situation, FOR_VALUE)
    assume(outcome.status in {SolveStatus.OPTIMAL, SolveStatus.INFEASIBLE})
    return None if outcome.status is SolveStatus.INFEASIBLE else best(outcome).low


@seed(1)
@random_cases
@given(tiny_cases())
def test_one_more_person_never_loses_value(case):
    situation = situation_of(case)
    skills = skills_in_demand(situation.portfolio)
    assume(skills)
    base = proven(situation)
    assume(base is not None)
    timeline = situation.timeline
    first, last = timeline.first_day(situation.now), timeline.last_day(timeline.horizon)
    person = further_person(situation.portfolio, skills[0])
    assert proven(with_further(situation, person, first=first, last=last)) >= base


@seed(2)
@random_cases
@given(tiny_cases())
def test_more_of_a_budget_never_loses_value(case):
    situation = situation_of(case)
    budgets = [one for one in situation.portfolio.budgets if one.total is not None]
    assume(budgets)
    base = proven(situation)
    assume(base is not None)
    more = with_amount(situation, budgets[0], None, budgets[0].total + 500)
    assert proven(more) >= base


@seed(3)
@random_cases
@given(tiny_cases())
def test_a_deadline_curve_is_what_each_deadline_is_worth(case):
    situation = situation_of(case)
    project = situation.portfolio.projects[0].id
    curve = deadline_curve(situation, project, asker())
    for point in curve.points[::3]:
        assume(point.net_value.proven or point.status is SolveStatus.INFEASIBLE)
        day = date.fromisoformat(point.label)
        portfolio = with_project(situation.portfolio, project, deadline=day)
        assert proven(situation.replace(portfolio=portfolio)) == point.net_value.low
    values = [p.net_value.low for p in curve.points if p.net_value.low is not None]
    assert values == sorted(values)


@seed(4)
@settings(random_cases, max_examples=12)
@given(tiny_cases())
def test_a_cent_above_the_break_even_price_nothing_is_gained(case):
    assume(case.baseline is None and case.now is None)
    portfolio = case.portfolio
    *others, last = portfolio.engineers
    leased = last.replace(first=None, last=None, ramp_up=())
    offer = Offer(engineer=leased, weekly_price=1)
    portfolio = portfolio.replace(engineers=others, offers=(*portfolio.offers, offer))
    terms = OfferTerms.of(Situation.of(portfolio), last.id)
    without = proven(terms.without())
    assume(without is not None)
    weekly = price_of_offer(terms.situation, terms.id, asker()).break_even_weekly
    if weekly is None:
        assert proven(terms.offered(weekly_price=Decimal(0))) == without
        return
    assume(weekly.proven)
    assert proven(terms.offered(weekly_price=weekly.low + CENT)) == without
    if weekly.low > 0:
        assert proven(terms.offered(weekly_price=weekly.low - CENT)) > without
