"""People, dates and amounts of a plan as sentences name them.

Packages and projects are named by their ids, as in every table and chart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.wording import count, day, listed, money, noun_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run


class Words:
    """How one plan's things are called."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.noun = noun_of(ledger.portfolio.timeline.period)

    def person(self, person: str) -> str:
        """Return a person's name, the id of one who has none or is not there."""
        known = self._ledger.directory.people.get(person)
        return (known.name if known else "") or person

    def people(self, people: Iterable[str]) -> str:
        """Return people in a row."""
        return listed(map(self.person, people), most=5)

    def first(self, period: int) -> str:
        """Return the first day of a period."""
        return day(self._ledger.timeline.first_day(period))

    def last(self, end: int) -> str:
        """Return the last day of what ends there."""
        return day(self._ledger.timeline.last_day(end - 1))

    def end(self, run: Run) -> str:
        """Return the last day of a package; of a milestone the day that it is at."""
        if run.end == run.start:
            return self.first(run.start)
        return self.last(run.end)

    def at(self, period: int) -> str:
        """Return a period as a place in time."""
        if self.noun == "week":
            return f"in the week of {self.first(period)}"
        return f"on {self.first(period)}"

    def periods(self, number: int) -> str:
        """Return a number of periods."""
        return count(number, self.noun)

    def amount(self, value: Decimal) -> str:
        """Return a value with its unit."""
        return money(float(value), self._ledger.portfolio.value_unit)

    def worth(self, difference: Decimal) -> str:
        """Return a difference of value as part of a sentence."""
        if not difference:
            return "worth the same"
        more = "more" if difference > 0 else "less"
        return f"worth {self.amount(abs(difference))} {more}"


def verb(subjects: Iterable[object], one: str = "is", many: str = "are") -> str:
    """Return the verb for one subject or for several."""
    return one if len(list(subjects)) == 1 else many
