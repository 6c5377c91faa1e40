from decimal import Decimal

import pytest

from benchmarks.readers import imopse
from optimizer.portfolio.people import Skill


@pytest.fixture
def portfolio(tiny_text):
    """Four tasks for two people, one of them cheap and hardly skilled."""
    return imopse.read(tiny_text("imopse_msrcpsp/tiny.def"), "tiny")


def test_a_working_day_is_one_hour_at_the_salary(portfolio):
    assert [e.daily_hours[0] for e in portfolio.engineers] == [1, 1]
    assert [e.cost_per_hour for e in portfolio.engineers] == [Decimal("10.5"), 20]


def test_levels_keep_their_order_within_a_skill_and_start_at_one(portfolio):
    cheap, able = portfolio.engineers
    assert cheap.skills == {"Q0": Skill(level=1), "Q1": Skill(level=1)}
    assert able.skills == {"Q0": Skill(level=3)}
    assert [p.demands[0].level for _, p in portfolio.packages] == [1, 3, 1, 2]


def test_every_task_needs_one_person(portfolio):
    assert [[d.headcount for d in p.demands] for _, p in portfolio.packages] == [
        [1]
    ] * 4


def test_predecessors_follow_the_skill(portfolio):
    assert [[k.package for k in p.predecessors] for _, p in portfolio.packages] == [
        [],
        [],
        ["1"],
        [],
    ]


def test_a_file_without_people_is_refused(tiny_text):
    text = tiny_text("imopse_msrcpsp/tiny.def").replace("ResourceID", "Nobody")
    with pytest.raises(ValueError, match="should have a block 'ResourceID'"):
        imopse.read(text, "broken")
