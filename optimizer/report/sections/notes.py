"""What else is worth knowing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.grid import Kind, grid
from optimizer.report.page import Section
from optimizer.report.tables.issues import issues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.portfolio.issue import Issue

WHAT = {"where": ("Where", Kind.TEXT), "message": ("What", Kind.TEXT)}
KIND_AND_WHAT = {"severity": ("Kind", Kind.TEXT), **WHAT}


def notes(found: Sequence[Issue]) -> Section | None:
    """Return warnings and notes, each once; None where there are none."""
    if not found:
        return None
    shown = grid("Warnings and notes", issues(dict.fromkeys(found)), KIND_AND_WHAT)
    return Section("notes", "Worth knowing", grids=(shown,))


def conflict(found: Sequence[Issue], *, minimal: bool) -> Section:
    """Return why there is no plan."""
    sentence = (
        "Each of these could be kept alone, but not all together: give way in one."
        if minimal
        else "These rules stand in each other's way; not all of them need to give way."
    )
    return Section(
        "conflict",
        "Why there is no plan",
        (sentence,),
        grids=(grid("What cannot all hold", issues(found), WHAT, always_open=True),),
    )
