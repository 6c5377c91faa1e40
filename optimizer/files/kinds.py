"""What a column may hold: how it is read from a cell, written, named and bounded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from optimizer.files import dates, texts
from optimizer.files.cell import NOTHING
from optimizer.files.numbers import Unfit, quantity, rounded
from optimizer.portfolio.calendar import Period
from optimizer.portfolio.issue import Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from optimizer.files.cell import Cell

Written = str | int | float | bool | date
"""What a writer puts in a cell."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of column.

    Attributes
    ----------
    name, unit
        For people: ``number``, ``hours``; empty where there is no unit.
    read
        Cell → value; raises `Unfit` with what would be right.
    write
        Value → cell.
    choices
        The only values allowed, where there is such a list.
    many
        Whether a cell lists several values.
    wordy
        Whether a dash is text like any other, and not an empty cell.
    """

    name: str
    unit: str
    read: Callable[[Cell], Any]
    write: Callable[[Any], Written]
    choices: tuple[str, ...] = ()
    many: bool = False
    wordy: bool = False

    def is_blank(self, found: object) -> bool:
        """Tell whether a filled cell means that nothing is said."""
        return (
            not self.wordy
            and isinstance(found, str)
            and found.strip().lower() in NOTHING
        )


HOURS_OF = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std", "stunden", "ph"), None),
    **dict.fromkeys(
        ("d", "day", "days", "pd", "md", "persondays", "mandays", "t", "tage", "pt"),
        Decimal(5),
    ),
    **dict.fromkeys(
        ("w", "wk", "wks", "week", "weeks", "pw", "personweeks", "wochen"), Decimal(1)
    ),
}
"""Unit → how many of it a standard week has; None for hours."""
PER_WEEK = {"h/w", "h/week", "hrs/week", "hours/week", "h/wk", "std/woche", "hperweek"}
FULL_TIME = {"fte": Decimal(1), "%": Decimal(100), "%fte": Decimal(100)}
CURRENCY = re.compile(r"[€$£]|eur|euro|usd|gbp|chf|/h|/hour|/std|perhour")
YES = {"yes", "y", "true", "x", "1", "ja", "j", "wahr", "oui", "si", "sí", "✓", "✔"}
NO = {"no", "n", "false", "0", "nein", "falsch", "non"}


def plain(number: Decimal) -> int | float:
    """Return a number as a cell holds it."""
    return int(number) if number == number.to_integral_value() else float(number)


def as_is(value: Written) -> Written:
    """Return a value that a cell holds unchanged."""
    return value


def number_of(places: int, wanted: str) -> Callable[[Cell], Decimal]:
    """Return a reader of plain numbers; signs of money are passed over."""

    def read(cell: Cell) -> Decimal:
        found = quantity(cell, wanted)
        unit = CURRENCY.sub("", found.unit)
        if unit:
            raise Unfit(f"{wanted}, without {unit!r}")
        if found.unit:
            cell.assume("unit_dropped", f"{cell.found!r}: the unit was passed over.")
        return rounded(cell, found.number, places)

    return read


def hours(cell: Cell) -> Decimal:
    """Return person-hours; days and weeks are those of the standard week."""
    wanted = "a number of hours such as 37.5"
    found = quantity(cell, wanted)
    if not found.unit:
        return rounded(cell, found.number, 2)
    if found.unit not in HOURS_OF:
        raise Unfit(f"{wanted}, or with a unit: 12 h, 3 d or 2 w")
    per_week = HOURS_OF[found.unit]
    number = found.number
    if per_week is not None:
        number = number * cell.units.standard_week / per_week
        cell.assume(
            f"hours_from_{found.unit}",
            f"{cell.found!r} was read as {number.normalize():f} hours "
            f"(a week has {cell.units.standard_week.normalize():f}).",
        )
    return rounded(cell, number, 2)


def weekly_hours(cell: Cell) -> Decimal:
    """Return contract hours per week; full time is the standard week."""
    wanted = "a number of hours per week such as 40"
    found = quantity(cell, wanted)
    if not found.unit or HOURS_OF.get(found.unit, "") is None or found.unit in PER_WEEK:
        return rounded(cell, found.number, 2)
    standard = cell.units.standard_week
    if found.unit in FULL_TIME:
        number = found.number / FULL_TIME[found.unit] * standard
    elif HOURS_OF.get(found.unit) == 5:
        number = found.number * standard / 5
    else:
        raise Unfit(f"{wanted}, or with a unit: 38 h, 4 d, 80 % or 0.8 FTE")
    cell.assume(
        "hours_from_share",
        f"{cell.found!r} was read as {number.normalize():f} hours per week "
        f"(full time is {standard.normalize():f}).",
    )
    return rounded(cell, number, 2)


def weekday_hours(cell: Cell) -> tuple[Decimal, ...]:
    """Return the hours of Monday to Sunday, written between slashes."""
    wanted = "seven numbers of hours, Monday to Sunday, such as 8/8/8/8/4/0/0"
    if not isinstance(cell.found, str):
        raise Unfit(wanted)
    try:
        numbers = [
            Decimal(part.replace(",", "."))
            for part in re.split(r"[\s/;|]+", cell.found.strip().strip(texts.SHIELD))
        ]
    except ArithmeticError:
        raise Unfit(wanted) from None
    if len(numbers) != 7 or not all(number.is_finite() for number in numbers):
        raise Unfit(wanted)
    return tuple(rounded(cell, number, 2) for number in numbers)


def share(cell: Cell) -> Decimal:
    """Return a share of 1; a number of 2 or more is taken for percent."""
    wanted = "a share between 0 and 1, such as 0.2 or 20 %"
    found = quantity(cell, wanted)
    if found.unit not in {"", "%"}:
        raise Unfit(wanted)
    if found.unit == "%":
        if found.number > 100:
            raise Unfit(wanted)
        number = found.number / 100
        cell.assume(
            "percent", f"{cell.found!r} was read as the share {number.normalize():f}."
        )
    elif 2 <= found.number <= 100:
        number = found.number / 100
        cell.assume(
            "percent_assumed",
            f"{cell.found!r} is more than the whole: it was taken for percent, that "
            f"is {number.normalize():f}.",
            Severity.WARNING,
        )
    else:
        number = found.number
    return rounded(cell, number, 4)


def whole(wanted: str) -> Callable[[Cell], int]:
    """Return a reader of whole numbers without a unit."""

    def read(cell: Cell) -> int:
        found = quantity(cell, wanted)
        if found.unit:
            raise Unfit(f"{wanted}, without {found.unit!r}")
        return exactly_whole(found.number, wanted)

    return read


def exactly_whole(number: Decimal, wanted: str) -> int:
    """Return a number as an integer, if it is one of reasonable size."""
    if number.adjusted() > 20 or number != number.to_integral_value():
        raise Unfit(wanted)
    return int(number)


def spans(cell: Cell, wanted: str, per_week: int, name: str) -> int:
    """Return a length in periods or weeks from days or weeks."""
    found = quantity(cell, wanted)
    if not found.unit:
        return exactly_whole(found.number, wanted)
    unit = HOURS_OF.get(found.unit)
    if unit is None or found.unit.startswith(("p", "m")):
        raise Unfit(wanted)
    number = found.number * per_week / unit
    length = exactly_whole(
        number, f"{wanted}; {cell.found!r} is no whole number of them"
    )
    cell.assume(
        f"{name}_from_{found.unit}", f"{cell.found!r} was read as {length} {name}."
    )
    return length


def periods(cell: Cell) -> int:
    """Return a length in periods; weeks and days are converted."""
    weekly = cell.units.period is Period.WEEK
    return spans(
        cell, "a whole number of periods such as 4", 1 if weekly else 5, "periods"
    )


def weeks(cell: Cell) -> int:
    """Return a length in weeks."""
    return spans(cell, "a whole number of weeks such as 4", 1, "weeks")


def truth(cell: Cell) -> bool:
    """Return whether a cell says yes."""
    found = cell.found
    if isinstance(found, bool):
        return found
    if isinstance(found, int | float) and found in {0, 1}:
        return bool(found)
    word = found.strip().lower() if isinstance(found, str) else None
    if word in YES or word in NO:
        return word in YES
    raise Unfit("yes or no")


def quarter(cell: Cell) -> str:
    """Return a calendar quarter: ``2026-Q1``."""
    wanted = "a calendar quarter such as 2026-Q1"
    if not isinstance(cell.found, str):
        raise Unfit(wanted)
    text = cell.found.strip().upper()
    match = re.fullmatch(r"(\d{4})[\s/.-]*Q([1-4])", text)
    turned = re.fullmatch(r"Q([1-4])[\s/.-]*(\d{4})", text)
    if match is None and turned is None:
        raise Unfit(wanted)
    return f"{match[1]}-Q{match[2]}" if match else f"{turned[2]}-Q{turned[1]}"  # type: ignore[index]


def none_mark(cell: Cell) -> tuple[str, ...]:
    """Return the empty list that a mark stands for."""
    if isinstance(cell.found, str) and cell.found.strip().lower() == texts.NO_ONE:
        return ()
    raise Unfit(f"{texts.NO_ONE} or nothing")


def choice(options: type[StrEnum], synonyms: dict[str, StrEnum] | None = None) -> Kind:
    """Return the kind of a column that takes one of a few words."""
    words = {option.value: option for option in options} | (synonyms or {})
    wanted = "one of " + ", ".join(option.value for option in options)

    def read(cell: Cell) -> StrEnum:
        text = cell.found if isinstance(cell.found, str) else ""
        word = re.sub(r"[^a-z0-9]+", "_", text.strip().lower()).strip("_")
        if word not in words:
            raise Unfit(wanted)
        return words[word]

    return Kind("word", "", read, str, tuple(option.value for option in options))


ID = Kind("name", "", texts.identifier, texts.shielded, wordy=True)
IDS = Kind("names", "", texts.identifiers, texts.listed, many=True, wordy=True)
TEXT = Kind("text", "", texts.free_text, texts.shielded, wordy=True)
NONE_MARK = Kind("mark", "", none_mark, lambda _: texts.NO_ONE, (texts.NO_ONE,))
DAY = Kind("date", "", dates.day, as_is)
YES_NO = Kind("yes/no", "", truth, lambda said: "yes" if said else "no", ("yes", "no"))
QUARTER = Kind("quarter", "", quarter, as_is)
HOURS = Kind("number", "person-hours", hours, plain)
WEEKLY_HOURS = Kind("number", "hours per week", weekly_hours, plain)
WEEKDAY_HOURS = Kind(
    "seven numbers",
    "hours",
    weekday_hours,
    lambda seven: "/".join(str(plain(number)) for number in seven),
    many=True,
)
SHARE = Kind("number", "share of 1", share, plain)
MONEY = Kind("number", "money", number_of(2, "an amount of money such as 1200"), plain)
RATE = Kind(
    "number", "money per hour", number_of(4, "money per hour such as 80"), plain
)
VALUE = Kind("number", "value", number_of(2, "a number such as 900"), plain)
AMOUNT = Kind("number", "amount", number_of(2, "an amount such as 12.5"), plain)
SPEED = Kind("number", "speed", number_of(2, "a speed such as 0.8"), plain)
FACTOR = Kind("number", "money per point", number_of(4, "a number such as 1.5"), plain)
COUNT = Kind("whole number", "", whole("a whole number such as 3"), as_is)
LEVEL = Kind("whole number", "level 1 to 5", whole("a level from 1 to 5"), as_is)
PERIODS = Kind("whole number", "periods", periods, as_is)
WEEKS = Kind("whole number", "weeks", weeks, as_is)
