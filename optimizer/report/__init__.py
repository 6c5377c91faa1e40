"""What people see of a plan: tables, charts and one self-contained HTML report.

Names load on first use, so that reading what was told does not wait for the charts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.report import charts, tables
    from optimizer.report.report import render_report, write_report

_HOMES = {
    "render_report": "optimizer.report.report",
    "write_report": "optimizer.report.report",
}

__all__ = ["charts", "render_report", "tables", "write_report"]


def __getattr__(name: str) -> object:
    """Load a public name from its home."""
    if name in {"charts", "tables"}:
        return import_module(f"{__name__}.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
