from decimal import Decimal
from fractions import Fraction

import pytest

from optimizer.plan.units import (
    hundredths,
    in_hundredths,
    part,
    rounded,
    rounded_hundredths,
    ten_thousandths,
)


@pytest.mark.parametrize(
    ("numerator", "denominator", "quotient"),
    [
        (5, 2, 2),
        (7, 2, 4),
        (1, 2, 0),
        (3, 2, 2),
        (-1, 2, 0),
        (-3, 2, -2),
        (7, 3, 2),
        (8, 3, 3),
        (6, 3, 2),
        (51, 100, 1),
        (49, 100, 0),
        (150, 100, 2),
        (250, 100, 2),
    ],
)
def test_halves_are_rounded_to_even(numerator, denominator, quotient):
    assert rounded(numerator, denominator) == quotient


def test_decimals_become_exact_integers_and_return():
    assert hundredths(Decimal("12.34")) == 1234
    assert hundredths(None) == 0
    assert ten_thousandths(Decimal("0.1234")) == 1234
    assert in_hundredths(1234) == Decimal("12.34")
    assert str(in_hundredths(500)) == "5.00"
    assert rounded_hundredths(Fraction(1, 3)) == 33
    assert rounded_hundredths(Fraction(2, 3)) == 67


@pytest.mark.parametrize(
    ("total", "parts", "shares"),
    [
        (10, 3, [3, 3, 4]),
        (1, 3, [0, 0, 1]),
        (2, 3, [0, 1, 1]),
        (0, 2, [0, 0]),
        (9, 3, [3, 3, 3]),
    ],
)
def test_parts_add_up_to_the_whole(total, parts, shares):
    assert [part(total, k, parts) for k in range(parts)] == shares
