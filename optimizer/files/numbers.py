"""Numbers as people write them: decimal commas, thousands, percent and units."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.files.cell import Cell

GROUPING = re.compile(r"[\s'’_\u00a0\u202f]")
SCIENTIFIC = re.compile(r"[+-]?\d+(\.\d+)?[eE][+-]?\d{1,2}")
WRITTEN = re.compile(
    r"(?P<before>[€$£]?)\s*(?P<number>[+-]?\d[\d.,'’_\s\u00a0\u202f]*|[+-]?[.,]\d+)"
    r"\s*(?P<unit>\D*)"
)
COMMA_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
DOT_THOUSANDS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d*)?")
EXCEL_DIGITS = 15
"""Significant digits that a spreadsheet keeps; the rest is binary noise."""


class Unfit(ValueError):
    """A cell that does not hold what its column asks for; says what would be right."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and the unit written behind it, if any, in small letters."""

    number: Decimal
    unit: str = ""


def quantity(cell: Cell, wanted: str) -> Quantity:
    """Return the number of a cell with its unit.

    Raises
    ------
    Unfit
        If the cell holds no number, or one that can be read in two ways.
    """
    found = cell.found
    if isinstance(found, bool):
        raise Unfit(wanted)
    if isinstance(found, int):
        return Quantity(Decimal(found))
    if isinstance(found, float):
        if not math.isfinite(found):
            raise Unfit(wanted)
        return Quantity(Decimal(f"{found:.{EXCEL_DIGITS}g}"))
    if not isinstance(found, str):
        raise Unfit(f"{wanted}; the spreadsheet made a date of it")
    return from_text(cell, found.strip(), wanted)


def from_text(cell: Cell, text: str, wanted: str) -> Quantity:
    """Return the number that a text writes, with its unit."""
    if SCIENTIFIC.fullmatch(text):
        return Quantity(Decimal(text))
    written = WRITTEN.fullmatch(text)
    if written is None:
        raise Unfit(wanted)
    digits = plain_digits(cell, GROUPING.sub("", written["number"]), wanted)
    if GROUPING.search(written["number"].strip()):
        cell.assume("thousands", f"{text!r} was read as {digits}.")
    unit = re.sub(r"[^a-z%€$£/]", "", (written["before"] + written["unit"]).lower())
    return Quantity(Decimal(digits), unit)


def plain_digits(cell: Cell, digits: str, wanted: str) -> str:
    """Return digits with a decimal point and no separators of thousands."""
    commas, dots = digits.count(","), digits.count(".")
    if not commas and dots <= 1:
        return digits
    if commas == 1 and not dots:
        if COMMA_THOUSANDS.fullmatch(digits) and not digits.lstrip("+-").startswith(
            "0"
        ):
            raise Unfit(
                f"{wanted}; it may mean {digits.replace(',', '.')} or "
                f"{digits.replace(',', '')}, so write one of these"
            )
        plain = digits.replace(",", ".")
        cell.assume("decimal_comma", f"{digits!r} was read as {plain}.")
        return plain
    if COMMA_THOUSANDS.fullmatch(digits):
        plain = digits.replace(",", "")
    elif DOT_THOUSANDS.fullmatch(digits):
        plain = digits.replace(".", "").replace(",", ".")
    else:
        raise Unfit(wanted)
    cell.assume("thousands", f"{digits!r} was read as {plain}.")
    return plain


def rounded(cell: Cell, number: Decimal, places: int) -> Decimal:
    """Return a number with at most so many decimals, rounded half to even."""
    if number.is_zero() or number.adjusted() > 20:
        return number
    exact = number.quantize(Decimal(1).scaleb(-places))
    if exact != number:
        cell.assume("rounded", f"{number} was rounded to {exact.normalize():f}.")
    return exact
