import pytest

from benchmarks.readers import mpsplib
from benchmarks.readers.building import day


@pytest.fixture
def portfolio(tiny_text):
    """Two projects, one shared resource and one of the second's own."""
    return mpsplib.read(tiny_text("mpsplib/tiny.json"), "tiny")


def test_projects_arrive_on_their_release(portfolio):
    assert [(p.id, p.release) for p in portfolio.projects] == [
        ("P1", None),
        ("P2", day(1)),
    ]


def test_demands_name_facilities(portfolio):
    assert {f.id: f.name for f in portfolio.facilities} == {"R1": "R 1", "R2": "R 2"}
    assert [p.uses for _, p in portfolio.packages] == [
        {},
        {"R1": 1},
        {"R1": 1},
        {"R2": 1},
    ]


def test_lags_are_kept(portfolio):
    last = portfolio.projects[1].packages[1]
    assert [(k.package, k.lag) for k in last.predecessors] == [("P2.1", 2)]
