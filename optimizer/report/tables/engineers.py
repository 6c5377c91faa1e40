"""Every person with what they can, have and give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.plan.ledger import Ledger
    from optimizer.portfolio.people import Engineer

COLUMNS = (
    "engineer",
    "name",
    "team",
    "location",
    "skills",
    "packages",
    "available",
    "assigned",
    "used",
    "overload",
)


def engineers(ledger: Ledger, utilisation: pd.DataFrame) -> pd.DataFrame:
    """Return one row per person of the table `utilisation`, in its order.

    Columns
    -------
    skills
        With level and, where it is not 1, speed.
    packages
        Ids of those with hours, over all periods.
    available, assigned, overload
        Hours from *now* to the last period of `utilisation`.
    used
        assigned ÷ available; not a number where nothing is available.
    """
    people = {person.id: person for person in ledger.portfolio.people}
    sums = (
        utilisation[~utilisation["is_fact"]]
        .groupby("engineer")[["available", "assigned", "overload"]]
        .sum()
        .round(2)
        .to_dict("index")
    )
    none = {"available": 0.0, "assigned": 0.0, "overload": 0.0}
    rows = []
    for engineer in utilisation["engineer"].drop_duplicates():
        person, total = people[engineer], sums.get(engineer, none)
        available, assigned = total["available"], total["assigned"]
        rows.append(
            (
                engineer,
                person.name,
                person.team,
                person.location,
                _skills(person),
                tuple(
                    sorted(set().union(*ledger.packages_with_hours[engineer].values()))
                ),
                available,
                assigned,
                assigned / available if available else float("nan"),
                total["overload"],
            )
        )
    return frame(rows, COLUMNS)


def _skills(person: Engineer) -> tuple[str, ...]:
    return tuple(
        f"{name} {skill.level}" + (f" × {skill.speed:f}" if skill.speed != 1 else "")
        for name, skill in person.skills.items()
    )
