"""Dates, numbers and names as people read them."""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import TYPE_CHECKING

from optimizer.portfolio.calendar import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
"""English, whatever the machine's locale says."""

NOTHING = "–"
"""What stands in place of a missing date or number."""


def day(moment: object) -> str:
    """Return a date as ``5 Jan 2026``, a dash for none."""
    if not isinstance(moment, date) or moment != moment:  # noqa: PLR0124 (NaT)
        return NOTHING
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def iso(moment: object) -> str:
    """Return a date as ``2026-01-05``, nothing for none."""
    if not isinstance(moment, date) or moment != moment:  # noqa: PLR0124 (NaT)
        return ""
    return (moment.date() if isinstance(moment, datetime) else moment).isoformat()


def span(first: object, last: object) -> str:
    """Return two dates, inclusive, as one piece of text."""
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def number(amount: object, places: int = 0) -> str:
    """Return a number with thousands separated and no superfluous fraction."""
    if not isinstance(amount, int | float) or math.isnan(amount):
        return NOTHING
    rounded = round(float(amount), max(places, 0)) + 0.0
    text = f"{rounded:,.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", "\N{MINUS SIGN}")


def money(amount: object, unit: str) -> str:
    """Return a value with its unit."""
    return f"{number(amount, 2)} {unit}".strip()


def percent(share: object, places: int = 0) -> str:
    """Return a share between 0 and 1 as per cent; none that is more than 0 reads 0."""
    if not isinstance(share, int | float) or math.isnan(share):
        return NOTHING
    least = 10.0**-places
    if share > 0 and round(100 * share, places) == 0:
        return f"< {number(least, places)} %"
    return f"{number(100 * share, places)} %"


def count(amount: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun in the right number."""
    return f"{number(amount)} {noun if amount == 1 else plural or noun + 's'}"


def noun_of(period: Period) -> str:
    """Return what a period of a timeline is called."""
    return "week" if period is Period.WEEK else "working day"


def listed(names: Iterable[str], most: int | None = None) -> str:
    """Return names as prose, ``a, b and c``; beyond `most` only how many more."""
    known: Sequence[str] = list(names)
    if most is not None and len(known) > most:
        return f"{', '.join(known[:most])} and {len(known) - most} more"
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} and {known[-1]}"


def named(identifier: str, name: str) -> str:
    """Return an id with the name that explains it; the name alone if it says both."""
    if not name:
        return identifier
    return name if name.startswith(identifier) else f"{identifier} · {name}"
