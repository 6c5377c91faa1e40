"""The questions that were asked, in all portfolios that somebody sees."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.access.visitor import Visitor
from api.routes.jobs import shown
from api.routes.views import IDENTITY, AskedPart
from api.service import Serving
from api.storage import jobs, keys, portfolios, scenarios
from api.storage.jobs import JobState, Wanted
from api.web.templating import rendered

router = APIRouter(include_in_schema=False)

Portfolio = Annotated[str | None, Query(pattern=f"{IDENTITY}|^$")]
State = Annotated[str | None, Query(pattern=f"^({'|'.join(JobState)})?$")]


@router.get("/jobs")
def list_jobs(
    request: Request,
    service: Serving,
    visit: Visitor,
    part: AskedPart,
    portfolio: Portfolio = None,
    state: State = None,
) -> HTMLResponse:
    """Show questions, the newest first, of one portfolio or of all."""
    principal = visit.principal
    wanted = Wanted(portfolio or None, JobState(state) if state else None)
    with service.database.reading() as session:
        found = jobs.page(session, principal, wanted, part)
        owners = keys.names(session, principal, (job.owner for job in found.items))
        names = portfolios.names(
            session, principal, (job.portfolio_id for job in found.items)
        )
        about = scenarios.names(
            session, principal, (it.scenario_id for it in found.items if it.scenario_id)
        )
    return rendered(
        request,
        visit,
        "jobs/list.html",
        jobs=[shown(job, principal, service) for job in found.items],
        after=found.after,
        owners=owners,
        names=names,
        about=about,
        states=list(JobState),
        chosen_portfolio=portfolio or "",
        chosen_state=state or "",
        moving=any(not job.state.ended for job in found.items),
    )
