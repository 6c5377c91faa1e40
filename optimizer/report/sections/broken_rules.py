"""The rules that the plan breaks, where there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report import tables
from optimizer.report.grid import Kind, grid
from optimizer.report.page import Section
from optimizer.report.wording import count

if TYPE_CHECKING:
    from optimizer.report.material import Material

COLUMNS = {
    "rule": ("Rule", Kind.TEXT),
    "where": ("Where", Kind.TEXT),
    "period": ("From", Kind.DAY),
    "hours": ("Hours", Kind.HOURS),
    "message": ("What was found", Kind.TEXT),
    "fact": ("Already happened", Kind.YES_NO),
}


def broken_rules(material: Material) -> Section | None:
    """Return the list of broken rules; None for a plan that breaks none."""
    table = tables.broken_rules(material.verdict)
    if table.empty:
        return None
    facts = int(table["fact"].sum())
    open_ = len(table) - facts
    sentences = [f"The plan breaks a rule in {count(open_, 'place')}."] if open_ else []
    if facts:
        sentences.append(
            f"{count(facts, 'time')} a rule was broken before now. That is fact, and "
            "no reason to refuse the plan."
        )
    columns = {name: c for name, c in COLUMNS.items() if name != "fact" or facts}
    shown = table.assign(rule=table["rule"].str.replace("_", " "))
    return Section(
        id="rules",
        title="Broken rules",
        sentences=tuple(sentences),
        grids=(grid("Broken rules", shown, columns, always_open=True),),
    )
