"""What the service answers with, as all resources have it in common."""

from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from api.storage.paging import NumberedPart, Part

LARGEST_PAGE = 200
IDENTITY = r"^[0-9a-f]{32}$"


class View(BaseModel):
    """An answer, read from the attributes of what storage returns."""

    model_config = ConfigDict(
        frozen=True,
        from_attributes=True,
        json_schema_serialization_defaults_required=True,
    )


Item = TypeVar("Item", bound=View)


class Listing(View, Generic[Item]):
    """A part of a list, the newest first.

    Attributes
    ----------
    after
        The cursor of the next part, for the parameter of the same name; null where
        there is no more.
    """

    items: tuple[Item, ...]
    after: str | None


async def part(
    after: Annotated[
        str | None,
        Query(pattern=IDENTITY, description="Cursor: `after` of the part before."),
    ] = None,
    size: Annotated[
        int, Query(ge=1, le=LARGEST_PAGE, description="Most items of the part.")
    ] = 50,
) -> Part:
    """Return which part of a list is asked for."""
    return Part(after, size)


async def numbered_part(
    after: Annotated[
        int | None,
        Query(ge=1, le=2**31 - 1, description="Cursor: `after` of the part before."),
    ] = None,
    size: Annotated[
        int, Query(ge=1, le=LARGEST_PAGE, description="Most items of the part.")
    ] = 50,
) -> NumberedPart:
    """Return which part is asked for of a list of what has numbers."""
    return NumberedPart(after, size)


AskedPart = Annotated[Part, Depends(part)]
AskedNumberedPart = Annotated[NumberedPart, Depends(numbered_part)]
PortfolioId = Annotated[str, Path(pattern=IDENTITY, description="A portfolio.")]
ScenarioId = Annotated[str, Path(pattern=IDENTITY, description="A scenario.")]
PlanId = Annotated[str, Path(pattern=IDENTITY, description="A plan.")]
JobId = Annotated[str, Path(pattern=IDENTITY, description="A job.")]
UserId = Annotated[str, Path(pattern=IDENTITY, description="A user.")]
KeyId = Annotated[str, Path(pattern=IDENTITY, description="A key.")]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
AskedVersion = Annotated[
    int | None,
    Query(ge=1, le=2**31 - 1, description="A version; the latest where left out."),
]
