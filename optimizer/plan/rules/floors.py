"""From now on, as many people or hours of a skill stay free as a floor asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.plan.units import hundredths, in_hundredths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger
    from optimizer.portfolio.people import Engineer
    from optimizer.portfolio.resources import Floor


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for floor in ledger.portfolio.floors:
        people = [
            person
            for person in ledger.directory.people.values()
            if floor.skill in person.skills
            and person.skills[floor.skill].level >= floor.level
        ]
        for period in range(ledger.now, ledger.horizon):
            day = ledger.timeline.first_day(period)
            begun = floor.first is None or floor.first <= day
            if begun and (floor.last is None or day <= floor.last):
                yield from _of_period(ledger, floor, people, period)


def _of_period(
    ledger: Ledger, floor: Floor, people: list[Engineer], period: int
) -> Iterator[BrokenRule]:
    """Check one period; a floor above what is there asks for all of it."""
    present = [
        (hours, ledger.hours[person.id].get(period, 0))
        for person in people
        if (hours := ledger.calendars[person.id].available(period))
    ]
    if floor.people is not None:
        free = sum(not assigned for _, assigned in present)
        asked = min(floor.people, len(present))
        if free < asked:
            yield BrokenRule(
                rule="floors",
                where=floor.id,
                period=ledger.day(period),
                message=f"{free} people with {floor.skill} are free, "
                f"{asked} should be.",
            )
    if floor.hours is not None:
        free = sum(max(0, hours - assigned) for hours, assigned in present)
        asked = min(hundredths(floor.hours), sum(hours for hours, _ in present))
        if free < asked:
            yield BrokenRule(
                rule="floors",
                where=floor.id,
                period=ledger.day(period),
                hours=in_hundredths(asked - free),
                message=f"{in_hundredths(free)} h of {floor.skill} are free, "
                f"{in_hundredths(asked)} h should be.",
            )
