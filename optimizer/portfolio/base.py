"""The one base class of the domain model, and its exact numbers.

Numbers are exact decimals with a stated number of places, so that the engine can
count in integers without rounding: hours, money and value in hundredths, shares
and rates in ten-thousandths, speeds in hundredths.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)


def _strict_decimal(number: object) -> object:
    """Accept int, float and Decimal only: no bool, no text, no NaN."""
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        raise ValueError(f"should be a number, found {number!r}")
    return Decimal(repr(number)) if isinstance(number, float) else number


ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _strict_day(day: object) -> object:
    """Accept a date and its ISO text only: no number of seconds, no time of day."""
    if isinstance(day, date):
        return day
    try:
        if isinstance(day, str) and ISO_DAY.fullmatch(day):
            return date.fromisoformat(day)
    except ValueError:
        pass
    raise ValueError("should be a date such as 2026-12-31")


def _plain_number(number: Decimal) -> int | float:
    """Write a decimal as a JSON number without a superfluous fraction."""
    return int(number) if number == number.to_integral_value() else float(number)


_Strict = BeforeValidator(_strict_decimal)
_Plain = PlainSerializer(_plain_number, when_used="json")


def _json(**bounds: float) -> WithJsonSchema:
    return WithJsonSchema({"type": "number", **bounds})


LARGEST = 10**9
"""No hours, money or value above this, so that sums stay exact integers."""

Hours = Annotated[
    Decimal,
    _Strict,
    Field(ge=0, le=LARGEST, decimal_places=2),
    _Plain,
    _json(minimum=0, maximum=LARGEST),
]
"""Person-hours, in hundredths."""

Money = Annotated[
    Decimal,
    _Strict,
    Field(ge=0, le=LARGEST, decimal_places=2),
    _Plain,
    _json(minimum=0, maximum=LARGEST),
]
"""An amount of money, in hundredths."""

Value = Annotated[
    Decimal,
    _Strict,
    Field(ge=-LARGEST, le=LARGEST, decimal_places=2),
    _Plain,
    _json(minimum=-LARGEST, maximum=LARGEST),
]
"""Strategic value, money or points, in hundredths; a penalty is negative."""

Amount = Annotated[
    Decimal,
    _Strict,
    Field(ge=0, le=LARGEST, decimal_places=2),
    _Plain,
    _json(minimum=0, maximum=LARGEST),
]
"""A quantity of a stock, in hundredths."""

Share = Annotated[
    Decimal,
    _Strict,
    Field(ge=0, le=1, decimal_places=4),
    _Plain,
    _json(minimum=0, maximum=1),
]
"""A part of a whole, 0 to 1, in ten-thousandths."""

Rate = Annotated[
    Decimal,
    _Strict,
    Field(ge=0, le=LARGEST, decimal_places=4),
    _Plain,
    _json(minimum=0, maximum=LARGEST),
]
"""Money per hour, in ten-thousandths."""

Speed = Annotated[
    Decimal,
    _Strict,
    Field(gt=0, le=10, decimal_places=2),
    _Plain,
    _json(exclusiveMinimum=0, maximum=10),
]
"""Work done per hour against a fully proficient person, in hundredths."""

Level = Annotated[int, Field(strict=True, ge=1, le=5)]
"""Proficiency, 1 (beginner) to 5 (expert)."""

Count = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
"""A number of things or periods."""

Lag = Annotated[int, Field(strict=True, ge=-100_000, le=100_000)]
"""A distance in periods, possibly negative."""

Day = Annotated[date, BeforeValidator(_strict_day)]
"""A calendar day; as text, ``2026-12-31``."""

Id = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=200),
]
"""The name by which everything else refers to a thing."""

Text = Annotated[str, StringConstraints(strict=True, max_length=2_000)]
"""Free text for people."""


class DomainModel(BaseModel):
    """An immutable value: unknown fields are errors, changes make copies."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def replace(self, **changes: Any) -> Self:  # noqa: ANN401
        """Return a validated copy; ``model_copy`` would skip the checks."""
        return type(self).model_validate({**dict(self), **changes})
