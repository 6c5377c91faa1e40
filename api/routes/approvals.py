"""Approvals: which plan a portfolio goes by, since when, why, and the way back."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Response, status
from pydantic import Field, PlainValidator

from api.access.caller import Caller
from api.access.principal import Principal, Role
from api.access.sight import seen_measures, sight_of
from api.approvals import proposed
from api.routes.documents import DocumentRoute, calendar, document, text
from api.routes.permitted import InPortfolio
from api.routes.repeating import Repetition
from api.routes.views import IDENTITY, AskedPart, Listing, PortfolioId, View
from api.service import Service, Serving
from api.storage import approvals, running
from api.storage.errors import NotFound
from api.storage.running import Cause, RunningState
from optimizer.portfolio.base import DomainModel, Text

router = APIRouter(prefix="/portfolios", tags=["approvals"], route_class=DocumentRoute)


class ApprovalRequest(DomainModel):
    """Which answer is to be what the portfolio goes by.

    Attributes
    ----------
    job
        The question that was answered.
    answer
        Which of its answers: the label of the plan, such as `plan` of a solve and
        `response` of a what-if.
    comment
        Why.
    """

    job: Annotated[str, Field(strict=True, pattern=IDENTITY)]
    answer: Annotated[Text, Field(min_length=1)]
    comment: Text = ""


class UndoRequest(DomainModel):
    """Which state is to be taken back.

    Attributes
    ----------
    number
        The latest one, as you have seen it.
    comment
        Why.
    """

    number: Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)]
    comment: Text = ""


APPROVER = InPortfolio(Role.APPROVER, "approve a plan")
UNDOER = InPortfolio(Role.APPROVER, "undo an approval")
ApprovalText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=ApprovalRequest), Body()
]
UndoText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=UndoRequest), Body()
]


class RunningStateView(View):
    """What a portfolio went by from a time on.

    Attributes
    ----------
    number
        From 1, one more with every state of the portfolio.
    cause
        `imported` with the portfolio, `kept` by somebody, `approved`, or `undone`.
    before_version, portfolio_version
        The version of the portfolio until then, and from then on.
    before_plan_id, plan_id
        The running plan until then, and from then on; null for none.
    job_id, answer
        Whose answer was approved.
    undone
        The number of the state that this one takes back.
    created_at, created_by
        When it was decided, and by which user.
    before, after
        Measures of both plans; empty where nobody measured.
    """

    id: str
    portfolio_id: str
    number: int
    cause: Cause
    before_version: int
    portfolio_version: int
    before_plan_id: str | None
    plan_id: str | None
    job_id: str | None
    answer: str | None
    undone: int | None
    comment: str
    created_at: datetime
    created_by: str
    before: dict[str, float]
    after: dict[str, float]


@router.post("/{portfolio_id}/approvals", status_code=status.HTTP_201_CREATED)
def approve_answer(
    service: Serving,
    caller: Annotated[Principal, Depends(APPROVER)],
    portfolio_id: PortfolioId,
    repetition: Repetition,
    content: ApprovalText,
    response: Response,
) -> RunningStateView:
    """Make the plan of an answer the running one; Location names it.

    Where the scenario that was answered changes the portfolio, the next version is the
    portfolio after the changes: what the plan was made for. The checker looks at it
    once more. If the portfolio or its running plan has moved on since the question was
    asked, nothing changes and the answer is 409: rebase the job.
    """
    asked = document(ApprovalRequest, content)
    with service.database.reading() as session:
        made = repetition.made(session, caller)
        proposal = None
        if made is None:
            proposal = proposed(session, caller, asked.job, asked.answer)
            if proposal.job.portfolio_id != portfolio_id:
                raise NotFound("job", asked.job)
    if proposal is not None:
        with calendar():
            approval = proposal.approval(asked.comment)
        with service.database.writing() as session:
            made = repetition.once(
                session,
                caller,
                lambda: approvals.approve(session, caller, approval).id,
            )
    return told(service, caller, made or "", response)


@router.get("/{portfolio_id}/approvals")
async def list_approvals(
    service: Serving, caller: Caller, portfolio_id: PortfolioId, part: AskedPart
) -> Listing[RunningStateView]:
    """List what a portfolio went by, the latest first: who, when, why, and what."""
    found = await service.find(lambda it: running.page(it, caller, portfolio_id, part))
    items = tuple(
        RunningStateView.model_validate(seen_state(state, caller, service))
        for state in found.items
    )
    return Listing(items=items, after=found.after)


@router.post("/{portfolio_id}/approvals/undo", status_code=status.HTTP_201_CREATED)
def undo_approval(
    service: Serving,
    caller: Annotated[Principal, Depends(UNDOER)],
    portfolio_id: PortfolioId,
    repetition: Repetition,
    content: UndoText,
    response: Response,
) -> RunningStateView:
    """Go back to what the portfolio went by before the last approval.

    That is a further state, which can be undone as well. If something else came after
    the approval, nothing changes and the answer is 409.
    """
    asked = document(UndoRequest, content)
    with service.database.writing() as session:
        made = repetition.once(
            session,
            caller,
            lambda: (
                approvals.undo(
                    session, caller, portfolio_id, asked.number, asked.comment
                ).id
            ),
        )
    return told(service, caller, made, response)


def told(
    service: Service, caller: Principal, state_id: str, response: Response
) -> RunningStateView:
    """Tell what a portfolio goes by now, and where its plan is."""
    with service.database.reading() as session:
        state = running.read(session, caller, state_id)
    if state.plan_id is not None:
        response.headers["Location"] = f"/v1/plans/{state.plan_id}"
    return RunningStateView.model_validate(seen_state(state, caller, service))


def seen_state(
    state: RunningState, principal: Principal, service: Service
) -> RunningState:
    """Return as much of what a portfolio went by as somebody sees."""
    sight = sight_of(principal, state.portfolio_id, service.settings)
    return replace(
        state,
        before=seen_measures(state.before, sight),
        after=seen_measures(state.after, sight),
    )
