"""Exact integers for decimals: hundredths, ten-thousandths, and the one rounding."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

HUNDRED = 100
TEN_THOUSAND = 10_000


def hundredths(number: Decimal | None) -> int:
    """Return hours, money, value, amounts or speeds as hundredths; None is 0."""
    return 0 if number is None else int(number * HUNDRED)


def ten_thousandths(number: Decimal) -> int:
    """Return a share or a rate as ten-thousandths."""
    return int(number * TEN_THOUSAND)


@lru_cache(maxsize=65_536)
def in_hundredths(number: int) -> Decimal:
    """Return hundredths as the decimal that people read."""
    return Decimal(number).scaleb(-2)


def rounded(numerator: int, denominator: int) -> int:
    """Return the quotient rounded half to even; the denominator is positive."""
    quotient, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and quotient % 2):
        return quotient + 1
    return quotient


def rounded_hundredths(number: Fraction) -> int:
    """Return an exact number as hundredths, rounded half to even."""
    return rounded(number.numerator * HUNDRED, number.denominator)


def part(total: int, index: int, parts: int) -> int:
    """Return the integer share of the k-th of equal parts; shares add up to all."""
    return total * (index + 1) // parts - total * index // parts
