"""Bodies of requests: read whole, then interpreted as exactly as files are.

The framework would read numbers as floats, take NaN for one, and keep the last of two
equal keys. So a route is given the text, and reads it with the readers of files, which
also name every field that is wrong. The text is interpreted in the route's own thread,
so that a large one holds up nobody else.
"""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel

from optimizer.files.json_text import checked, parsed

Model = TypeVar("Model", bound=BaseModel)

BODY = ""
"""What errors call the body: nothing, so that they begin with the field."""


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
    return content


def document(model: type[Model], content: bytes) -> Model:
    """Return what a text says.

    Raises
    ------
    UnreadableFile
        With every error, each at its field.
    """
    return checked(model, parsed(content, BODY), BODY)
