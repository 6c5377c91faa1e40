"""What budgets allow and what the plan uses of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.spending import budget_use
from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.plan.ledger import Ledger

COLUMNS = ("budget", "name", "span", "basis", "limit", "used", "spent", "left")


def budgets(ledger: Ledger) -> pd.DataFrame:
    """Return one row per limit of each budget; money.

    Columns
    -------
    span
        ``all`` or a quarter such as ``2026-Q1``.
    basis
        What the budget is used by.
    used, spent
        In all, and the part of it that lies before *now*.
    left
        limit − used; negative where it is overspent.
    """
    known = {budget.id: budget for budget in ledger.portfolio.budgets}
    return frame(
        (
            (
                use.budget,
                known[use.budget].name,
                use.quarter or "all",
                known[use.budget].basis.value.replace("_", " "),
                float(use.limit),
                float(use.used),
                float(use.spent_before_now),
                float(use.limit - use.used),
            )
            for use in budget_use(ledger)
        ),
        COLUMNS,
    )
