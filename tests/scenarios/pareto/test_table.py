"""A front as a table."""

from optimizer.plan.effort import Limits
from scenarios.asking import Asker
from scenarios.pareto.front import front
from scenarios.pareto.table import points


def test_a_row_per_plan_with_what_is_proven_of_it(trio):
    table = points(front(trio, Asker(Limits(deterministic=20, workers=1))))
    assert table.loc[0, "plan"] == "Most value"
    assert list(table["net_value"]) == list(table["best_value"]) == [170, 150, 100]
    assert list(table["cost"]) == list(table["least_cost"]) == [200, 80, 40]
    assert table["moves"].isna().all()
    assert list(table["balanced"]) == [False, True, False]
    assert table["proven"].all()
