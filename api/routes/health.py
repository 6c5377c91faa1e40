"""Whether the service lives, whether it can work, and what it counts."""

from typing import Literal

from fastapi import APIRouter, Response, status
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api.access.caller import Caller
from api.access.principal import Role
from api.problems import RESPONSES
from api.routes.views import View
from api.service import Serving
from api.storage.allowing import require

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
        Whether questions are being worked on.
    """

    database: bool
    jobs: bool


@router.get("/health")
def health() -> Health:
    """Say that the server lives; asked by whoever would restart it."""
    return Health()


@router.get("/ready", responses={503: {"model": Readiness}})
def ready(service: Serving, response: Response) -> Readiness:
    """Say whether the server can work; asked by whoever sends it requests."""
    found = Readiness(
        database=service.database.is_ready(), jobs=service.supervisor.is_alive
    )
    if not (found.database and found.jobs):
        response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    return found


@router.get("/metrics", response_class=PlainTextResponse, responses=RESPONSES)
def metrics(service: Serving, caller: Caller) -> Response:
    """Tell Prometheus what is counted; needs a key that sees all portfolios."""
    require(caller, Role.VIEWER, "read the metrics")
    service.meters.running.set(service.supervisor.busy)
    content = generate_latest(service.meters.registry)
    return Response(content, media_type=CONTENT_TYPE_LATEST)
