from datetime import date
from decimal import Decimal

import pytest

from scenarios.errors import NotAnswered
from scenarios.interval import Interval
from scenarios.prices.person import price_of_people


def test_a_person_is_worth_what_two_are_faster(alone, asker):
    found = price_of_people(alone, asker)
    first, second = found.prices
    assert found.complete
    assert found.net_value == Interval.exactly(90)
    assert (first.skill, first.quarter) == ("build", "2026-Q1")
    assert (first.first, first.last) == (date(2026, 3, 23), date(2026, 4, 5))
    assert first.for_quarter == first.to_horizon == Interval.exactly(10)
    assert (second.first, second.last) == (date(2026, 4, 6), date(2026, 5, 31))
    assert second.for_quarter == second.to_horizon == Interval.exactly(0)
    assert [(one.name, one.first) for one in found.by_quarter] == [
        ("build 2026-Q1", 1),
        ("build 2026-Q2", 2),
    ]


def test_work_across_a_quarter_needs_a_person_who_stays(alone, asker):
    (project,) = alone.portfolio.projects
    (package,) = project.packages
    demand = package.demands[0].replace(effort=240)
    longer = project.replace(packages=(package.replace(demands=(demand,)),))
    situation = alone.replace(portfolio=alone.portfolio.replace(projects=(longer,)))
    first, _ = price_of_people(situation, asker).prices
    assert first.for_quarter == Interval.exactly(0)
    assert first.to_horizon == Interval.exactly(30)


def test_where_a_person_who_stays_gains_nothing_no_quarter_is_searched(atlas, asker):
    found = price_of_people(atlas, asker)
    assert found.net_value == Interval.exactly(3500)
    assert {one.to_horizon for one in found.prices} == {Interval.exactly(0)}
    assert {one.for_quarter for one in found.prices} == {Interval.exactly(0)}
    assert asker.done == 1


def test_the_blocked_team_gains_most_from_one_who_trains_models(blocked, asker):
    (found,) = price_of_people(blocked, asker, ["ML"], ["2026-Q1"]).prices
    assert found.for_quarter == Interval.exactly(30)
    assert found.to_horizon == Interval.exactly(70)


def test_the_further_person_is_as_the_engineers_are(alone, asker):
    people = alone.portfolio.engineers
    people = (people[0].replace(hours_per_week=30, bau_share=Decimal("0.1")), people[1])
    portfolio = alone.portfolio.replace(engineers=people)
    week = price_of_people(alone.replace(portfolio=portfolio), asker).week
    assert week.hours_per_week == 35
    assert week.bau_share == Decimal("0.05")


def test_only_the_quarters_asked_for_are_priced(alone, asker):
    found = price_of_people(alone, asker, quarters=["2026-Q2"])
    assert [one.quarter for one in found.prices] == ["2026-Q2"]


def test_what_was_not_asked_is_not_there(alone, stopped):
    found = price_of_people(alone, stopped)
    assert not found.complete
    assert not found.prices


def test_work_that_takes_only_a_team_makes_the_price_understated(alone, asker):
    (project,) = alone.portfolio.projects
    (package,) = project.packages
    ours = package.demands[0].replace(teams=("us",))
    projects = (project.replace(packages=(package.replace(demands=(ours,)),)),)
    people = tuple(one.replace(team="us") for one in alone.portfolio.engineers)
    portfolio = alone.portfolio.replace(projects=projects, engineers=people)
    found = price_of_people(alone.replace(portfolio=portfolio), asker)
    assert [note.code for note in found.notes] == ["understated_price"]
    assert "P1 would not take" in found.notes[0].message
    assert found.prices[0].to_horizon == Interval.exactly(0)


def test_an_unknown_skill_or_quarter_is_named_with_those_there_are(alone, asker):
    with pytest.raises(NotAnswered, match="asks for paint; it asks for build"):
        price_of_people(alone, asker, ["paint"])
    with pytest.raises(NotAnswered, match=r"2031-Q1; there are 2026-Q1, 2026-Q2"):
        price_of_people(alone, asker, quarters=["2031-Q1"])


def test_where_there_is_no_plan_nothing_has_a_price(mandatory, asker):
    (project,) = mandatory.portfolio.projects
    late = (project.replace(deadline=date(2026, 3, 27)),)
    situation = mandatory.replace(portfolio=mandatory.portfolio.replace(projects=late))
    with pytest.raises(NotAnswered, match="no plan as things are"):
        price_of_people(situation, asker)
