"""Dates as people and spreadsheets write them."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from optimizer.files.numbers import Unfit

if TYPE_CHECKING:
    from collections.abc import Callable

    from optimizer.files.cell import Cell

EXCEL_ZERO = date(1899, 12, 30)
SERIALS = range(20_000, 110_000)
"""Day numbers of a spreadsheet that mean 1954 to 2201."""
WANTED = "a date such as 2026-12-31"
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
ISO_WITH_TIME = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?"
)
ISO_WEEK = re.compile(r"(\d{4})-?[WwK][Ww]?(\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})")
EITHER_FIRST = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})")
NAMED = re.compile(r"(\d{1,2})[.\s-]*([A-Za-zäÄ]{3,9})\.?[\s,-]*(\d{4})")
NAME_FIRST = re.compile(r"([A-Za-zäÄ]{3,9})\.?\s*(\d{1,2}),?\s+(\d{4})")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan", "feb", "mar mär mrz", "apr", "may mai", "jun",
            "jul", "aug", "sep", "oct okt", "nov", "dec dez",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


def day(cell: Cell) -> date:
    """Return the day that a cell names.

    Raises
    ------
    Unfit
        If it names none, or might name two.
    """
    found = cell.found
    if isinstance(found, datetime):
        if found.time() != time():
            cell.assume("time_dropped", f"The time of {found} was dropped.")
        return found.date()
    if isinstance(found, date):
        return found
    if isinstance(found, int | float) and not isinstance(found, bool):
        return from_serial(cell, found)
    if isinstance(found, str):
        return from_text(cell, found.strip())
    raise Unfit(WANTED)


def from_serial(cell: Cell, found: float) -> date:
    """Return the day that a spreadsheet numbers so."""
    if not math.isfinite(found) or int(found) not in SERIALS:
        raise Unfit(WANTED)
    meant = EXCEL_ZERO + timedelta(days=int(found))
    cell.assume("serial_date", f"The day number {found:g} was read as {meant}.")
    return meant


def from_text(cell: Cell, text: str) -> date:
    """Return the day that a text names, telling how it was read unless ISO."""
    try:
        meant = parsed(text)
    except ValueError as error:
        raise error if isinstance(error, Unfit) else Unfit(WANTED) from None
    if meant is None:
        if text.isdigit() and len(text) == 5:
            return from_serial(cell, int(text))
        raise Unfit(WANTED)
    if text != meant.isoformat():
        cell.assume("text_date", f"{text!r} was read as {meant}.")
    return meant


def parsed(text: str) -> date | None:
    """Return the day that a text names in one of the usual ways."""
    for pattern, meaning in WAYS:
        if match := pattern.fullmatch(text):
            return meaning(*match.groups())
    return None


def full_year(digits: str) -> int:
    """Return a year of four digits; two digits mean this century."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def month_named(name: str) -> int:
    """Return the number of a month by the first letters of its name."""
    number = MONTHS.get(name.lower()[:3])
    if number is None:
        raise Unfit(WANTED)
    return number


def day_or_month_first(first: str, second: str, last: str) -> date:
    """Return the only day that two numbers and a year can mean."""
    one, other, year = int(first), int(second), full_year(last)
    if one > 12 or one == other:
        return date(year, other, one)
    if other > 12:
        return date(year, one, other)
    raise Unfit(
        f"{WANTED}; it may mean {year}-{other:02}-{one:02} or "
        f"{year}-{one:02}-{other:02}, so write one of these"
    )


WAYS: tuple[tuple[re.Pattern[str], Callable[..., date]], ...] = (
    (ISO_WITH_TIME, lambda year, month, day: date(int(year), int(month), int(day))),
    (ISO, lambda year, month, day: date(int(year), int(month), int(day))),
    (DAY_FIRST, lambda day, month, year: date(full_year(year), int(month), int(day))),
    (EITHER_FIRST, day_or_month_first),
    (ISO_WEEK, lambda year, week: date.fromisocalendar(int(year), int(week), 1)),
    (NAMED, lambda day, name, year: date(int(year), month_named(name), int(day))),
    (NAME_FIRST, lambda name, day, year: date(int(year), month_named(name), int(day))),
)
"""Pattern → the day that its groups name."""
