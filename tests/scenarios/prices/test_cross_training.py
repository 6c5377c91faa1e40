from datetime import date

import pytest

from optimizer.portfolio.people import Skill
from optimizer.portfolio.resources import Floor
from scenarios.errors import NotAnswered
from scenarios.interval import Interval
from scenarios.prices.cross_training import cross_training_ranking, price_of_training


def test_a_tester_who_learns_to_build_makes_it_in_time(alone, asker):
    found = price_of_training(alone, "Ben", "build", asker)
    assert found.gain == Interval.exactly(10)
    assert (found.level, found.speed) == (3, 1)


def test_half_the_speed_is_not_enough(alone, asker):
    slow = Skill(speed=0.4)
    assert price_of_training(alone, "Ben", "build", asker, slow).gain == (
        Interval.exactly(0)
    )


def test_all_who_lack_a_skill_in_demand_are_ranked(alone, asker):
    cleo = alone.portfolio.engineers[1].replace(id="Cleo", hours_per_week=10)
    people = (*alone.portfolio.engineers, cleo)
    situation = alone.replace(portfolio=alone.portfolio.replace(engineers=people))
    found = cross_training_ranking(situation, asker)
    assert found.together == {"build": Interval.exactly(10)}
    assert [(one.name, one.gain.low) for one in found.ranking] == [
        ("Ben: build", 10),
        ("Cleo: build", 0),
    ]
    assert found.complete


def test_where_all_together_gain_nothing_nobody_is_searched_for(alone, asker):
    (project,) = alone.portfolio.projects
    patient = project.replace(due=date(2026, 5, 29))
    test = {"skill": "test", "effort": 120, "team_max": 1}
    tests = {"id": "Q1", "staffing": "effort_team", "demands": [test]}
    late = project.replace(id="Q", packages=(tests,))
    cleo = alone.portfolio.engineers[1].replace(id="Cleo")
    people = (*alone.portfolio.engineers, cleo)
    portfolio = alone.portfolio.replace(projects=(patient, late), engineers=people)
    found = cross_training_ranking(
        alone.replace(portfolio=portfolio), asker, [("Ben", "build"), ("Cleo", "build")]
    )
    assert found.net_value == Interval.exactly(190)
    assert [one.gain for one in found.prices] == [Interval.exactly(0)] * 2
    assert asker.done == 2


def test_one_who_counts_for_a_floor_may_lose_by_learning(alone, asker):
    floor = Floor(id="calls", skill="test", people=2)
    cleo = alone.portfolio.engineers[0].replace(id="Cleo")
    portfolio = alone.portfolio.replace(
        engineers=(*alone.portfolio.engineers, cleo), floors=(floor,)
    )
    situation = alone.replace(portfolio=portfolio)
    found = cross_training_ranking(situation, asker, [("Cleo", "test")])
    assert found.prices[0].gain == Interval.exactly(-10)


def test_who_has_the_skill_can_become_faster(alone, asker):
    slow = alone.portfolio.engineers[0].replace(skills={"build": {"speed": 0.5}})
    people = (slow, alone.portfolio.engineers[1])
    situation = alone.replace(portfolio=alone.portfolio.replace(engineers=people))
    assert price_of_training(situation, "Ana", "build", asker).gain == (
        Interval.exactly(30)
    )


def test_a_pool_that_is_open_to_slower_people_makes_it_optimistic(alone, asker):
    (project,) = alone.portfolio.projects
    package = project.packages[0].model_dump()
    demand = {"skill": "build", "effort": 120}
    pool = {**package, "staffing": "pool", "duration": 2, "demands": [demand]}
    projects = (project.replace(packages=(pool,)),)
    situation = alone.replace(portfolio=alone.portfolio.replace(projects=projects))
    found = cross_training_ranking(
        situation, asker, [("Ben", "build")], Skill(speed=0.9)
    )
    assert found.prices[0].optimistic
    assert [note.code for note in found.notes] == ["optimistic_price"]
    at_full_speed = cross_training_ranking(situation, asker, [("Ben", "build")])
    assert not at_full_speed.prices[0].optimistic


def test_what_cannot_be_learned_is_said_all_at_once(alone, asker):
    pairs = [("Ana", "build"), ("Zoe", "build")]
    with pytest.raises(NotAnswered) as refused:
        cross_training_ranking(alone, asker, pairs)
    assert "Ana has build as well already; there is no engineer 'Zoe'" in str(
        refused.value
    )


def test_a_stopped_ranking_has_what_was_asked(alone, stopped):
    found = cross_training_ranking(alone, stopped)
    assert not found.complete
    assert not found.prices
