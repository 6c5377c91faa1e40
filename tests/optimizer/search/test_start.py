"""Plans to begin with, and where the exact search does better alone."""

import pytest

from optimizer.portfolio.resources import Stock
from optimizer.problem.compiling import compile_problem
from optimizer.search.start import consumes
from tests.optimizer.plan.tiny import bare, portfolio


@pytest.mark.parametrize("amounts", [{}, {"seats": 2}])
def test_a_stock_counts_only_where_something_is_taken_from_it(amounts):
    work = portfolio(
        bare("A", 1, consumes=amounts), stocks=(Stock(id="seats", amount=3),)
    )
    assert consumes(compile_problem(work)) is bool(amounts)
