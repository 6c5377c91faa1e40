"""What the hours cost, by project and month."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from optimizer.plan.costs import cost_by_month
from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.plan.ledger import Ledger

COLUMNS = ("project", "name", "month", "cost", "capex", "opex")


def costs(ledger: Ledger) -> pd.DataFrame:
    """Return one row per project and month with hours that cost.

    Columns
    -------
    month
        Its first day; a period belongs to the month of its first day.
    cost, capex, opex
        Money: the hours at own or role rates, and its capital and operating parts.
    """
    names = {project.id: project.name for project in ledger.portfolio.projects}
    return frame(
        (
            (
                line.project,
                names[line.project],
                date.fromisoformat(f"{line.month}-01"),
                float(line.total),
                float(line.capex),
                float(line.opex),
            )
            for line in cost_by_month(ledger)
        ),
        COLUMNS,
    )
