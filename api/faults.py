"""A fault of ours is answered where its answer passes through all that surrounds it.

The framework answers faults outside of everything: such an answer would have no id in
its headers and no content-security policy, and nobody would count it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

from api.problems import unforeseen

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Faults:
    """Answers a fault, and passes it on to whoever tells the log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and answer it where nobody has begun to."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except Exception as error:
            if not begun:
                answer = await unforeseen(Request(scope), error)
                await answer(scope, receive, send)
            raise
