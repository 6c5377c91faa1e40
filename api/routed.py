"""Which route answers a request: its template, as meters and traces name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope

VERSION = "/v1"
"""What the paths of the API begin with; those of pages begin with their noun."""
NOWHERE = "unknown"
"""The route of a path that none matches, so that nobody can invent labels."""


def route_of(scope: Scope) -> str:
    """Return the template of the route that a request has come to.

    A route knows its path without the prefix under which it is included.
    """
    path: str | None = getattr(scope.get("route"), "path", None)
    if path is None:
        return NOWHERE
    return VERSION + path if scope["path"].startswith(f"{VERSION}/") else path
