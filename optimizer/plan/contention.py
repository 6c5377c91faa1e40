"""Who is wanted where: hours of people and of skills against what there is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.plan.units import in_hundredths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from optimizer.plan.ledger import Ledger


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """Hours of one person in one period.

    Attributes
    ----------
    period
        Its first day.
    capacity
        Available hours and the overtime allowed.
    packages
        Those that give them hours.
    """

    engineer: str
    period: date
    assigned: Decimal
    available: Decimal
    capacity: Decimal
    packages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SkillLoad:
    """Hours of one skill in one period.

    Attributes
    ----------
    demand
        Hours assigned to demands for the skill.
    capacity
        Available hours of everybody who has it, whatever else they work on.
    """

    skill: str
    period: date
    demand: Decimal
    capacity: Decimal


def person_loads(ledger: Ledger) -> Iterator[PersonLoad]:
    """Yield everybody's load, person by person, where they have hours at all."""
    days = [(period, ledger.timeline.first_day(period)) for period in periods(ledger)]
    for person, calendar in ledger.calendars.items():
        packages = ledger.packages_with_hours[person]
        hours = ledger.hours[person]
        for period, day in days:
            assigned = hours.get(period, 0)
            available = calendar.available(period)
            if assigned or available:
                yield PersonLoad(
                    engineer=person,
                    period=day,
                    assigned=in_hundredths(assigned),
                    available=in_hundredths(available),
                    capacity=in_hundredths(calendar.capacity(period)),
                    packages=tuple(sorted(packages.get(period, ()))),
                )


def skill_loads(ledger: Ledger) -> Iterator[SkillLoad]:
    """Yield the load of every skill that is asked for or mastered, period by period."""
    demand = _hours_by_skill(ledger)
    masters = defaultdict(list)
    for person in ledger.directory.people.values():
        for skill in person.skills:
            masters[skill].append(ledger.calendars[person.id])
    for skill in sorted(demand.keys() | masters.keys()):
        for period in periods(ledger):
            capacity = sum(calendar.available(period) for calendar in masters[skill])
            if capacity or demand[skill][period]:
                yield SkillLoad(
                    skill=skill,
                    period=ledger.timeline.first_day(period),
                    demand=in_hundredths(demand[skill][period]),
                    capacity=in_hundredths(capacity),
                )


def _hours_by_skill(ledger: Ledger) -> defaultdict[str, Counter[int]]:
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for run in ledger.runs.values():
        for demand, _, hours in run.posts:
            for period, worked in hours.items():
                found[demand.skill][period] += worked
    return found


def periods(ledger: Ledger) -> range:
    """Return the periods from the first start to the last end, at least from 0."""
    runs = ledger.runs.values()
    first = min((run.start for run in runs), default=0)
    return range(min(0, first), max((run.end for run in runs), default=0))
