"""Numbers that may not be proven, as sentences say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.wording import money, number
from scenarios.interval import ends

if TYPE_CHECKING:
    from scenarios.interval import Interval


def worth(value: Interval, unit: str) -> str:
    """Return a value, or between what and what it lies, with its unit."""
    low, high = ends(value)
    if value.proven:
        return money(low, unit)
    if low is None and high is None:
        return "a value that is not known"
    if low is None:
        return f"at most {money(high, unit)}"
    if high is None:
        return f"at least {money(low, unit)}"
    return f"between {number(low, 2)} and {money(high, unit)}"
