"""Reports: what is told of a result or a plan, as data and as files."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api import told
from api.access.caller import Caller
from api.exports import Export
from api.jobs.telling import Telling
from api.reports import ReportKind, written
from api.routes.views import JobId, PlanId
from api.service import Serving
from api.told import Subject

router = APIRouter()

AskedKind = Annotated[ReportKind, Query(alias="kind", description="Kind of file.")]
FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {
            kind.media_type.partition(";")[0]: {
                "schema": {"type": "string", "format": "binary"}
            }
            for kind in ReportKind
        },
    }
}


@router.get("/jobs/{job_id}/telling", tags=["jobs"])
def read_telling(service: Serving, caller: Caller, job_id: JobId) -> Telling:
    """Read what is told of a result: an answer in sentences, sections, tables.

    Tables have their contents as data, with what each column holds. Charts are named;
    their figures are at `/jobs/{id}/charts/{name}`. What may not be seen with your
    role is left out.
    """
    return told.of_job(service, caller, job_id).telling()


@router.get("/plans/{plan_id}/telling", tags=["plans"])
def read_telling_of_plan(service: Serving, caller: Caller, plan_id: PlanId) -> Telling:
    """Read what is told of a plan, as of a result."""
    return told.of_plan(service, caller, plan_id).telling()


@router.get(
    "/jobs/{job_id}/report",
    tags=["jobs"],
    responses=FILES,
    response_class=Response,
)
def report_on_job(
    service: Serving,
    caller: Caller,
    job_id: JobId,
    kind: AskedKind = ReportKind.HTML,
) -> Response:
    """Take out what is told of a result as a file.

    A page that works offline, tables of CSV in one archive, or a workbook with a sheet
    per table. Text that a spreadsheet would take for a formula stands behind an
    apostrophe.
    """
    return report(told.of_job(service, caller, job_id), kind)


@router.get(
    "/plans/{plan_id}/report",
    tags=["plans"],
    responses=FILES,
    response_class=Response,
)
def report_on_plan(
    service: Serving,
    caller: Caller,
    plan_id: PlanId,
    kind: AskedKind = ReportKind.HTML,
) -> Response:
    """Take out what is told of a plan as a file, as of a result."""
    return report(told.of_plan(service, caller, plan_id), kind)


def report(subject: Subject, kind: ReportKind) -> Response:
    """Return what is told as a file that browsers keep and do not open."""
    content = written(subject.told(), kind)
    file = Export(content, f"report-{subject.id[:12]}{kind.suffix}")
    return Response(file.content, media_type=kind.media_type, headers=file.headers)
