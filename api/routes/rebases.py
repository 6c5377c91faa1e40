"""Rebasing: a question whose portfolio has moved on, asked again as it is now."""

from fastapi import APIRouter, Response, status

from api.access.caller import Caller
from api.rebases import rebased
from api.routes.asking import submit
from api.routes.jobs import JobView
from api.routes.repeating import Repetition
from api.routes.views import JobId
from api.service import Serving
from api.storage.jobs import Submission

router = APIRouter(prefix="/jobs", tags=["jobs"])


@router.post("/{job_id}/rebase", status_code=status.HTTP_202_ACCEPTED)
def rebase_job(
    service: Serving,
    caller: Caller,
    job_id: JobId,
    repetition: Repetition,
    response: Response,
) -> JobView:
    """Ask the question of a job of the portfolio as it is now.

    The changes of its scenario are applied to the latest version and its running plan;
    Location names the new job. Those that no longer fit are named (422).
    """

    def submission() -> Submission:
        with service.database.reading() as session:
            return rebased(session, caller, job_id)

    return submit(service, caller, repetition, submission, response)
