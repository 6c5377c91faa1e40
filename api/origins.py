"""Where a request comes from: a page of this service, or one of another site."""

from __future__ import annotations

from ipaddress import ip_network
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.requests import Request

OURS = frozenset({"same-origin", "none"})
"""What browsers say of a request from our own page, or of one that was typed."""


def origin(address: str) -> str:
    """Return the scheme, host and port of an address.

    Raises
    ------
    ValueError
        If it has more than these, or is not of the web.
    """
    parts = urlsplit(address.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("should be an address such as https://plan.example.org")
    if parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("should end after the host and the port")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def proxies(given: str) -> str:
    """Return addresses and networks, with commas between them.

    Raises
    ------
    ValueError
        If one is neither.
    """
    for one in given.split(","):
        try:
            ip_network(one.strip(), strict=False)
        except ValueError:
            told = f"{one.strip()!r} is no address and no network such as 10.0.0.0/24"
            raise ValueError(told) from None
    return given


def is_foreign(request: Request, public_url: str | None) -> bool:
    """Return whether a browser says that another site sent a request.

    Whatever is no browser says nothing, and has no cookie that could be misused.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in OURS
    given = request.headers.get("origin")
    if given is None or given == public_url:
        return False
    return urlsplit(given).netloc.lower() != request.headers.get("host", "").lower()
