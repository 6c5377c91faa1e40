"""HTML from templates: every text is escaped, and a forgotten value is an error."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.access.principal import Role
from api.web import assets
from api.web.question_titles import question_title
from optimizer.report import wording

if TYPE_CHECKING:
    from datetime import datetime

    from starlette.requests import Request

    from api.access.visitor import Visit

FOLDER = Path(__file__).parent / "templates"


def rendered(
    request: Request,
    visit: Visit | None,
    template: str,
    status: int = HTTPStatus.OK,
    **context: object,
) -> HTMLResponse:
    """Return a page, or a part of one, for whoever visits; None is nobody yet.

    A template finds `visit`, `csrf`, `path` and `administrates` beside the context,
    and the macros of ``parts.html`` in `parts`.
    """
    text = (
        environment()
        .get_template(template)
        .render(
            visit=visit,
            csrf="" if visit is None else visit.csrf,
            administrates=visit is not None and visit.principal.may(Role.ADMINISTRATOR),
            path=request.url.path,
            **context,
        )
    )
    return HTMLResponse(text, status)


@cache
def environment() -> Environment:
    """Return what templates are read with, and what all of them can use."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["asset"] = assets.address
    made.filters.update(
        count=wording.count,
        day=wording.day,
        listed=wording.listed,
        moment=moment,
        number=wording.number,
        percent=wording.percent,
        question=question_title,
    )
    made.globals["parts"] = made.get_template("parts.html").module
    return made


def moment(time: datetime | None) -> str:
    """Return a time of day as ``5 Jan 2026, 14:07 UTC``, a dash for none."""
    if time is None:
        return wording.NOTHING
    return f"{wording.day(time)}, {time:%H:%M} UTC"
