"""A project decided in or out, and what is lost by cancelling one that runs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.ledger import Ledger
from optimizer.plan.plan import Plan
from optimizer.plan.sunk import sunk
from optimizer.portfolio.project import Decision
from scenarios.changes.editing import noted, with_project

if TYPE_CHECKING:
    from scenarios.situation import Situation


def decided_in(project: str, situation: Situation) -> Situation:
    """Return the situation in which a project is selected, whatever it is worth."""
    portfolio = with_project(situation.portfolio, project, decision=Decision.IN)
    return situation.replace(portfolio=portfolio)


def decided_out(project: str, situation: Situation) -> Situation:
    """Return the situation without a project, even if it runs or is mandatory.

    It stays in the portfolio, so that the running plan can be compared with, but owes
    no penalty any more; a note says what was worked and spent on it.
    """
    portfolio = with_project(
        situation.portfolio,
        project,
        decision=Decision.OUT,
        mandatory=False,
        floor=Decimal(0),
    )
    situation = situation.replace(portfolio=portfolio)
    for lost in sunk(Ledger(Plan(), portfolio, situation.baseline)):
        if lost.project == project:
            message = (
                f"{project} is cancelled; {float(lost.hours):,.10g} hours of work and "
                f"a cost of {float(lost.cost):,.10g} are sunk."
            )
            situation = noted(situation, "sunk", f"projects/{project}", message)
    return situation
