"""Where the difference of two plans comes from, by project and by cause."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from optimizer.report.grid import Kind, grid, worded
from optimizer.report.page import Chart, Section
from scenarios.report.charts.waterfall import waterfall
from scenarios.tables.comparison import causes
from scenarios.tables.dossier import VALUES
from scenarios.tables.lineup import DIFFERENCES
from scenarios.tables.waterfall import by_cause, by_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.report.grid import Grid
    from scenarios.comparison.by_cause import Decomposition
    from scenarios.tables.lineup import Lineup

COLUMNS = {
    "after": ("Plan", Kind.TEXT),
    "item": ("Project or offer", Kind.TEXT),
    "was": ("Was", Kind.TEXT),
    "becomes": ("Becomes", Kind.TEXT),
    "value_before": ("In the first, {unit}", Kind.NUMBER),
    "value_after": ("In this plan", Kind.NUMBER),
    "difference": ("Difference", Kind.NUMBER),
}
CAUSES = {
    "number": ("No.", Kind.NUMBER),
    "sentence": ("What happens", Kind.TEXT),
    "part_low": ("Adds at least, {unit}", Kind.NUMBER),
    "part_high": ("Adds at most", Kind.NUMBER),
    "net_value_low": ("Best after it, at least", Kind.NUMBER),
    "net_value_high": ("At most", Kind.NUMBER),
}


def differences(lineup: Lineup) -> Section | None:
    """Return the difference of any two plans, part by part; None without two."""
    values, unit = lineup.tables[VALUES], lineup.comparison.unit
    names = [
        one.name for one in lineup.comparison.candidates if one.figures is not None
    ]
    if len(names) < 2:
        return None
    pairs = sorted(
        combinations(names, 2),
        key=lambda pair: (names.index(pair[0]), -names.index(pair[1])),
    )
    chart = Chart(
        id="waterfall",
        title=f"From the value of one plan to that of another, in {unit}",
        description="A waterfall by project: the first plan, what each project adds "
        "or takes, the second plan. The table has the numbers.",
        figures={
            f"{one} → {other}": waterfall(by_project(values, one, other), unit)
            for one, other in pairs
        },
        choice="Plans",
    )
    table = lineup.tables[DIFFERENCES]
    changed = table[table["difference"] != 0]
    shown = grid(DIFFERENCES, changed, worded(COLUMNS, unit=unit)).with_note(
        "What does not differ is left out; the rows of a plan add up to its difference."
    )
    return Section(
        id="differences",
        title="Where the difference comes from",
        charts=(chart, *_cause_charts(lineup)),
        grids=(shown, *(_causes(found, unit) for found in lineup.decompositions)),
    )


def _cause_charts(lineup: Lineup) -> Iterator[Chart]:
    drawn = {
        found.scenario: waterfall(by_cause(found), lineup.comparison.unit)
        for found in lineup.decompositions
        if len(by_cause(found))
    }
    if drawn:
        yield Chart(
            id="causes",
            title="What each change adds to the best value, in the listed order",
            description="A waterfall by change. The table has the numbers.",
            figures=drawn,
            choice="Scenario",
        )


def _causes(found: Decomposition, unit: str) -> Grid:
    shown = grid(
        f"By change: {found.scenario}", causes(found), worded(CAUSES, unit=unit)
    )
    return shown.with_note(
        found.ended or "Another order of the same changes gives other parts."
    )
