"""Jobs: how far a question is, how it goes on, and what was found."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response, status
from fastapi.concurrency import run_in_threadpool

from api.access.caller import Caller
from api.access.principal import Principal, Role
from api.access.seen_results import Look, seen_job, seen_result
from api.access.sight import sight_of
from api.jobs.questions import KINDS
from api.refusals import NoResult, NotEnded
from api.routes.repeating import Repetition
from api.routes.views import IDENTITY, AskedPart, JobId, Listing, View
from api.service import Service, Serving
from api.storage import jobs
from api.storage.errors import NotAllowed
from api.storage.jobs import JobRecord, JobState, Wanted
from optimizer.plan.outcome import Outcome
from scenarios.curve import Curve
from scenarios.pareto.point import Front
from scenarios.prices.budget import BudgetPrice
from scenarios.prices.cross_training import TrainingPrices
from scenarios.prices.floor import FloorPrice
from scenarios.prices.key_people import KeyPeople
from scenarios.prices.offer import OfferPrice
from scenarios.prices.person import PeoplePrices
from scenarios.records import ComparisonRecord, MovesRecord, ScenarioRecord
from scenarios.why.explanation import WhyNot, WhyProject

router = APIRouter(prefix="/jobs", tags=["jobs"])


class JobView(View):
    """A question, and how far the search for its answer is.

    Attributes
    ----------
    running
        The number of the portfolio's running state that it was asked of.
    rebased_from
        The job whose question this one asks of a later state.
    input_hash
        SHA-256 of all that decides the answer; empty for those who do not see all.
    attempts
        How often a worker died of it.
    cancelling
        Somebody asked to stop it.
    tier, value, bound, gap
        The goal that is being searched for, the best value so far, what no plan can
        pass, and how far these are apart as a share. Once it has ended, those of the
        first goal of the answer; null where that is made of many searches.
    problem_code, problem
        Why it failed, for programs and for people.
    plan_ids
        The plans that it found, each accepted by the checker or with what it breaks.
    """

    id: str
    kind: str
    state: JobState
    portfolio_id: str
    portfolio_version: int
    scenario_id: str | None
    scenario_version: int | None
    running: int
    rebased_from: str | None
    owner: str
    priority: int
    input_hash: str
    attempts: int
    cancelling: bool
    submitted_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    tier: str | None
    value: float | None
    bound: float | None
    gap: float | None
    problem_code: str | None
    problem: str | None
    plan_ids: tuple[str, ...]


async def wanted(
    portfolio_id: Annotated[
        str | None,
        Query(alias="portfolio", pattern=IDENTITY, description="Only of a portfolio."),
    ] = None,
    state: Annotated[JobState | None, Query(description="Only in a state.")] = None,
    kind: Annotated[
        str | None,
        Query(pattern=f"^({'|'.join(KINDS)})$", description="Only of a kind."),
    ] = None,
) -> Wanted:
    """Return which jobs are asked for."""
    return Wanted(portfolio_id, state, kind)


@router.get("")
async def list_jobs(
    service: Serving,
    caller: Caller,
    part: AskedPart,
    which: Annotated[Wanted, Depends(wanted)],
) -> Listing[JobView]:
    """List the jobs in the portfolios that you see."""
    found = await service.find(lambda it: jobs.page(it, caller, which, part))
    items = tuple(shown(job, caller, service) for job in found.items)
    return Listing(items=items, after=found.after)


@router.get("/{job_id}")
async def read_job(service: Serving, caller: Caller, job_id: JobId) -> JobView:
    """Read how far a job is."""
    found = await service.find(lambda it: jobs.read(it, caller, job_id))
    return shown(found, caller, service)


Result = (
    Outcome
    | ScenarioRecord
    | ComparisonRecord
    | MovesRecord
    | WhyNot
    | WhyProject
    | PeoplePrices
    | OfferPrice
    | BudgetPrice
    | FloorPrice
    | TrainingPrices
    | KeyPeople
    | Curve
    | Front
)
"""What jobs find, by the kind of question."""


@router.get("/{job_id}/result", response_model=Result)
async def read_result(service: Serving, caller: Caller, job_id: JobId) -> Response:
    """Read what a job has found.

    Of a solve, an outcome; of a what-if, the answers to the scenario; of any other
    question, what docs/api.md says. That there is no plan is an answer, with the
    conflict that says why. A job that was cancelled has a result where it had found
    something. What may not be seen with your role is null, empty or left out.
    """
    record, found = await service.find(
        lambda it: (jobs.read(it, caller, job_id), jobs.result(it, caller, job_id))
    )
    if not record.state.ended:
        raise NotEnded(job_id, record.state)
    if found is None:
        problem = shown(record, caller, service).problem
        raise NoResult(job_id, record.state, problem)
    sight = sight_of(caller, record.portfolio_id, service.settings)
    seen: str | None = found
    if not sight.is_full:
        look = Look(sight, record.priced)
        seen = await run_in_threadpool(seen_result, record.kind, found, look)
    if seen is None:
        raise NotAllowed(f"read the result of a {record.kind} as data", Role.PLANNER)
    return Response(seen, media_type="application/json")


def shown(job: JobRecord, caller: Principal, service: Service) -> JobView:
    """Return as much of a job as somebody sees."""
    sight = sight_of(caller, job.portfolio_id, service.settings)
    return JobView.model_validate(seen_job(job, sight))


@router.post("/{job_id}/cancel", status_code=status.HTTP_202_ACCEPTED)
def cancel_job(
    service: Serving, caller: Caller, job_id: JobId, repetition: Repetition
) -> JobView:
    """Stop a job: at once while it waits, with the best plan so far while it runs."""
    with service.database.writing() as session:
        repetition.once(
            session, caller, lambda: jobs.cancel(session, caller, job_id).id
        )
        record = jobs.read(session, caller, job_id)
    service.supervisor.wake()
    return shown(record, caller, service)


@router.post("/{job_id}/retry", status_code=status.HTTP_202_ACCEPTED)
def retry_job(
    service: Serving,
    caller: Caller,
    job_id: JobId,
    repetition: Repetition,
    response: Response,
) -> JobView:
    """Ask the question of a job that has ended again; Location names the new job."""
    most = service.settings.queued_per_user
    with service.database.writing() as session:
        made = repetition.once(
            session, caller, lambda: jobs.retry(session, caller, job_id, most).id
        )
        record = jobs.read(session, caller, made)
    service.supervisor.wake()
    response.headers["Location"] = f"/v1/jobs/{record.id}"
    return shown(record, caller, service)
