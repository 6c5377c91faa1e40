"""Bringing a portfolio in: a file, shown before it is kept; or a sample."""

import sys
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.access.principal import Role
from api.access.visitor import Visit, Visitor
from api.refusals import UnknownKind
from api.routes.portfolio_files import WORKBOOK, loaded_from
from api.routes.portfolios import kept, with_plan
from api.routes.views import IDENTITY
from api.service import Service, Serving
from api.storage import portfolios
from api.storage.allowing import require, require_in
from api.storage.errors import NotFound, VersionMoved
from api.storage.paging import Part
from api.web.samples import sample
from api.web.templating import rendered
from api.web.uploads import (
    Complaint,
    complaint,
    contents,
    differences,
    kind_of,
    packed,
    unpacked,
)
from optimizer.errors import InvalidPlan, InvalidPortfolio, UnreadableFile
from optimizer.files import Loaded, write_template
from optimizer.files.limits import FILE_BYTES
from optimizer.portfolio.checks import issues

router = APIRouter(include_in_schema=False)


NEW = "new"
"""What the target of an upload is called where it is no portfolio yet."""
Target = Annotated[str, Form(pattern=f"{IDENTITY}|^{NEW}$")]
Chosen = Annotated[str | None, Query(alias="portfolio", pattern=IDENTITY)]
MOST_TARGETS = 200
"""So many portfolios a form offers to replace."""
MOST_CARRIED = sys.maxsize
"""Bytes of what a page carries: as many as a request may have at all."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A file that was refused; without complaints it is of a kind that is not read."""

    file: str
    complaints: tuple[Complaint, ...] = ()


@router.get("/portfolios/upload")
def ask_for_file(
    request: Request, service: Serving, visit: Visitor, chosen: Chosen = None
) -> HTMLResponse:
    """Show the form for a file."""
    return _form(request, service, visit, chosen or NEW)


@router.post("/portfolios/upload")
def try_file(
    request: Request,
    service: Serving,
    visit: Visitor,
    file: UploadFile,
    target: Target = NEW,
) -> HTMLResponse:
    """Show what a file holds, or all that is wrong with it; nothing is kept."""
    name = file.filename or ""
    try:
        loaded = loaded_from(file.file.read(), kind_of(name))
    except (InvalidPortfolio, InvalidPlan, UnreadableFile) as refusal:
        rows = tuple(map(complaint, refusal.issues))
        return _form(request, service, visit, target, Attempt(name, rows))
    except UnknownKind:
        return _form(request, service, visit, target, Attempt(name))
    return _preview(request, service, visit, target, loaded)


@router.post("/portfolios/upload/keep", form_limits={"max_part_size": MOST_CARRIED})
def keep_upload(
    request: Request,
    service: Serving,
    visit: Visitor,
    content: Annotated[str, Form()],
    target: Target = NEW,
    before: Annotated[int, Form()] = 0,
) -> Response:
    """Keep what was shown, as a new portfolio or as the next version of one."""
    loaded = unpacked(content, FILE_BYTES)
    principal = visit.principal
    try:
        with service.database.writing() as session:
            if target == NEW:
                made = kept(session, principal, loaded)
            else:
                record = portfolios.replace(
                    session, principal, target, loaded.portfolio, before
                )
                made = with_plan(session, principal, record.entry, loaded)
    except VersionMoved as moved:
        return _preview(request, service, visit, target, loaded, moved)
    return RedirectResponse(f"/portfolios/{made.split()[0]}", HTTPStatus.SEE_OTHER)


@router.post("/portfolios/sample")
def keep_sample(
    service: Serving, visit: Visitor, name: Annotated[str, Form()]
) -> Response:
    """Begin with a sample and its running plan."""
    loaded = sample(name)
    with service.database.writing() as session:
        made = kept(session, visit.principal, loaded)
    return RedirectResponse(f"/portfolios/{made.split()[0]}", HTTPStatus.SEE_OTHER)


@router.get("/portfolios/template.xlsx")
def read_template(visit: Visitor) -> Response:
    """Send an empty workbook with explanations and examples."""
    del visit  # anybody who is signed in
    with TemporaryDirectory() as folder:
        file = Path(folder, "quarterdeck-template.xlsx")
        write_template(file)
        headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
        return Response(file.read_bytes(), media_type=WORKBOOK, headers=headers)


def _form(
    request: Request,
    service: Service,
    visit: Visit,
    target: str,
    refused: Attempt | None = None,
) -> HTMLResponse:
    principal = visit.principal
    with service.database.reading() as session:
        part = Part(size=MOST_TARGETS)
        seen = portfolios.page(session, principal, part).items
    targets = [one for one in seen if principal.may(Role.PLANNER, one.id)]
    if not targets:
        _require_planner(visit, NEW)
    return rendered(
        request,
        visit,
        "uploads/form.html",
        HTTPStatus.OK if refused is None else HTTPStatus.UNPROCESSABLE_ENTITY,
        refused=refused,
        target=target,
        creates=principal.may(Role.PLANNER),
        targets=targets,
    )


def _preview(
    request: Request,
    service: Service,
    visit: Visit,
    target: str,
    loaded: Loaded,
    moved: VersionMoved | None = None,
) -> HTMLResponse:
    _require_planner(visit, target)
    record = None
    if target != NEW:
        with service.database.reading() as session:
            record = portfolios.read(session, visit.principal, target)
    earlier = None if record is None else record.portfolio
    pseudonyms, after = service.database.pseudonyms, loaded.portfolio
    if pseudonyms is not None:
        after = pseudonyms.within(after)  # as it would be kept
    return rendered(
        request,
        visit,
        "uploads/preview.html",
        HTTPStatus.OK if moved is None else HTTPStatus.PRECONDITION_FAILED,
        loaded=loaded,
        contents=contents(loaded.portfolio),
        differences=differences(after, earlier),
        notes=(*loaded.notes, *issues(loaded.portfolio)),
        before=None if record is None else record.entry,
        moved=moved,
        target=target,
        content=packed(loaded),
    )


def _require_planner(visit: Visit, target: str) -> None:
    """Refuse whoever may not keep an upload; to compare tells more than viewers see."""
    action = "bring in a portfolio"
    if target == NEW:
        require(visit.principal, Role.PLANNER, action)
    else:
        missing = NotFound("portfolio", target)
        require_in(visit.principal, target, Role.PLANNER, action, missing)
