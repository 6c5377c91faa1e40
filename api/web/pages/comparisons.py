"""Comparing: the best responses to two to ten scenarios, side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import Response

from api.jobs.questions import ComparisonQuestion
from api.routes.views import IDENTITY, PortfolioId
from api.storage import scenarios
from api.storage.paging import Part
from api.storage.scenarios import ScenarioRecord
from api.web.change_editing import LONGEST_NAME
from api.web.leading import Fields
from api.web.looking import Look, Looking
from api.web.pages.scenarios import Listed, listed
from api.web.situations import Base, base_of, refused, require_planner
from api.web.submitting import effort_within, submit
from scenarios.comparison.comparison import FEWEST, MOST

router = APIRouter()

CHOSEN = re.compile(f"scenario\\.({IDENTITY.strip('^$')})")
"""The names of the boxes beside scenarios."""


@router.post("/portfolios/{portfolio_id}/comparisons")
def compare(look: Looking, portfolio_id: PortfolioId, fields: Fields) -> Response:
    """Ask for the best responses to the scenarios that were chosen, or list others."""
    require_planner(look.principal, portfolio_id)
    records = _chosen(look, portfolio_id, fields)
    which = Listed(
        chosen=tuple(record.entry for record in records),
        sought=fields.get("sought", "")[:LONGEST_NAME],
        fields=fields,
    )
    if fields.get("press") == "find":
        return listed(look, portfolio_id, which)
    after = fields.get("after", "")
    if re.fullmatch(IDENTITY, after):
        return listed(look, portfolio_id, replace(which, part=Part(after)))
    effort, effort_wrong = effort_within(look, fields)
    with look.service.database.reading() as session:
        base = base_of(session, look.principal, portfolio_id)
    wrong = list(_wrong(records, base))
    which = replace(which, wrong=wrong, effort_wrong=effort_wrong)
    if wrong or effort is None:
        return listed(look, portfolio_id, which)
    question = ComparisonQuestion(
        portfolio=base.situation.portfolio,
        baseline=base.situation.baseline,
        scenarios=tuple(record.scenario for record in records),
        causes="causes" in fields,
        effort=effort,
    )
    wrong = [issue.message for issue in question.problems()]
    if wrong:
        return listed(look, portfolio_id, replace(which, wrong=wrong))
    return look.lead_to(f"/jobs/{submit(look, base, question, fields)}")


def _wrong(records: Sequence[ScenarioRecord], base: Base) -> Iterator[str]:
    """Yield what keeps scenarios from being compared."""
    if not FEWEST <= len(records) <= MOST:
        yield f"Choose {FEWEST} to {MOST} scenarios, found {len(records)}."
    for record in records:
        if not refused(record.scenario, base.situation).is_empty:
            yield f"“{record.entry.name}” cannot be applied; open it to see why."


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
