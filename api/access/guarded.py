"""What browsers may do with an answer: headers that every answer has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # Plotly writes styles
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""For answers that are no pages: a browser that shows one runs nothing in it."""
DATA_PATHS = ("/v1/", "/health", "/ready", "/metrics")
ALWAYS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


class Guarded:
    """Gives every answer a content-security policy and what goes with it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and set the headers that its answer does not set."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_page = not scope["path"].startswith(DATA_PATHS)

        async def guarding(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                policy = PAGE_POLICY if is_page else DATA_POLICY
                headers.setdefault("Content-Security-Policy", policy)
                if is_page:
                    # Without it browsers do not say of a form that it is our own.
                    headers.setdefault("Referrer-Policy", "same-origin")
                for header, value in ALWAYS.items():
                    headers.setdefault(header, value)
            await send(message)

        await self.app(scope, receive, guarding)
