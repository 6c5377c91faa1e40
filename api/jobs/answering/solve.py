"""The best plan of a portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.access.sight import seen_portfolio
from api.jobs.answering.found import Found
from api.jobs.answering.seen import outcome_seen, without_money
from api.storage.judged import JudgedPlan
from optimizer.report.report import report_page
from optimizer.solving import solve

if TYPE_CHECKING:
    from api.access.seen_results import Look
    from api.jobs.questions import SolveQuestion
    from optimizer.plan.effort import Control
    from optimizer.report.unwritten import Page

LABEL = "plan"
"""What the plan of a solve is called."""


def solved(question: SolveQuestion, control: Control) -> Found:
    """Return the best plan, or that there is none."""
    outcome = solve(
        question.portfolio,
        question.goals,
        question.effort.limits,
        question.baseline,
        question.now,
        control,
    )

    def tell(look: Look) -> Page:
        page = report_page(
            seen_portfolio(question.portfolio, look.sight),
            outcome=outcome_seen(outcome, look),
            baseline=question.baseline,
            now=question.now,
        )
        return page if look.net_value else without_money(page)

    plans: tuple[JudgedPlan, ...] = ()
    if outcome.plan is not None and outcome.verdict is not None:
        judged = JudgedPlan(label=LABEL, plan=outcome.plan, verdict=outcome.verdict)
        plans = (judged,)
    return Found(outcome, tell, plans)
