"""Whether the service lives, whether it can work, and what it counts."""

from typing import Literal

from fastapi import APIRouter, Response, status
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST

from api.access.caller import Caller
from api.access.principal import Role
from api.meters import Standing
from api.problems import RESPONSES
from api.routes.views import View
from api.service import Service, Serving
from api.storage import jobs, workers
from api.storage.allowing import require
from api.storage.jobs import JobState

router = APIRouter(tags=["operation"])


class Health(View):
    """That the server answers."""

    status: Literal["alive"] = "alive"


class Readiness(View):
    """Whether requests can be carried out, and what is in the way.

    Attributes
    ----------
    database
        Whether it answers.
    jobs
        Whether questions are being worked on; by others, where this server leaves
        them to workers.
    workers
        How many processes take jobs, this server among them where it does.
    """

    database: bool
    jobs: bool
    workers: int


@router.get("/health")
async def health() -> Health:
    """Say that the server lives; asked by whoever would restart it."""
    return Health()


@router.get("/ready", responses={503: {"model": Readiness}})
def ready(service: Serving, response: Response) -> Readiness:
    """Say whether the server can work; asked by whoever sends it requests."""
    found = readiness(service)
    rests = service.settings.children == 0  # questions can be put where nobody works
    if not (found.database and (found.jobs or rests)):
        response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    return found


def readiness(service: Service) -> Readiness:
    """Return what of the service works; workers are found in the database."""
    if not service.database.is_ready():
        return Readiness(database=False, jobs=False, workers=0)
    with service.database.reading() as session:
        count = len(workers.living(session))
    rests = service.settings.children == 0
    works = count > 0 and (rests or service.supervisor.is_alive)
    return Readiness(database=True, jobs=works, workers=count)


@router.get("/metrics", response_class=PlainTextResponse, responses=RESPONSES)
def metrics(service: Serving, caller: Caller) -> Response:
    """Tell Prometheus what is counted; needs a key that sees all portfolios."""
    require(caller, Role.VIEWER, "read the metrics")
    with service.database.reading() as session:
        standing = Standing(
            running=jobs.count(session, JobState.RUNNING),
            queued=jobs.count(session, JobState.QUEUED),
            workers=len(workers.living(session)),
        )
    return Response(service.meters.told(standing), media_type=CONTENT_TYPE_LATEST)
