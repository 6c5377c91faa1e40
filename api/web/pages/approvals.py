"""Approving an answer, and asking again after something has moved on."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import Response

from api.access.sight import seen_measures, sight_of
from api.approvals import Proposal, proposed
from api.rebases import best_of, changed, rebased
from api.refusals import NotAccepted, Unanswerable
from api.routes.documents import calendar
from api.routes.views import JobId
from api.storage import approvals, jobs, keys, plans, portfolios, running
from api.storage.errors import MovedOn
from api.web.answer_titles import in_order, titles_of
from api.web.efforts import new_name
from api.web.gauges import Gauge, gauges
from api.web.looking import Look, Looking
from api.web.refused import Refused
from api.web.repeated import Sent
from optimizer.errors import InvalidPlan, InvalidPortfolio
from scenarios.errors import InvalidScenario

router = APIRouter()

REFUSALS = (
    MovedOn,
    NotAccepted,
    Unanswerable,
    InvalidScenario,
    InvalidPlan,
    InvalidPortfolio,
)
"""What the page of an approval tells beside what it was asked for."""

Answer = Annotated[str, Query(max_length=2_000)]
GivenAnswer = Annotated[str, Form(max_length=2_000)]
Comment = Annotated[str, Form(max_length=2_000)]


@router.get("/jobs/{job_id}/approve")
def show_approval(look: Looking, job_id: JobId, answer: Answer = "") -> Response:
    """Show what would change if an answer were approved."""
    known = labels(look, job_id)
    chosen = answer or (best_of(known) if known else "")
    if is_in_force(look, job_id, chosen):
        return _page(look, job_id, chosen, known, in_force=True)
    try:
        with look.service.database.reading() as session:
            proposal = proposed(session, look.principal, job_id, chosen)
        with calendar():
            proposal.approval()
    except REFUSALS as error:
        page = _page(look, job_id, chosen, known, refused=error)
        page.status_code = HTTPStatus.OK
        return page
    return _page(look, job_id, chosen, known, proposal)


@router.post("/jobs/{job_id}/approve")
def approve(
    look: Looking, job_id: JobId, answer: GivenAnswer = "", comment: Comment = ""
) -> Response:
    """Make the plan of an answer the running one; once, however often it is sent."""
    if is_in_force(look, job_id, answer):
        return _page(look, job_id, answer, labels(look, job_id), in_force=True)
    try:
        with look.service.database.reading() as session:
            proposal = proposed(session, look.principal, job_id, answer)
        with calendar():
            approval = proposal.approval(comment)
        with look.service.database.writing() as session:
            approvals.approve(session, look.principal, approval)
    except REFUSALS as error:
        known = labels(look, job_id)
        return _page(look, job_id, answer, known, comment=comment, refused=error)
    return look.lead_to(f"/portfolios/{proposal.job.portfolio_id}/history")


@router.post("/jobs/{job_id}/rebase")
def rebase(look: Looking, job_id: JobId, sending: Sent) -> Response:
    """Ask the question of a job of the portfolio as it is now."""
    try:
        with look.service.database.reading() as session:
            submission = rebased(session, look.principal, job_id)
    except REFUSALS as error:
        return _page(look, job_id, "", (), refused=error)
    most = look.service.settings.queued_per_user
    with look.service.database.writing() as session:
        made = sending.once(
            session,
            look.principal,
            lambda: jobs.submit(session, look.principal, submission, most).id,
        )
    look.service.supervisor.wake()
    return look.lead_to(f"/jobs/{made}")


@router.get("/jobs/{job_id}/difference")
def show_difference(look: Looking, job_id: JobId) -> Response:
    """Show how the answer of a job that was asked again differs from the one before."""
    with look.service.database.reading() as session:
        job = jobs.read(session, look.principal, job_id)
        kept = portfolios.read(session, look.principal, job.portfolio_id)
        with calendar():
            found = changed(session, look.principal, job, look.service.settings)
        sight = sight_of(look.principal, job.portfolio_id, look.service.settings)
        labels_shown = () if found is None else (found.answer,)
        titles = titles_of(session, job_id, labels_shown, sight)
    rows: tuple[Gauge, ...] = ()
    if found is not None:
        rows = gauges(found.before, found.after, kept.portfolio)
    return look.show(
        "approvals/difference.html",
        job=job,
        portfolio=kept.entry,
        found=found,
        rows=rows,
        titles=titles,
    )


def labels(look: Look, job_id: str) -> tuple[str, ...]:
    """Return which answers of a job have a plan, in the order they are told."""
    with look.service.database.reading() as session:
        return in_order(plans.answers(session, look.principal, job_id))


def is_in_force(look: Look, job_id: str, answer: str) -> bool:
    """Return whether the plan of an answer is the running one already."""
    with look.service.database.reading() as session:
        job = jobs.read(session, look.principal, job_id)
        state = running.latest(session, look.principal, job.portfolio_id)
    return state is not None and (state.job_id, state.answer) == (job_id, answer)


def _page(  # noqa: PLR0913 - what a page shows
    look: Look,
    job_id: str,
    answer: str,
    known: Sequence[str],
    proposal: Proposal | None = None,
    comment: str = "",
    *,
    refused: Exception | None = None,
    in_force: bool = False,
) -> Response:
    """Show an answer with what would change, or why it cannot be approved."""
    with look.service.database.reading() as session:
        job = jobs.read(session, look.principal, job_id)
        entry = portfolios.entry(session, look.principal, job.portfolio_id)
        owner = keys.names(session, look.principal, [job.owner]).get(job.owner, "")
        sight = sight_of(look.principal, job.portfolio_id, look.service.settings)
        titles = titles_of(session, job_id, (*known, answer), sight)
    told = None if refused is None else Refused.by(refused)
    rows: tuple[Gauge, ...] = ()
    if proposal is not None:
        before, after = (seen_measures(one, sight) for one in proposal.measures())
        rows = gauges(before, after, proposal.then.portfolio)
    return look.show(
        "approvals/approve.html",
        HTTPStatus.OK if told is None else told.status,
        job=job,
        owner=owner,
        portfolio=entry,
        answer=answer,
        answers=known,
        proposal=proposal,
        rows=rows,
        comment=comment,
        refused=told,
        in_force=in_force,
        titles=titles,
        once=new_name(),
    )
