"""A curve: what the best plan is worth as one number grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.grid import Kind, grid, worded
from optimizer.report.page import Chart, Section
from scenarios.report.charts.value_curve import value_curve

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from scenarios.curve import Curve

COLUMNS = {
    "at": ("At", Kind.TEXT),
    "net_value": ("Best value found, {unit}", Kind.NUMBER),
    "at_most": ("No plan can pass", Kind.NUMBER),
    "gain": ("More than before it", Kind.NUMBER),
    "proof": ("Proof", Kind.TEXT),
    "remark": ("Remark", Kind.TEXT),
}


def curve(sweep: Curve, table: pd.DataFrame, title: str, unit: str) -> Section | None:
    """Return a curve with its table; None where nothing was asked."""
    if table.empty:
        return None
    sentences = tuple(_sentences(sweep, table))
    chart = Chart(
        id="curve-chart",
        title=f"{title}, in {unit}",
        description=f"A line with one point per number asked. {' '.join(sentences)} "
        "The table has the numbers.",
        figures={"": value_curve(table, unit)},
    )
    shown = grid(title, table, worded(COLUMNS, unit=unit), always_open=True)
    return Section("curve", title, sentences, (chart,), (shown,))


def _sentences(sweep: Curve, table: pd.DataFrame) -> Iterator[str]:
    knees = table[table["remark"] == "knee"]
    if len(knees):
        yield (
            f"The knee is at {knees['at'].iloc[0]}: of all numbers asked it lies "
            "highest above the straight line from the first to the last."
        )
    if not sweep.complete:
        yield "The sweep was stopped before every number was asked."
