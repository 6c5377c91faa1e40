import pytest

from benchmarks.readers import mslib


@pytest.fixture
def portfolio(tiny_text):
    """Three activities for two workers."""
    return mslib.read(tiny_text("mslib1/tiny.msrcp"), "tiny")


def test_workers_have_skills_and_levels_are_ignored(portfolio):
    assert {e.id: sorted(e.skills) for e in portfolio.engineers} == {
        "W1": ["S1", "S2"],
        "W2": ["S2"],
    }
    assert {d.level for _, p in portfolio.packages for d in p.demands} == {1}


def test_activities_need_a_headcount_per_skill(portfolio):
    found = [{d.skill: d.headcount for d in p.demands} for _, p in portfolio.packages]
    assert found == [{}, {"S1": 1}, {"S2": 1}, {"S1": 1, "S2": 1}, {}]


def test_precedence_and_durations_are_read(portfolio):
    assert [p.duration for _, p in portfolio.packages] == [0, 2, 3, 1, 0]
    assert [[k.package for k in p.predecessors] for _, p in portfolio.packages] == [
        [],
        ["1"],
        ["1"],
        ["2"],
        ["3", "4"],
    ]
