"""What a portfolio went by: who decided, when, why; and the way back."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from api.access.principal import Role
from api.access.sight import sight_of
from api.routes.approvals import seen_state
from api.routes.views import AskedPart, PortfolioId
from api.storage import approvals, keys, portfolios, running
from api.storage.errors import MovedOn, NothingToUndo
from api.storage.paging import Part
from api.storage.running import RunningState
from api.web.answer_titles import titles_of
from api.web.gauges import Gauge, gauges
from api.web.looking import Look, Looking
from api.web.refused import Refused

router = APIRouter()

Comment = Annotated[str, Form(max_length=2_000)]
Number = Annotated[int, Form(ge=1, le=2**31 - 1)]


@dataclass(frozen=True, slots=True)
class Decided:
    """A state with what it changed, as it is listed."""

    state: RunningState
    by: str
    answer: str
    rows: tuple[Gauge, ...]


@router.get("/portfolios/{portfolio_id}/history")
def show_history(look: Looking, portfolio_id: PortfolioId, part: AskedPart) -> Response:
    """Show what a portfolio went by, the latest first."""
    return _page(look, portfolio_id, part)


@router.post("/portfolios/{portfolio_id}/history/undo")
def undo(
    look: Looking,
    portfolio_id: PortfolioId,
    number: Number,
    comment: Comment = "",
) -> Response:
    """Go back to what the portfolio went by before."""
    try:
        with look.service.database.writing() as session:
            approvals.undo(session, look.principal, portfolio_id, number, comment)
    except (MovedOn, NothingToUndo) as error:
        return _page(look, portfolio_id, Part(), comment, refused=error)
    return look.lead_to(f"/portfolios/{portfolio_id}/history")


def _page(
    look: Look,
    portfolio_id: str,
    part: Part,
    comment: str = "",
    *,
    refused: Exception | None = None,
) -> Response:
    with look.service.database.reading() as session:
        kept = portfolios.read(session, look.principal, portfolio_id)
        found = running.page(session, look.principal, portfolio_id, part)
        names = keys.names(
            session, look.principal, (one.created_by for one in found.items)
        )
        sight = sight_of(look.principal, portfolio_id, look.service.settings)
        answers = {
            one.number: titles_of(session, one.job_id, (one.answer,), sight)[one.answer]
            for one in found.items
            if one.job_id is not None and one.answer is not None
        }
    told = None if refused is None else Refused.by(refused)
    states = [seen_state(one, look.principal, look.service) for one in found.items]
    decided = [
        Decided(
            state,
            names.get(state.created_by, ""),
            answers.get(state.number, ""),
            gauges(state.before, state.after, kept.portfolio),
        )
        for state in states
    ]
    approves = look.principal.may(Role.APPROVER, portfolio_id)
    return look.show(
        "approvals/history.html",
        HTTPStatus.OK if told is None else told.status,
        portfolio=kept.entry,
        decided=decided,
        after=found.after,
        undoes=approves and part.after is None and is_last(states, kept.entry.version),
        comment=comment,
        refused=told,
    )


def is_last(states: list[RunningState], version: int) -> bool:
    """Return whether the latest state can be taken back."""
    if not states:
        return False
    return states[0].cause.is_approval and states[0].portfolio_version == version
