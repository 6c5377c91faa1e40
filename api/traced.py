"""Every request is a span, by the template of its route and without its query.

FastAPI traces as well where it may, but with queries, which carry what signs people in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from api import traces
from api.logged import QUIET
from api.routed import route_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Traced:
    """Traces requests, but not those that machines make every few seconds."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on within its span."""
        if scope["type"] != "http" or scope["path"] in QUIET:
            await self.app(scope, receive, send)
            return
        with traces.request(Headers(scope=scope).get(traces.PARENT)) as span:

            async def noting(message: Message) -> None:
                if message["type"] == "http.response.start" and span is not None:
                    route = route_of(scope)
                    span.update_name(f"{scope['method']} {route}")
                    span.set_attributes(
                        {
                            "http.request.method": scope["method"],
                            "http.route": route,
                            "http.response.status_code": message["status"],
                            "quarterdeck.request": scope["state"]["id"],
                        }
                    )
                await send(message)

            await self.app(scope, receive, noting)
