"""Styles and scripts of the pages, served from here: no page asks another machine.

The address of an asset holds its hash, so that a browser keeps it for good and still
sees every change at once.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from plotly.io.json import to_json_plotly
from plotly.offline import get_plotlyjs

from optimizer.report import rendering as reports
from optimizer.report.charts.style import TEMPLATE

FOLDER = Path(__file__).parent / "assets"
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"
SCRIPT = "text/javascript; charset=utf-8"
NAMES = {
    "quarterdeck.css": "text/css; charset=utf-8",
    "quarterdeck.js": SCRIPT,
    "sorting.js": SCRIPT,
    "htmx.min.js": SCRIPT,
    "htmx.LICENSE.txt": "text/plain; charset=utf-8",
    "plotly.min.js": SCRIPT,
    "look.json": "application/json",
}
"""What is served, and as what; Plotly comes from its wheel, sorting from reports."""

router = APIRouter(prefix="/assets", include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent, compressed once; `digest` is of its contents."""

    packed: bytes
    plain: bytes
    digest: str
    media_type: str


@cache
def asset(name: str) -> Asset:
    """Return an asset by its name."""
    plain = _contents(name)
    digest = sha256(plain).hexdigest()[:16]
    return Asset(gzip.compress(plain, 6, mtime=0), plain, digest, NAMES[name])


def address(name: str) -> str:
    """Return where an asset is, which changes when it does."""
    return f"/assets/{asset(name).digest}/{name}"


@router.get("/{digest}/{name}")
def read_asset(request: Request, digest: str, name: str) -> Response:
    """Send an asset, or say that the browser's copy is still good."""
    if name not in NAMES:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    found = asset(name)
    headers = {
        "ETag": f'"{found.digest}"',
        "Cache-Control": FOREVER if digest == found.digest else ASK_AGAIN,
        "Vary": "Accept-Encoding",
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(found.plain, media_type=found.media_type, headers=headers)
    headers["Content-Encoding"] = "gzip"
    return Response(found.packed, media_type=found.media_type, headers=headers)


def _contents(name: str) -> bytes:
    if name == "plotly.min.js":
        return str(get_plotlyjs()).encode()
    if name == "sorting.js":
        return reports.asset(name).encode()
    if name == "look.json":
        return str(to_json_plotly(TEMPLATE.to_plotly_json())).encode()
    return (FOLDER / name).read_bytes()
