"""What the plan asks of every skill, against what its people have."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame
from optimizer.report.tables.window import window

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.plan.ledger import Ledger

COLUMNS = ("skill", "period", "demand", "elsewhere", "capacity", "short", "is_fact")


def skills(ledger: Ledger) -> pd.DataFrame:
    """Return one row per skill and period, by skill, then period; in hours.

    Columns
    -------
    period
        First day.
    demand
        Hours worked on demands of the skill.
    elsewhere
        Hours that people who have the skill work on other demands.
    capacity
        Available hours of everybody who has the skill, at any level.
    short
        Overload of those people, at most *demand*: what the skill lacks.
    is_fact
        Lies before *now*.
    """
    demand: defaultdict[tuple[str, int], int] = defaultdict(int)
    own: defaultdict[tuple[str, str, int], int] = defaultdict(int)
    for run in ledger.runs.values():
        for wanted, person, worked in run.posts:
            for period, hours in worked.items():
                demand[wanted.skill, period] += hours
                own[wanted.skill, person, period] += hours
    able: dict[str, list[str]] = {skill: [] for skill in _names(ledger)}
    for engineer in ledger.portfolio.people:
        for mastered in engineer.skills:
            able[mastered].append(engineer.id)
    rows = []
    for skill, people in able.items():
        for period in window(ledger):
            assigned = {p: ledger.hours[p].get(period, 0) for p in people}
            available = {p: ledger.calendars[p].available(period) for p in people}
            overload = sum(max(0, assigned[p] - available[p]) for p in people)
            asked = demand[skill, period]
            elsewhere = sum(assigned[p] - own[skill, p, period] for p in people)
            rows.append(
                (
                    skill,
                    ledger.timeline.first_day(period),
                    asked / 100,
                    elsewhere / 100,
                    sum(available.values()) / 100,
                    min(asked, overload) / 100,
                    period < ledger.now,
                )
            )
    return frame(rows, COLUMNS)


def _names(ledger: Ledger) -> list[str]:
    """Return skills that are asked for, then skills that are only there."""
    asked = {
        demand.skill
        for _, package in ledger.portfolio.packages
        for way in package.ways
        for demand in way.demands
    }
    had = {skill for person in ledger.portfolio.people for skill in person.skills}
    return [*sorted(asked), *sorted(had - asked)]
