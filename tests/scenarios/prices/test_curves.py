from datetime import date
from decimal import Decimal

import pytest

from optimizer.plan.outcome import SolveStatus
from optimizer.portfolio.project import Project
from optimizer.portfolio.resources import Budget
from scenarios.curve import Trend
from scenarios.errors import NotAnswered
from scenarios.prices.curves import budget_curve, deadline_curve, headcount_curve

NIS2 = (
    ("N1", "SEC", 200, ()),
    ("N2", "DO", 240, ("N1",)),
    ("N3", "BE", 160, ("N1",)),
    ("N4", "QA", 80, ("N2", "N3")),
)
"""Package, skill, effort in hours, predecessors."""


@pytest.fixture
def urgent(atlas):
    """Story 3 at W5: NIS2 must be done, by a date that is still to be agreed."""
    packages = [
        {
            "id": name,
            "staffing": "effort_team",
            "demands": [{"skill": skill, "effort": hours, "team_max": 2}],
            "predecessors": list(before),
        }
        for name, skill, hours, before in NIS2
    ]
    nis2 = Project(id="NIS2", mandatory=True, value=0, packages=packages)
    return atlas.replace(
        portfolio=atlas.portfolio.replace(
            now=date(2026, 2, 2), projects=(*atlas.portfolio.projects, nis2)
        )
    )


def values(curve):
    """The proven values; None where it is proven that there is no plan."""
    return [
        None if point.status is SolveStatus.INFEASIBLE else point.net_value.low
        for point in curve.points
        if point.status is SolveStatus.INFEASIBLE or point.net_value.proven
    ]


def test_the_later_nis2_is_due_the_less_it_costs(urgent, asker):
    fridays = [
        date(2026, 4, 10),
        date(2026, 4, 17),
        date(2026, 4, 24),
        date(2026, 5, 1),
    ]
    curve = deadline_curve(urgent, "NIS2", asker, fridays)
    assert values(curve) == [None, 3440, 3470, 3500]
    assert [point.at for point in curve.points] == [13, 14, 15, 16]
    assert [point.label for point in curve.points][-1] == "2026-05-01"
    assert curve.complete


@pytest.mark.parametrize("must", [True, False])
def test_every_week_to_the_horizon_is_on_a_deadline_curve(
    must, alone, mandatory, asker
):
    curve = deadline_curve(mandatory if must else alone, "P", asker)
    nothing = None if must else 0
    assert values(curve) == [nothing, nothing, *[90] * 8]
    assert curve.trend is Trend.RISING
    assert asker.done <= 6


def test_atlas_by_budget(atlas, asker):
    budgets = (Budget(id="B", basis="stated", total=330),)
    cut = atlas.replace(
        baseline=None, portfolio=atlas.portfolio.replace(budgets=budgets)
    )
    curve = budget_curve(cut, "B", asker, [290, 310, 330, 350, 390])
    assert values(curve) == [2850, 2950, 3100, 3250, 3500]


def test_a_budget_curve_ends_where_nothing_more_is_bought(alone, asker):
    projects = tuple(
        Project(id=name, value=value, stated_cost=cost)
        for name, value, cost in (("A", 50, 10), ("B", 30, 12), ("C", 1, 8))
    )
    budget = Budget(id="M", basis="stated", total=11)
    portfolio = alone.portfolio.replace(projects=projects, budgets=(budget,))
    curve = budget_curve(alone.replace(portfolio=portfolio), "M", asker)
    assert [point.at for point in curve.points] == [3, 6, 9, 11, *range(12, 31, 3)]
    assert values(curve) == [0, 0, 1, 50, 50, 50, 51, 51, 80, 80, 81]
    assert all(point.plan is not None for point in curve.points)


def test_more_people_than_a_team_takes_gain_nothing(alone, asker):
    curve = headcount_curve(alone, "build", asker)
    assert values(curve) == [90, 100, 100, 100, 100, 100]
    assert curve.points[1].label == "1 more"


def test_unknown_things_are_named_with_those_there_are(alone, asker):
    with pytest.raises(NotAnswered, match=r"no project 'Q'\. There are P"):
        deadline_curve(alone, "Q", asker)
    with pytest.raises(NotAnswered, match=r"no budget 'M'\. There is none"):
        budget_curve(alone, "M", asker, [Decimal(1)])
    with pytest.raises(NotAnswered, match="asks for 'paint'; it asks for build"):
        headcount_curve(alone, "paint", asker)
