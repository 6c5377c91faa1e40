"""Types of columns that SQLite and PostgreSQL keep alike."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import DateTime, String, TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import Dialect


class Moment(TypeDecorator[datetime]):
    """A time in UTC; SQLite would return it without saying so."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy passes it
    ) -> datetime | None:
        """Take a time that says its zone to UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} should say its time zone.")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(
        self,
        value: Any | None,  # noqa: ANN401 - as SQLAlchemy has it
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """Return a time in UTC."""
        if not isinstance(value, datetime):
            return None
        return (
            value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        )


class Name(TypeDecorator[str]):
    """Text from outside; what PostgreSQL cannot hold is replaced by a mark.

    Asking for an id with such a character then finds nothing, on both.
    """

    impl = String
    cache_ok = True

    def process_bind_param(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy passes it
    ) -> str | None:
        """Replace NUL and halves of surrogate pairs."""
        if value is None:
            return None
        storable = value.encode("utf-8", "replace").decode("utf-8")
        return storable.replace("\0", "\N{REPLACEMENT CHARACTER}")
