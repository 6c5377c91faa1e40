"""What the plan costs, by project and month, and what budgets say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report import tables
from optimizer.report.grid import Kind, grid
from optimizer.report.page import Section
from optimizer.report.wording import listed, number

if TYPE_CHECKING:
    from optimizer.report.grid import Grid
    from optimizer.report.material import Material

COSTS = {
    "project": ("Project", Kind.TEXT),
    "name": ("Name", Kind.TEXT),
    "month": ("Month from", Kind.DAY),
    "cost": ("Cost", Kind.NUMBER),
    "capex": ("Capital", Kind.NUMBER),
    "opex": ("Operating", Kind.NUMBER),
}
BUDGETS = {
    "budget": ("Budget", Kind.TEXT),
    "name": ("Name", Kind.TEXT),
    "span": ("For", Kind.TEXT),
    "basis": ("Used by", Kind.TEXT),
    "limit": ("Limit", Kind.NUMBER),
    "used": ("Planned", Kind.NUMBER),
    "left": ("Left", Kind.NUMBER),
}


def money(material: Material) -> Section | None:
    """Return cost and budgets; None where nothing has a price."""
    costs = tables.costs(material.ledger)
    budgets = tables.budgets(material.ledger)
    total = float(costs["cost"].sum())
    grids: list[Grid] = []
    sentences = []
    if total:
        sentences.append(f"The hours of this plan cost {number(total, 2)} in all.")
        grids.append(grid("Cost by project and month", costs, COSTS))
    if len(budgets):
        over = budgets[budgets["left"] < 0]["budget"].drop_duplicates().tolist()
        sentences.append(
            f"Overspent: {listed(over, 6)}." if over else "Every budget is kept."
        )
        grids.append(grid("Budgets", budgets, BUDGETS))
    if not grids:
        return None
    return Section("money", "What it costs", tuple(sentences), grids=tuple(grids))
