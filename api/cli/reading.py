"""A portfolio and a plan of it, from one file or from two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.exits import Refused
from optimizer.files import read, read_plan

if TYPE_CHECKING:
    from pathlib import Path

    from optimizer.plan.plan import Plan
    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio


def read_both(
    portfolio: Path, plan: Path | None
) -> tuple[Portfolio, Plan | None, tuple[Issue, ...]]:
    """Return a portfolio, the plan given or in its own file, and the reader's notes.

    Raises
    ------
    UnreadableFile
        If either cannot be read.
    """
    loaded = read(portfolio)
    chosen = loaded.plan if plan is None else read_plan(plan, loaded.portfolio)
    return loaded.portfolio, chosen, loaded.notes


def require_plan(plan: Plan | None, portfolio: Path) -> Plan:
    """Return the plan.

    Raises
    ------
    Refused
        If neither a plan was given nor the portfolio's file has one.
    """
    if plan is None:
        raise Refused(
            "no_plan",
            f"{portfolio} has no plan in it; name one: PORTFOLIO PLAN.json.",
        )
    return plan
