"""What changes against the running plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report import tables
from optimizer.report.grid import Kind, grid
from optimizer.report.page import Section
from optimizer.report.wording import count

if TYPE_CHECKING:
    from optimizer.report.material import Material

COLUMNS = {
    "package": ("Package", Kind.TEXT),
    "name": ("Name", Kind.TEXT),
    "change": ("Change", Kind.TEXT),
    "engineer": ("Person", Kind.TEXT),
    "before": ("Started", Kind.DAY),
    "after": ("Starts", Kind.DAY),
    "periods": ("By, {period}s", Kind.NUMBER),
}


def changes(material: Material) -> Section | None:
    """Return the differences from the baseline; None where there is none to compare."""
    if material.ledger.baseline is None:
        return None
    table = tables.moves(material.ledger)
    columns = {
        source: (title.format(period=material.period), kind)
        for source, (title, kind) in COLUMNS.items()
    }
    measures = material.measures
    if table.empty:
        sentence = "Nothing changes: same packages, same dates, same people."
    else:
        sentence = (
            f"{count(int(measures.moves), 'move')} (somebody joins a package), "
            f"{count(int(measures.releases), 'release')} (somebody leaves one), starts "
            f"shifted by {count(int(measures.shift), material.period)} in all, "
            f"{count(int(measures.dropped), 'package')} dropped."
        )
    return Section(
        id="changes",
        title="What changes against the running plan",
        sentences=(sentence,),
        grids=(grid("Changes", table, columns),) if len(table) else (),
    )
