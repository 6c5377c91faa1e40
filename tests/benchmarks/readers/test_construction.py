import pytest

from benchmarks.readers import construction
from benchmarks.readers.building import day


@pytest.fixture
def portfolio(tiny_text):
    """Two projects that want one crane, with penalties."""
    return construction.read(tiny_text("portfolio_misc/tiny.json"), "tiny")


def test_a_deadline_counts_days_from_the_release(portfolio):
    assert [(p.release, p.due) for p in portfolio.projects] == [
        (day(0), day(2)),
        (day(1), day(3)),
    ]


def test_no_delay_inside_the_horizon_uses_up_the_value(portfolio):
    assert portfolio.timeline.horizon == 7
    assert [(p.delay_cost, p.value) for p in portfolio.projects] == [(10, 70), (5, 35)]


def test_links_reach_across_projects_and_keep_lags(portfolio):
    links = {
        p.id: [(k.package, k.lag) for k in p.predecessors]
        for _, p in portfolio.packages
    }
    assert links == {
        "A.1": [],
        "A.2": [("A.1", 0)],
        "A.3": [("A.2", 1)],
        "B.1": [("A.1", 0)],
    }


def test_a_milestone_uses_no_crane(portfolio):
    assert portfolio.projects[0].packages[0].uses == {}
