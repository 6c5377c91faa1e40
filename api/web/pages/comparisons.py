"""Comparing: the best responses to two to ten scenarios, side by side."""

import re

from fastapi import APIRouter
from fastapi.responses import Response

from api.jobs.questions import ComparisonQuestion
from api.routes.views import IDENTITY, PortfolioId
from api.storage import scenarios
from api.storage.paging import Part
from api.storage.scenarios import ScenarioRecord
from api.web.leading import Fields
from api.web.looking import Look, Looking
from api.web.pages.scenarios import listed
from api.web.situations import base_of, refused, require_planner
from api.web.submitting import effort_within, submit
from scenarios.comparison.comparison import FEWEST, MOST

router = APIRouter()

CHOSEN = re.compile(f"scenario\\.({IDENTITY.strip('^$')})")
"""The names of the boxes beside scenarios."""


@router.post("/portfolios/{portfolio_id}/comparisons")
def compare(look: Looking, portfolio_id: PortfolioId, fields: Fields) -> Response:
    """Ask for the best responses to the scenarios that were chosen."""
    require_planner(look.principal, portfolio_id)
    effort, effort_wrong = effort_within(look, fields)
    with look.service.database.reading() as session:
        base = base_of(session, look.principal, portfolio_id)
    records = _chosen(look, portfolio_id, fields)
    wrong: list[str] = []
    if not FEWEST <= len(records) <= MOST:
        wrong.append(f"Choose {FEWEST} to {MOST} scenarios, found {len(records)}.")
    for record in records:
        found = refused(record.scenario, base.situation)
        if not found.is_empty:
            wrong.append(
                f"“{record.entry.name}” cannot be applied; open it to see why."
            )
    if wrong or effort is None:
        return listed(look, portfolio_id, Part(), wrong, fields, effort_wrong)
    question = ComparisonQuestion(
        portfolio=base.situation.portfolio,
        baseline=base.situation.baseline,
        scenarios=tuple(record.scenario for record in records),
        causes="causes" in fields,
        effort=effort,
    )
    wrong += [issue.message for issue in question.problems()]
    if wrong:
        return listed(look, portfolio_id, Part(), wrong, fields, effort_wrong)
    return look.lead_to(f"/jobs/{submit(look, base, question, fields)}")


def _chosen(
    look: Look, portfolio_id: str, fields: dict[str, str]
) -> list[ScenarioRecord]:
    """Return the scenarios of a portfolio whose boxes are ticked."""
    found = [matched[1] for name in fields if (matched := CHOSEN.fullmatch(name))]
    with look.service.database.reading() as session:
        records = [
            scenarios.read(session, look.principal, one) for one in found[: MOST + 1]
        ]
    return [one for one in records if one.entry.portfolio_id == portfolio_id]
