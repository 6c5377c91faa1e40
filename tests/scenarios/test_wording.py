from decimal import Decimal

import pytest

from scenarios.interval import Interval
from scenarios.wording import worth


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (3030, 3030, "3,030 k€"),
        (Decimal("0.50"), Decimal("0.50"), "0.5 k€"),
        (-3, -3, "\N{MINUS SIGN}3 k€"),
        (10, 60, "between 10 and 60 k€"),
        (None, 60, "at most 60 k€"),
        (10, None, "at least 10 k€"),
        (None, None, "a value that is not known"),
    ],
)
def test_a_value_is_said_as_far_as_it_is_proven(low, high, said):
    assert worth(Interval(low=low, high=high), "k€") == said
