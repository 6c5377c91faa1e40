"""One filled cell of a table that is being read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from optimizer.portfolio.calendar import Period
from optimizer.portfolio.issue import Severity
from optimizer.portfolio.people import STANDARD_WEEK

if TYPE_CHECKING:
    from decimal import Decimal

    from optimizer.files.findings import Findings, Place

Found = str | int | float | bool | date | datetime | time | timedelta
"""What a spreadsheet, or a line of a CSV file, may hold in a cell."""

INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060"
"""Characters that pasting leaves behind and nobody sees."""
NOTHING = {"-", "–", "—", "n/a"}
"""How people write that there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Units:
    """What days, weeks and full time mean in this portfolio."""

    standard_week: Decimal = STANDARD_WEEK
    period: Period = Period.WEEK


@dataclass(frozen=True, slots=True)
class Cell:
    """What was found, where, and whom to tell what was assumed about it."""

    found: Found
    place: Place
    findings: Findings
    units: Units

    def assume(
        self, code: str, sentence: str, severity: Severity = Severity.NOTE
    ) -> None:
        """Say how the cell was read."""
        self.findings.assume(code, self.place, sentence, severity)


def is_empty(found: Found | None) -> bool:
    """Tell whether a cell holds nothing that anybody can see."""
    if found is None:
        return True
    return isinstance(found, str) and not found.strip().strip(INVISIBLE)
