"""Who works on what, and who is overbooked when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report import charts, tables
from optimizer.report.grid import Kind, grid
from optimizer.report.page import Chart, Section
from optimizer.report.tables.frame import rows_of
from optimizer.report.wording import count, day, listed, named, number

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.report.material import Material

MOST_PEOPLE = 250
"""Rows of a chart by person; beyond them a browser and a reader get lost."""

MOST_BARS = 4000
"""Bars of a chart by person, for the same reason."""

ENGINEERS = {
    "engineer": ("Person", Kind.TEXT),
    "name": ("Name", Kind.TEXT),
    "team": ("Team", Kind.TEXT),
    "location": ("Location", Kind.TEXT),
    "skills": ("Skills", Kind.TEXT),
    "packages": ("Packages", Kind.TEXT),
    "assigned": ("Hours planned", Kind.HOURS),
    "available": ("Hours available", Kind.HOURS),
    "used": ("Used", Kind.PERCENT),
    "overload": ("Overbooked", Kind.HOURS),
}
SCHEDULE = {
    "engineer": ("Person", Kind.TEXT),
    "package": ("Package", Kind.TEXT),
    "package_name": ("Name", Kind.TEXT),
    "project": ("Project", Kind.TEXT),
    "skill": ("Skill", Kind.TEXT),
    "first": ("From", Kind.DAY),
    "last": ("To", Kind.DAY),
    "hours": ("Hours", Kind.HOURS),
}
CONTENTION = {
    "engineer": ("Person", Kind.TEXT),
    "name": ("Name", Kind.TEXT),
    "period": ("From", Kind.DAY),
    "assigned": ("Hours planned", Kind.HOURS),
    "available": ("Hours available", Kind.HOURS),
    "overload": ("Overbooked", Kind.HOURS),
    "wanted_by": ("Wanted by", Kind.TEXT),
}


def people(material: Material) -> Section | None:
    """Return the schedule by person; None for a portfolio without people."""
    if material.utilisation.empty:
        return None
    schedule, engineers = material.schedule, material.engineers
    drawn = engineers[engineers["engineer"].isin(_drawn(material))]
    absences = tables.absences(material.ledger, material.utilisation)
    idle = engineers[engineers["assigned"] == 0]["engineer"].tolist()
    sentence = (
        f"{count(len(engineers) - len(idle), 'person', 'people')} of {len(engineers)} "
        "work in this plan."
    )
    if idle:
        sentence += f" Without work in it: {listed(idle, 6)}."
    if len(drawn) < len(engineers):
        sentence += f" The charts show the {len(drawn)} most overbooked and busiest."
    chart = Chart(
        id="engineers",
        title="Schedule by person",
        description="One row per person with the packages they work on over time. "
        "The table has the dates and hours.",
        figures={"": charts.engineers(drawn, schedule, absences, material.now)},
        wide=True,
    )
    return Section(
        id="people",
        title="Who works on what",
        sentences=(sentence,),
        charts=(chart,),
        grids=(
            grid("People", _without_empty(engineers), _kept(ENGINEERS, engineers)),
            grid("Who works on what, from when to when", schedule, SCHEDULE),
        ),
    )


def overbooking(material: Material) -> Section | None:
    """Return utilisation and contention; None for a portfolio without people."""
    if material.utilisation.empty:
        return None
    contention = material.contention
    overbooked = contention[contention["overload"] > 0]
    sentences = [_overbooked(overbooked, material.period)]
    split = len(contention) - len(overbooked)
    if split:
        sentences.append(
            f"{count(split, 'time')} somebody works on several packages in one "
            f"{material.period} without being overbooked."
        )
    drawn = material.utilisation["engineer"].isin(_drawn(material))
    chart = Chart(
        id="utilisation",
        title=f"Hours planned of hours available, by person and {material.period}",
        description=f"A heat map. {sentences[0]} Overbooked cells are crossed.",
        figures={"": charts.utilisation(material.utilisation[drawn])},
        wide=True,
    )
    grids = (grid("Contention", contention, _kept(CONTENTION, contention)),)
    return Section(
        id="overbooking",
        title="Who is overbooked, and when",
        sentences=tuple(sentences),
        charts=(chart,),
        grids=grids if len(contention) else (),
    )


def _drawn(material: Material) -> set[str]:
    """Return whom the charts show: all, or the busiest where they would be too many."""
    engineers = material.engineers
    ordered = engineers.sort_values(
        ["overload", "assigned"], ascending=False, kind="stable"
    )["engineer"]
    bars = ordered.map(material.schedule["engineer"].value_counts()).fillna(0).cumsum()
    return set(ordered[bars <= MOST_BARS].head(MOST_PEOPLE))


def _overbooked(overbooked: pd.DataFrame, period: str) -> str:
    if overbooked.empty:
        return "Nobody is booked for more hours than they have."
    worst = [
        f"{named(row.engineer, row.name)} from {day(row.period)} "
        f"({number(row.overload, 1)} h too many)"
        for row in rows_of(overbooked.drop_duplicates("engineer").head(3))
    ]
    everybody = count(overbooked["engineer"].nunique(), "person is", "people are")
    return (
        f"{everybody} overbooked, in {count(len(overbooked), period)} altogether. "
        f"The worst: {listed(worst)}."
    )


def _kept(
    columns: dict[str, tuple[str, Kind]], table: pd.DataFrame
) -> dict[str, tuple[str, Kind]]:
    """Return the columns without those of text that are empty in every row."""
    return {
        key: column
        for key, column in columns.items()
        if column[1] is not Kind.TEXT or table[key].map(bool).any()
    }


def _without_empty(table: pd.DataFrame) -> pd.DataFrame:
    return table.fillna({"team": "", "location": ""})
