"""Which version was read, and which one a change is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx2


def version_of(answer: httpx2.Response) -> int:
    """Return the version that an answer says in its ETag."""
    return int(answer.headers["ETag"].strip('"'))


def matching(version: int) -> Mapping[str, str]:
    """Return the header that lets a change happen to this version only."""
    return {"If-Match": f'"{version}"'}
