"""Problems as people read them: a page, or a part of one for htmx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.web.leading import is_part
from api.web.templating import rendered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from api.problems import Problem

INTERFACE = "/v1/"
"""What is below is for programs, whatever they accept."""
PLACE = {
    "HX-Retarget": "#complaints",
    "HX-Reswap": "innerHTML show:top",
    "HX-Reselect": "unset",
}
"""Where htmx puts a complaint, whole: not where the answer would have been."""


def is_read_by_people(request: Request) -> bool:
    """Return whether a browser shows the answer to a request."""
    if request.url.path.startswith(INTERFACE):
        return False
    return is_part(request) or "text/html" in request.headers.get("accept", "")


def page_of(
    request: Request, problem: Problem, headers: Mapping[str, str]
) -> Response | None:
    """Return a problem as a page, or as a part of one where htmx asked.

    None where no browser shows it.
    """
    if not is_read_by_people(request):
        return None
    partial = is_part(request)
    template = "complaint.html" if partial else "problem.html"
    visit = getattr(request.state, "visit", None)
    answer = rendered(request, visit, template, problem.status, problem=problem)
    answer.headers.update(headers)
    if partial:
        answer.headers.update(PLACE)
    return answer
