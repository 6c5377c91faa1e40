"""Plans: each with the checker's verdict, its measures and what is proven of it."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Response, status
from pydantic import Field, PlainValidator
from sqlalchemy.orm import Session

from api.access.caller import Caller
from api.access.principal import Principal, Role
from api.access.seen_results import (
    Look,
    seen_certificate,
    seen_tiers,
    seen_verdict,
)
from api.access.sight import seen_measures, sight_of
from api.routes.documents import BODY, DocumentRoute, calendar, text
from api.routes.permitted import InPortfolio
from api.routes.repeating import Repetition
from api.routes.views import AskedPart, AskedVersion, Listing, PlanId, PortfolioId, View
from api.service import Serving
from api.storage import jobs, plans, portfolios, running
from api.storage.judged import JudgedPlan
from api.storage.plans import PlanRecord
from api.storage.running import RUNNING
from api.told import situation_of
from optimizer.files.json_text import plan_of
from optimizer.plan.check import check
from optimizer.plan.measure import measure
from optimizer.plan.outcome import Certificate, TierResult, Verdict
from optimizer.plan.plan import Plan

router = APIRouter(tags=["plans"], route_class=DocumentRoute)

WRITER = InPortfolio(Role.PLANNER, "add a plan")
PlanText = Annotated[bytes, PlainValidator(text, json_schema_input_type=Plan), Body()]
Label = Annotated[
    str,
    Query(pattern=r"^[a-z][a-z0-9_]{0,59}$", description="What it is the plan of."),
]


class PlanEntry(View):
    """A plan without its contents.

    Attributes
    ----------
    portfolio_version
        The version of the portfolio that it was made for.
    job_id
        The job that found it; null for one that came from outside.
    label
        What it is the plan of: of the answer of that kind, or the running plan.
    """

    id: str
    portfolio_id: str
    portfolio_version: int
    job_id: str | None
    label: str
    created_at: datetime
    created_by: str


class Proven(View):
    """What is known of a plan besides the verdict.

    Attributes
    ----------
    measures
        Every measure by name.
    tiers
        Goal by goal, what was reached and what is proven; empty where nobody searched.
    certificate
        What is needed to run the same search again; null where nobody searched.
    """

    measures: dict[str, float] = Field(default_factory=dict)
    tiers: tuple[TierResult, ...] = ()
    certificate: Certificate | None = None


class PlanView(PlanEntry, Proven):
    """A plan with all that is known of it."""

    plan: Plan
    verdict: Verdict


class AnswerFound(Proven):
    """One answer of a what-if, as far as it concerns its plan."""

    kind: str


class AnswersFound(View):
    """The answers of a what-if."""

    answers: tuple[AnswerFound, ...]


class MovesFound(View):
    """The answer of which a job lists the moves."""

    answer: AnswerFound


@router.post("/portfolios/{portfolio_id}/plans", status_code=status.HTTP_201_CREATED)
def add_plan(  # noqa: PLR0913, PLR0917 - each is a part of the request
    service: Serving,
    caller: Annotated[Principal, Depends(WRITER)],
    portfolio_id: PortfolioId,
    repetition: Repetition,
    content: PlanText,
    response: Response,
    version: AskedVersion = None,
    label: Label = RUNNING,
) -> PlanView:
    """Keep a plan that you bring, with the verdict on it.

    One with the label `running` becomes the running plan of the portfolio. Only an
    approver puts it in the place of another one.
    """
    plan = plan_of(content, BODY)
    if service.database.pseudonyms is not None:
        plan = service.database.pseudonyms.within(plan)
    with service.database.reading() as session:
        record = portfolios.read(session, caller, portfolio_id, version)
    with calendar():
        verdict = check(plan, record.portfolio)
        measure(plan, record.portfolio)
    judged = JudgedPlan(label=label, plan=plan, verdict=verdict)
    keep = running.keep if label == RUNNING else plans.add
    with service.database.writing() as session:
        made = repetition.once(
            session,
            caller,
            lambda: (
                keep(
                    session, caller, portfolio_id, record.entry.version, judged
                ).entry.id
            ),
        )
        found = viewed(session, caller, plans.read(session, caller, made))
    response.headers["Location"] = f"/v1/plans/{found.id}"
    return found


@router.get("/portfolios/{portfolio_id}/plans")
async def list_plans(
    service: Serving, caller: Caller, portfolio_id: PortfolioId, part: AskedPart
) -> Listing[PlanEntry]:
    """List the plans of a portfolio."""
    found = await service.find(lambda it: plans.page(it, caller, portfolio_id, part))
    return Listing[PlanEntry].model_validate(found)


@router.get("/plans/{plan_id}")
def read_plan(service: Serving, caller: Caller, plan_id: PlanId) -> PlanView:
    """Read a plan: the checker's verdict, every measure, and the certificate."""
    with service.database.reading() as session:
        record = plans.read(session, caller, plan_id)
        found = viewed(session, caller, record)
        job_id = record.entry.job_id
        priced = job_id is None or jobs.read(session, caller, job_id).priced
    sight = sight_of(caller, record.entry.portfolio_id, service.settings)
    return seen_plan(found, Look(sight, priced))


def seen_plan(plan: PlanView, look: Look) -> PlanView:
    """Return as much of a plan as somebody sees."""
    return plan.model_copy(
        update={
            "measures": seen_measures(plan.measures, look.sight),
            "tiers": seen_tiers(plan.tiers, look),
            "certificate": seen_certificate(plan.certificate, look.sight),
            "verdict": seen_verdict(plan.verdict, look.sight),
        }
    )


def viewed(session: Session, caller: Principal, record: PlanRecord) -> PlanView:
    """Return a plan with all that is known of it."""
    judged = record.judged
    return PlanView(
        **dict(PlanEntry.model_validate(record.entry)),
        **dict(proven(session, caller, record)),
        plan=judged.plan,
        verdict=judged.verdict,
    )


def proven(session: Session, caller: Principal, record: PlanRecord) -> Proven:
    """Return what the job that found a plan said of it; its measures at least."""
    entry, kind, result = record.entry, "", None
    if entry.job_id is not None:
        kind = jobs.read(session, caller, entry.job_id).kind
        result = jobs.result(session, caller, entry.job_id)
    if result is not None and kind == "solve":
        return Proven.model_validate_json(result)
    if result is not None and kind == "what_if":
        answers = AnswersFound.model_validate_json(result).answers
        return next((one for one in answers if one.kind == entry.label), Proven())
    if result is not None and kind == "moves":
        return MovesFound.model_validate_json(result).answer
    found = situation_of(session, caller, record).measure(record.judged.plan)
    return Proven(measures=found.as_dict())
