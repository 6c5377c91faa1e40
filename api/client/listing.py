"""Long lists, which the service gives in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import TypeAdapter

from api.client.answers import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.client.connection import Connection, Parameters

Item = TypeVar("Item", bound=Answer)


def every(
    connection: Connection,
    path: str,
    item: type[Item],
    parameters: Parameters | None = None,
) -> Iterator[Item]:
    """Yield every item of a list, the newest first; asks for parts as they are needed.

    Raises
    ------
    Refused, Unreachable
        As for `Connection.send`.
    """
    items: TypeAdapter[tuple[Item, ...]] = TypeAdapter(tuple[item, ...])  # type: ignore[valid-type]
    asked = dict(parameters or {})
    while True:
        answer = connection.send("GET", path, parameters=asked).json()
        yield from items.validate_python(answer["items"])
        if answer.get("after") is None:
            return
        asked["after"] = answer["after"]
