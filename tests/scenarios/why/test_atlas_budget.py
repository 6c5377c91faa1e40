"""Story 2 of Atlas: the legacy overhaul is out at 330 k€, and why."""

from pathlib import Path

import pytest

from optimizer import Limits, Portfolio, SolveStatus
from optimizer.portfolio.resources import Budget
from scenarios.asking import Asker
from scenarios.comparison.by_project import Fate
from scenarios.interval import Interval
from scenarios.situation import Situation
from scenarios.why.why_project import why_project

ATLAS = Path(__file__).parents[3] / "data" / "atlas"


@pytest.fixture(scope="module")
def found():
    """Why LEG is out."""
    atlas = Portfolio.model_validate_json((ATLAS / "portfolio.json").read_text("utf-8"))
    cut = atlas.replace(budgets=(Budget(id="B", basis="stated", total=330),))
    asker = Asker(Limits(deterministic=300, workers=1))
    return why_project(Situation.of(cut), "LEG", asker)


def test_the_best_plan_leaves_the_overhaul_out(found):
    assert found.status is SolveStatus.OPTIMAL
    assert found.fate is Fate.DROPPED
    assert found.net_value == Interval.exactly(3100)


def test_forcing_it_in_costs_100_and_the_compliance_feature_leaves(found):
    assert found.counterfactual.net_value == Interval.exactly(3000)
    assert found.counterfactual.price == Interval.exactly(100)
    fates = {
        row.item: (row.was, row.becomes, row.difference)
        for row in found.counterfactual.effects
    }
    assert fates["PRIV"] == (Fate.ON_TIME, Fate.DROPPED, -500)
    assert fates["LEG"] == (Fate.DROPPED, Fate.ON_TIME, 400)


def test_the_budget_is_all_that_stands_in_its_way_up_to_343(found):
    assert found.minimal
    (budget,) = found.obstacles
    assert (budget.code, budget.where, budget.verified) == ("budget", "budgets/B", True)
    assert budget.without.net_value == Interval.exactly(3500)
    assert (budget.nearest.label, budget.nearest.proven) == ("343", True)
    assert budget.nearest.net_value == Interval.exactly(3250)
