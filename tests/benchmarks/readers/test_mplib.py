import pytest

from benchmarks.readers import mplib
from benchmarks.readers.building import day


@pytest.fixture
def portfolio(tiny_text):
    """Two projects that share one resource, the second released later."""
    return mplib.read(tiny_text("mplib1_rcmpsp/tiny.txt"), "tiny")


def test_projects_share_the_facilities(portfolio):
    assert {f.id: f.capacity for f in portfolio.facilities} == {"R1": 1}
    assert {p.id: p.uses for _, p in portfolio.packages if p.duration} == {
        "P1.2": {"R1": 1},
        "P2.2": {"R1": 1},
    }


def test_release_dates_are_kept(portfolio):
    assert [p.release for p in portfolio.projects] == [None, day(3)]


def test_activities_are_named_by_their_project(portfolio):
    assert [[k.package for k in p.predecessors] for _, p in portfolio.packages] == [
        [],
        ["P1.1"],
        ["P1.2"],
        [],
        ["P2.1"],
        ["P2.2"],
    ]


def test_a_successor_may_be_in_another_project(tiny_text):
    text = tiny_text("mplib1_rcmpsp/tiny.txt").replace("1 1:3", "2 1:3 2:2")
    second = {p.id: p for _, p in mplib.read(text, "tiny").packages}["P2.2"]
    assert {k.package for k in second.predecessors} == {"P1.2", "P2.1"}
