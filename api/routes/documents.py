"""Bodies of requests: read whole, then interpreted as exactly as files are.

The framework would read numbers as floats, take NaN for one, and keep the last of two
equal keys. So a route is given the text, and reads it with the readers of files, which
also name every field that is wrong. The text is interpreted in the route's own thread,
so that a large one holds up nobody else.
"""

import json
import re
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel

from api.refusals import BeyondCalendar
from optimizer.errors import UnreadableFile
from optimizer.files.json_text import checked, name_of, parsed

Model = TypeVar("Model", bound=BaseModel)

BODY = ""
"""What errors call the body: nothing, so that they begin with the field."""
NO_YEAR = re.compile(r"year -?\d+ is out of range|ordinal must be >= 1")
"""What the standard library says of a day that no calendar has."""
KINDS = ("kind", "of")
"""What says of which kind something is, where it may be of several."""
SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
"""Escapes that may be half of a pair; few documents have any."""


class Uninterpreted(Request):
    """A request whose JSON is left as it is."""

    async def json(self) -> bytes:
        """Return the text."""
        return await self.body()


class DocumentRoute(APIRoute):
    """A route that is given the text of its body."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            return await handler(Uninterpreted(request.scope, request.receive))

        return answer


def text(content: object) -> bytes:
    """Return the body as it came."""
    if not isinstance(content, bytes):
        raise ValueError("should be a JSON text")
    if SURROGATE.search(content) and not is_unicode(content):
        raise ValueError("should not have half of a surrogate pair")
    return content


def is_unicode(content: bytes) -> bool:
    """Return whether every text in a document can be written; true if it is none."""
    try:
        json.dumps(json.loads(content), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    except (ValueError, RecursionError):  # those who read it say what is wrong
        return True
    return True


@contextmanager
def calendar() -> Iterator[None]:
    """Refuse days that lead beyond those that a calendar has.

    Raises
    ------
    BeyondCalendar
        In place of the error of whoever counted so far.
    """
    try:
        yield
    except OverflowError:
        raise BeyondCalendar from None
    except ValueError as error:
        if NO_YEAR.fullmatch(str(error)):
            raise BeyondCalendar from None
        raise


def document(model: type[Model], content: bytes) -> Model:
    """Return what a text says.

    Raises
    ------
    UnreadableFile
        With every error, each at its field.
    """
    found = parsed(content, BODY)
    try:
        return checked(model, found, BODY)
    except UnreadableFile as refused:
        issues = (
            issue.replace(where=path_in(found, issue.where)) for issue in refused.issues
        )
        raise UnreadableFile(BODY, tuple(issues)) from None


def path_in(content: object, where: str) -> str:
    """Return the path of a field without the kinds of what it leads through.

    Those who read documents name them behind the place of a thing that is of one kind
    of several, where the document itself has no such step.
    """
    here, steps, may_be_kind = content, list[str](), True
    for step in where.split("/"):
        if may_be_kind and isinstance(here, dict) and step in map(here.get, KINDS):
            may_be_kind = False
            continue
        steps.append(step)
        may_be_kind = True
        if isinstance(here, dict):
            here = here.get(step)
        elif isinstance(here, list):
            here = next(
                (one for n, one in enumerate(here) if step in {str(n), name(one)}), None
            )
        else:
            here = None
    return "/".join(steps)


def name(thing: object) -> str:
    """Return what a thing in a list is called in the paths of those who read it."""
    return name_of(thing) if isinstance(thing, dict) else ""
