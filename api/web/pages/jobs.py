"""A question: how far it is while it is worked on, and what was found."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from api import told
from api.access.principal import Role
from api.access.seen_results import Look as Seeing
from api.access.seen_results import seen_event
from api.access.sight import Sight, sight_of
from api.exports import Export
from api.reports import ReportKind
from api.routes.jobs import JobView, shown
from api.routes.reports import AskedKind, report
from api.routes.views import JobId
from api.storage import (
    events,
    jobs,
    keys,
    plans,
    portfolios,
    running,
    scenarios,
    tellings,
)
from api.storage.errors import NotFound
from api.storage.events import EventRecord
from api.storage.jobs import JobRecord
from api.storage.portfolios import PortfolioEntry
from api.web.answer_titles import heading_of
from api.web.courses import HEIGHT, WIDTH, course_of
from api.web.efforts import new_name
from api.web.looking import Look, Looking
from api.web.question_titles import question_title
from api.web.repeated import Sent
from scenarios.answers.answer import AnswerKind

router = APIRouter()

REMEDIES = {
    "overran": "Ask with more seconds: the machine had too much to do in these.",
    "out_of_memory": "Ask a smaller question, or ask whoever runs the service for more "
    "memory per solve.",
    "invalid_scenario": "Correct the scenario, and ask again.",
    "not_answered": "Ask what the message says can be answered.",
}
"""Why a question failed → what to do now."""
OTHERWISE = "Ask again; if it fails once more, tell whoever runs the service."
ENDED = "true"
FILES = {
    ReportKind.HTML: "Page (HTML)",
    ReportKind.XLSX: "Workbook (XLSX)",
    ReportKind.CSV: "Tables (CSV)",
}
"""Kind of file → what it is called."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is known of it by name.

    Attributes
    ----------
    scenario
        The name of the scenario as it is now; empty where it is about none.
    """

    record: JobRecord
    view: JobView
    portfolio: PortfolioEntry
    owner: str
    scenario: str

    @property
    def title(self) -> str:
        """What its page is called."""
        return question_title(self.view.kind)

    @property
    def remedy(self) -> str:
        """What to do where it failed."""
        return REMEDIES.get(self.view.problem_code or "", OTHERWISE)

    @property
    def has_moved(self) -> bool:
        """Whether the portfolio or what it goes by is no longer what it was."""
        before = (self.record.portfolio_version, self.record.running)
        return before != (self.portfolio.version, self.portfolio.running)


@router.get("/jobs/{job_id}")
def show_job(look: Looking, job_id: JobId) -> Response:
    """Show how far a question is, or what was found."""
    asked = _asked(look, job_id)
    with look.service.database.reading() as session:
        limited = not _sight(look, asked.record).is_full
        telling = tellings.telling(session, job_id, limited=limited)
        known = plans.answers(session, look.principal, job_id)
        portfolio_id = asked.portfolio.id
        state = running.latest(session, look.principal, portfolio_id)
    answer = AnswerKind.RESPONSE if asked.view.kind == "what_if" else ""
    has_answer = bool(known) and (not answer or answer in known)
    return look.show(
        "jobs/job.html",
        asked=asked,
        job=asked.view,
        course=course_of(asked.view, _events(look, asked.record)),
        frame=(WIDTH, HEIGHT),
        telling=telling,
        heading=None if telling is None else heading_of(telling, asked.view.kind),
        plans=look.plans(portfolio_id),
        in_force=state is not None and state.job_id == job_id,
        approvable=asked.view.state.ended
        and has_answer
        and not asked.has_moved
        and look.principal.may(Role.APPROVER, portfolio_id),
        answer=answer,
        files=FILES,
        once=new_name(),
    )


@router.get("/jobs/{job_id}/progress")
def show_progress(look: Looking, job_id: JobId) -> Response:
    """Show how far a question is; once it has ended, the whole page is shown anew."""
    asked = _asked(look, job_id)
    answer = look.show(
        "jobs/progress.html",
        asked=asked,
        job=asked.view,
        course=course_of(asked.view, _events(look, asked.record)),
        frame=(WIDTH, HEIGHT),
        plans=look.plans(asked.portfolio.id),
    )
    if asked.view.state.ended:
        answer.headers["HX-Refresh"] = ENDED
    return answer


@router.get("/jobs/{job_id}/figures/{name}")
def show_figure(look: Looking, job_id: JobId, name: str) -> Response:
    """Send a figure of what was found."""
    found = told.of_job(look.service, look.principal, job_id).figure(name)
    return Response(found, media_type="application/json")


@router.get("/jobs/{job_id}/report")
def send_report(look: Looking, job_id: JobId, kind: AskedKind) -> Response:
    """Send what was found as a file: a page, tables, a workbook."""
    return report(told.of_job(look.service, look.principal, job_id), kind)


@router.get("/jobs/{job_id}/data")
def send_data(look: Looking, job_id: JobId) -> Response:
    """Send what is told of what was found as data, for programs."""
    found = told.of_job(look.service, look.principal, job_id).telling()
    file = Export(found.model_dump_json(indent=2).encode(), f"{job_id[:12]}.json")
    media_type = "application/json"
    return Response(file.content, media_type=media_type, headers=file.headers)


@router.post("/jobs/{job_id}/cancel")
def cancel_job(look: Looking, job_id: JobId) -> Response:
    """Stop a question: at once while it waits, with the best so far while it runs."""
    with look.service.database.writing() as session:
        jobs.cancel(session, look.principal, job_id)
    look.service.supervisor.wake()
    return look.lead_to(f"/jobs/{job_id}")


@router.post("/jobs/{job_id}/retry")
def retry_job(look: Looking, job_id: JobId, sending: Sent) -> Response:
    """Ask a question that has ended once more."""
    most = look.service.settings.queued_per_user
    with look.service.database.writing() as session:
        made = sending.once(
            session,
            look.principal,
            lambda: jobs.retry(session, look.principal, job_id, most).id,
        )
    look.service.supervisor.wake()
    return look.lead_to(f"/jobs/{made}")


def _asked(look: Look, job_id: str) -> Asked:
    """Return a question with what is known of it by name."""
    principal = look.principal
    with look.service.database.reading() as session:
        record = jobs.read(session, principal, job_id)
        portfolio = portfolios.entry(session, principal, record.portfolio_id)
        names = keys.names(session, principal, [record.owner])
        scenario = ""
        if record.scenario_id is not None:
            try:
                found = scenarios.read(session, principal, record.scenario_id)
                scenario = found.entry.name
            except NotFound:
                scenario = ""
    view = shown(record, principal, look.service)
    owner = names.get(record.owner, "somebody")
    return Asked(record, view, portfolio, owner, scenario)


def _sight(look: Look, record: JobRecord) -> Sight:
    return sight_of(look.principal, record.portfolio_id, look.service.settings)


def _events(look: Look, record: JobRecord) -> list[EventRecord]:
    """Return the course of a question, as much of it as they see."""
    seeing = Seeing(_sight(look, record), record.priced)
    found: list[EventRecord] = []
    with look.service.database.reading() as session:
        while True:
            number = found[-1].number if found else 0
            more = events.after(session, look.principal, record.id, number)
            if not more:
                break
            found += more
    return [seen_event(event, seeing) for event in found]
