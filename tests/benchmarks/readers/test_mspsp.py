import pytest

from benchmarks.readers import mspsp


@pytest.fixture
def portfolio(tiny_text):
    """Two activities, of which the first needs both people."""
    return mspsp.read(tiny_text("mspsp/tiny.dzn"), "tiny")


def test_people_have_the_skills_they_master(portfolio):
    assert {e.id: sorted(e.skills) for e in portfolio.engineers} == {
        "E1": ["S1", "S2"],
        "E2": ["S1"],
    }


def test_activities_need_a_headcount_per_skill(portfolio):
    found = {
        p.id: {d.skill: d.headcount for d in p.demands} for _, p in portfolio.packages
    }
    assert found == {"1": {}, "2": {"S1": 1, "S2": 1}, "3": {"S1": 1}, "4": {}}


def test_precedence_and_durations_are_read(portfolio):
    assert [p.duration for _, p in portfolio.packages] == [0, 2, 3, 0]
    assert [[k.package for k in p.predecessors] for _, p in portfolio.packages] == [
        [],
        ["1"],
        ["1"],
        ["2", "3"],
    ]


def test_a_person_is_on_one_activity_at_a_time(portfolio):
    assert {e.max_team_packages for e in portfolio.engineers} == {1}


def test_comments_are_no_data(tiny_text):
    text = tiny_text("mspsp/tiny.dzn").replace("dur =", "% dur = [9,9,9,9];\ndur =")
    assert [p.duration for _, p in mspsp.read(text, "tiny").packages] == [0, 2, 3, 0]


def test_a_missing_array_is_named(tiny_text):
    text = tiny_text("mspsp/tiny.dzn").replace("mastery", "mystery")
    with pytest.raises(ValueError, match="should define 'mastery'"):
        mspsp.read(text, "broken")
