"""Overviews are made once for all who see the same, and tell nobody more than they see."""

from decimal import Decimal

import pytest

from api import overviews
from api.access.sight import FULL, LIMITED, seen_portfolio
from api.overviews import Overview, Overviews, Subject


def subject(number, sight=FULL):
    return Subject("a", number, "p", None, sight)


def test_an_overview_is_kept_for_those_who_see_the_same(portfolio, plan):
    kept = Overviews()
    made = kept.keep(subject(1), Overview(portfolio, plan))
    assert kept.known(subject(1)) is made
    assert kept.known(subject(1, LIMITED)) is None
    assert kept.known(subject(2)) is None


def test_whoever_was_faster_made_the_overview(portfolio, plan):
    kept = Overviews()
    first = kept.keep(subject(1), Overview(portfolio, plan))
    assert kept.keep(subject(1), Overview(portfolio, plan)) is first


def test_the_one_not_looked_at_for_longest_gives_way(portfolio, plan, monkeypatch):
    monkeypatch.setattr(overviews, "MOST_KEPT", 2)
    kept = Overviews()
    for number in (1, 2):
        kept.keep(subject(number), Overview(portfolio, plan))
    kept.known(subject(1))
    kept.keep(subject(3), Overview(portfolio, plan))
    assert kept.known(subject(1))
    assert kept.known(subject(2)) is None


def test_the_health_of_a_plan_is_counted(portfolio, plan):
    health = Overview(portfolio, plan).health
    assert (health.selected, health.projects, health.late) == (1, 1, 0)
    assert (health.overbooked, health.hours, health.broken) == (0, 0, 0)


def test_more_work_than_hours_is_overload_and_breaks_a_rule(portfolio, plan):
    person = portfolio.engineers[0].replace(bau_share=Decimal("0.5"))
    seen = Overview(portfolio.replace(engineers=[person]), plan)
    assert seen.health.broken > 0
    assert seen.headline.mood == "bad"
    assert "rules" in dict(seen.parts(FULL))


def test_without_a_plan_there_is_nothing_to_tell(portfolio):
    seen = Overview(portfolio, None)
    assert seen.health is None
    assert seen.headline is None
    assert seen.told("schedule") is None
    assert list(seen.parts(FULL)) == []


def test_a_plan_that_does_not_fit_says_what_is_missing(portfolio, plan):
    other = portfolio.replace(engineers=[portfolio.engineers[0].replace(id="Bea")])
    seen = Overview(other, plan)
    assert "Ann" in str(seen.misfits[0])
    assert seen.health is None


def test_another_plan_is_compared_with_the_running_one(portfolio, plan):
    by_bea = plan.replace(assignments=[plan.assignments[0].replace(engineer="Bea")])
    assert "changes" in dict(Overview(portfolio, plan, by_bea).parts(FULL))
    assert "changes" not in dict(Overview(portfolio, plan).parts(FULL))


@pytest.mark.parametrize("name", overviews.SECTIONS)
def test_whoever_sees_no_rates_is_told_the_same_whatever_they_are(
    portfolio, plan, name
):
    person = portfolio.engineers[0]
    dear = portfolio.replace(engineers=[person.replace(cost_per_hour=Decimal(90))])
    one, other = (
        Overview(seen_portfolio(each, LIMITED), plan) for each in (portfolio, dear)
    )
    assert one.told(name) == other.told(name)
    assert "money" not in dict(other.parts(LIMITED))


def test_figures_are_named_as_the_telling_names_them(portfolio, plan):
    told = Overview(portfolio, plan).told("overbooking")
    names = {one.name for chart in told.telling.charts for one in chart.figures}
    assert names == set(told.figures)
