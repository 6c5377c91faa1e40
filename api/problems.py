"""What went wrong, as RFC 9457 problems; the only table of HTTP codes.

The body of a request is never repeated whole: what it says is shortened, and text
that is no Unicode is replaced, so that no request makes an answer impossible.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeAlias

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as AllConnectionsTaken
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Match

from api import refusals
from api.storage import errors as storage
from optimizer import errors as engine
from optimizer.files.validating import sentence
from optimizer.portfolio.issue import Issue
from scenarios import errors as what_if

if TYPE_CHECKING:
    from fastapi import FastAPI

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
"""After how many seconds it is worth asking again, where it ever is."""
LONGEST_DETAIL = 2_000
"""Characters of what is told of a single error."""
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
"""What a path may know."""

logger = logging.getLogger(__name__)


class Problem(BaseModel):
    """What went wrong.

    Attributes
    ----------
    type, title, status, detail
        As RFC 9457 has them.
    code
        Stable name of the situation, for programs.
    hint
        What to do now.
    request
        The id of the request, also in the log and in the header X-Request-Id.
    issues
        Every single thing that is wrong: its code, the path of the field, what was
        found and what would be right.
    """

    model_config = ConfigDict(frozen=True)

    type: str
    title: str
    status: int
    code: str
    detail: str
    hint: str
    request: str
    issues: tuple[Issue, ...] = ()


Page: TypeAlias = Callable[[Request, Problem, Mapping[str, str]], Response | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of error is told: its HTTP code, its title and what to do now."""

    status: HTTPStatus
    title: str
    hint: str


CORRECT = "Correct what the issues name, and send the request again."
OUR_FAULT = "This is a fault of Quarterdeck, not of your request; please report it."
MIGRATE = "Whoever runs the service has to run quarterdeck migrate."

KINDS: Mapping[type[Exception], Kind] = {
    engine.InvalidPortfolio: Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY, "The portfolio contradicts itself", CORRECT
    ),
    engine.InvalidPlan: Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "The plan does not fit the portfolio",
        CORRECT,
    ),
    engine.UnreadableFile: Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY, "The content cannot be read", CORRECT
    ),
    engine.UnwritableFile: Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "This kind of file cannot hold the content",
        "Ask for another kind of file.",
    ),
    engine.UnsupportedGoal: Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "A goal means nothing for this portfolio",
        "Leave the goal out, or give the portfolio what it needs.",
    ),
    engine.NoPlanFound: Kind(
        HTTPStatus.CONFLICT, "There is no plan", "Look at the conflict of the outcome."
    ),
    engine.EngineFault: Kind(
        HTTPStatus.INTERNAL_SERVER_ERROR, "The engine failed", OUR_FAULT
    ),
    what_if.InvalidScenario: Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "The scenario cannot be applied to the portfolio",
        CORRECT,
    ),
    what_if.NotAnswered: Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "The question has no answer here",
        "Ask what the detail says can be answered.",
    ),
    storage.NotFound: Kind(
        HTTPStatus.NOT_FOUND,
        "There is no such thing",
        "Look at the list of what there is; what you may not see is not in it.",
    ),
    storage.NotAllowed: Kind(
        HTTPStatus.FORBIDDEN,
        "Your role does not allow this",
        "Ask an administrator for the role that the detail names.",
    ),
    storage.WiderThanOwn: Kind(
        HTTPStatus.FORBIDDEN,
        "This would go further than your key",
        "Ask for a key within the bounds of your own, or come with one without them.",
    ),
    storage.UserDisabled: Kind(
        HTTPStatus.FORBIDDEN,
        "The user is disabled",
        "An administrator can enable the user again.",
    ),
    storage.LastAdministrator: Kind(
        HTTPStatus.CONFLICT,
        "Nobody could manage the service",
        "Give another administrator a key or a password first.",
    ),
    storage.TooManyAttempts: Kind(
        HTTPStatus.TOO_MANY_REQUESTS,
        "Too many attempts to sign in",
        "Wait for the seconds of Retry-After; an administrator can set a new password.",
    ),
    storage.NameTaken: Kind(
        HTTPStatus.CONFLICT,
        "Somebody else signs in with this name",
        "Give the user another name.",
    ),
    storage.WrongPassword: Kind(
        HTTPStatus.FORBIDDEN,
        "The present password is another one",
        "Send your present password, or ask an administrator to set a new one.",
    ),
    storage.VersionMoved: Kind(
        HTTPStatus.PRECONDITION_FAILED,
        "Somebody else has changed it",
        "Read it again, repeat your change on it, and send its new ETag in If-Match.",
    ),
    storage.MovedOn: Kind(
        HTTPStatus.CONFLICT,
        "The portfolio has moved on",
        "To approve, ask the same question of it as it is now, with POST "
        "/v1/jobs/{job}/rebase; to undo, begin with what came last.",
    ),
    storage.NothingToUndo: Kind(
        HTTPStatus.CONFLICT,
        "There is nothing to undo",
        "Look at the approvals of the portfolio.",
    ),
    storage.KeyReused: Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "The idempotency key belongs to another request",
        "Use a new key for every new request, and the same one to repeat it.",
    ),
    storage.TooManyQueued: Kind(
        HTTPStatus.TOO_MANY_REQUESTS,
        "Too many jobs are waiting",
        "Wait until one of your jobs has begun, or cancel one.",
    ),
    storage.JobRunning: Kind(
        HTTPStatus.CONFLICT,
        "The job has not ended",
        "Cancel it first, or wait until it ends.",
    ),
    storage.JobEnded: Kind(
        HTTPStatus.CONFLICT, "The job has ended", "Submit a new one, or retry this one."
    ),
    storage.LeaseLost: Kind(
        HTTPStatus.INTERNAL_SERVER_ERROR, "The job belongs to another worker", OUR_FAULT
    ),
    storage.UnusableAddress: Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "There is no database at this address",
        "Whoever runs the service has to correct DATABASE_URL.",
    ),
    storage.SchemaOutdated: Kind(
        HTTPStatus.SERVICE_UNAVAILABLE, "The database is too old", MIGRATE
    ),
    storage.SchemaUnknown: Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The database is too new",
        "Whoever runs the service has to install a later version.",
    ),
    refusals.KeyNeeded: Kind(
        HTTPStatus.UNAUTHORIZED,
        "Nobody knows who you are",
        "Send a valid key in the header Authorization: Bearer <key>.",
    ),
    refusals.SignInNeeded: Kind(
        HTTPStatus.UNAUTHORIZED, "You are not signed in", "Sign in at /sign-in."
    ),
    refusals.ForeignRequest: Kind(
        HTTPStatus.FORBIDDEN,
        "The request comes from another page",
        "Open the page again, and repeat it there.",
    ),
    refusals.ProviderFailed: Kind(
        HTTPStatus.BAD_GATEWAY,
        "The sign-in came to nothing",
        "Begin again at /sign-in; the log of the service says what was wrong.",
    ),
    refusals.WeakPassword: Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "The password is easy to guess",
        "Choose a longer one, such as a few words that do not belong together.",
    ),
    refusals.VersionNeeded: Kind(
        HTTPStatus.PRECONDITION_REQUIRED,
        "Say which version you change",
        "Read it, and send the ETag of the answer in If-Match.",
    ),
    refusals.LimitExceeded: Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "More is asked for than the service allows",
        "Ask for less, or ask whoever runs the service to raise the limit.",
    ),
    refusals.BeyondCalendar: Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "A day is beyond the calendar",
        "Give days and lengths that end before the year 9999.",
    ),
    refusals.UnknownKind: Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "This kind of file is not read",
        "Save it as an Excel workbook (.xlsx), or send JSON.",
    ),
    refusals.NotAccepted: Kind(
        HTTPStatus.CONFLICT,
        "The checker does not accept the plan",
        "Approve another answer, or ask again of the portfolio as it is now.",
    ),
    refusals.Unanswerable: Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY, "The question has no answer here", CORRECT
    ),
    refusals.NoImage: Kind(
        HTTPStatus.NOT_ACCEPTABLE,
        "The image cannot be drawn",
        "Ask for the chart as JSON or as a page.",
    ),
    refusals.TooManyImages: Kind(
        HTTPStatus.TOO_MANY_REQUESTS,
        "Others wait for their images",
        "Ask again after the seconds of Retry-After.",
    ),
    refusals.NotEnded: Kind(
        HTTPStatus.CONFLICT,
        "The job has not ended",
        "Follow its events, or ask again after the seconds of Retry-After.",
    ),
    refusals.NoResult: Kind(
        HTTPStatus.CONFLICT,
        "The job has no result",
        "Look at why it ended; retry it where that is worth it.",
    ),
}

PATIENCE = frozenset(
    {
        storage.TooManyQueued,
        storage.TooManyAttempts,
        refusals.NotEnded,
        refusals.TooManyImages,
    }
)
"""Errors that waiting cures."""

STATUSES: Mapping[str, Kind] = {
    "bad_request": Kind(
        HTTPStatus.BAD_REQUEST,
        "The request cannot be understood",
        "Compare it with the description in /v1/openapi.json.",
    ),
    "not_found": Kind(
        HTTPStatus.NOT_FOUND,
        "There is no such path",
        "Look at the paths in /v1/openapi.json.",
    ),
    "method_not_allowed": Kind(
        HTTPStatus.METHOD_NOT_ALLOWED,
        "The path does not know this method",
        "Use one of the methods in the header Allow.",
    ),
    "too_large": Kind(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "The request is too large",
        "Send less, or ask whoever runs the service to raise its limit.",
    ),
}
"""What the frameworks below refuse by an HTTP code alone, by our name for it."""

RESPONSES: dict[int | str, dict[str, Any]] = {
    code: {
        "description": description,
        "content": {
            MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}},
        },
    }
    for code, description in (
        ("4XX", "The request cannot be carried out; the problem says why."),
        ("5XX", "The service failed; the problem says where to look."),
    )
}
"""What the description of every route says of errors."""

UNREACHABLE = Kind(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "The database does not answer",
    "Send the request again after the seconds of Retry-After; a POST with its "
    "Idempotency-Key.",
)
UNFORESEEN = Kind(HTTPStatus.INTERNAL_SERVER_ERROR, "Something failed", OUR_FAULT)
PARAMETERS = Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "A parameter is wrong", CORRECT)


def install(app: FastAPI, page: Page | None = None) -> None:
    """Let an application answer every error with a problem.

    Parameters
    ----------
    page
        Returns a problem as people read it; None where a program asked.
    """
    app.state.problem_page = page
    for error in (engine.OptimizerError, storage.StorageError, refusals.Refusal):
        app.add_exception_handler(error, foreseen)
    app.add_exception_handler(RequestValidationError, invalid_parameters)
    app.add_exception_handler(HTTPException, refused_below)
    for lost in (OperationalError, AllConnectionsTaken):
        app.add_exception_handler(lost, unreachable)
    app.add_exception_handler(Exception, unforeseen)


def code_of(error: type[Exception]) -> str:
    """Return the name of a situation for programs: ``invalid_portfolio``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", error.__name__).lower()


async def foreseen(request: Request, error: Exception) -> Response:
    """Answer an error of the table; one of the service itself is told to its log."""
    kind = KINDS.get(type(error), UNFORESEEN)
    if kind.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("%s", kind.title, exc_info=error)
    issues: tuple[Issue, ...] = getattr(error, "issues", ())
    detail = counted(issues) if issues else str(error)
    headers = {}
    if type(error) in PATIENCE:
        headers["Retry-After"] = str(getattr(error, "seconds", RETRY_SECONDS))
    if isinstance(error, refusals.KeyNeeded):
        headers["WWW-Authenticate"] = "Bearer"
    return answer(request, kind, code_of(type(error)), detail, issues, headers)


async def invalid_parameters(request: Request, error: Exception) -> Response:
    """Answer parameters that are not what they should be, without repeating them."""
    assert isinstance(error, RequestValidationError)
    issues = tuple(
        Issue(
            code=found["type"],
            where="/".join(map(str, found["loc"])),
            message=sentence(found, frozenset()),
        )
        for found in error.errors()
    )
    return answer(request, PARAMETERS, "invalid_parameters", counted(issues), issues)


async def refused_below(request: Request, error: Exception) -> Response:
    """Answer what the frameworks refuse."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    headers = dict(error.headers or {})
    if status < HTTPStatus.BAD_REQUEST:
        return Response(status_code=status, headers=headers)
    other = ("refused", Kind(status, status.phrase, status.description))
    code, kind = next(
        (named for named in STATUSES.items() if named[1].status == status), other
    )
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(methods_of(request))
    return answer(request, kind, code, f"{kind.title}.", (), headers)


def methods_of(request: Request) -> list[str]:
    """Return every method that a path knows; the framework names those of one route."""
    return [
        method
        for method in METHODS
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL
            for route in request.app.routes
        )
    ]


async def unreachable(request: Request, error: Exception) -> Response:
    """Answer that the database is gone, or too busy: it may be there in a moment."""
    logger.error("%s", UNREACHABLE.title, exc_info=error)
    detail = "Whether what was asked for was carried out is not known."
    headers = {"Retry-After": str(RETRY_SECONDS)}
    return answer(request, UNREACHABLE, "database_unreachable", detail, (), headers)


async def unforeseen(request: Request, error: Exception) -> Response:
    """Answer a fault of ours; what it was is for the log, which the server writes."""
    del error
    detail = "What failed is in the log of the service, under the id of the request."
    return answer(request, UNFORESEEN, "fault", detail)


def counted(issues: tuple[Issue, ...]) -> str:
    """Return how many issues there are."""
    return (
        "There is 1 issue." if len(issues) == 1 else f"There are {len(issues)} issues."
    )


def answer(
    request: Request,
    kind: Kind,
    code: str,
    detail: str,
    issues: tuple[Issue, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem as the answer to a request."""
    problem = Problem(
        type=f"urn:problem-type:quarterdeck:{code}",
        title=kind.title,
        status=kind.status,
        code=code,
        detail=printable(detail[:LONGEST_DETAIL]),
        hint=kind.hint,
        request=getattr(request.state, "id", ""),
        issues=issues,
    )
    page: Page | None = request.app.state.problem_page
    told = None if page is None else page(request, problem, headers or {})
    if told is not None:
        return told
    return JSONResponse(
        problem.model_dump(mode="json"),
        status_code=kind.status,
        headers=dict(headers or {}),
        media_type=MEDIA_TYPE,
    )


def printable(text: str) -> str:
    """Return a text that UTF-8 can write."""
    return text.encode("utf-8", "replace").decode("utf-8")
