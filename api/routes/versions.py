"""ETag and If-Match: nobody changes what they have not seen."""

from typing import Annotated

from fastapi import Header

from api.refusals import VersionNeeded

GivenVersion = Annotated[
    str | None,
    Header(
        alias="If-Match",
        pattern=r'^"[0-9]{1,9}"$',
        description="The ETag of what you change, as you have read it.",
    ),
]


def etag(version: int) -> str:
    """Return the ETag of a version."""
    return f'"{version}"'


def expected(given: str | None, noun: str) -> int:
    """Return the version that a change was made to.

    Raises
    ------
    VersionNeeded
        If the request does not say.
    """
    if given is None:
        raise VersionNeeded(noun)
    return int(given.strip('"'))
