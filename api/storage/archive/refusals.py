"""Why a database is not made from an archive.

NotRestored
├── BrokenArchive      it is no archive, not whole, or of another schema
├── DatabaseNotEmpty   there is something that is not to be replaced
└── DatabaseInUse      workers take jobs from the database
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class NotRestored(Exception):
    """The database is as it was."""


class BrokenArchive(NotRestored):
    """It is no archive, not whole, or of another schema."""


class DatabaseNotEmpty(NotRestored):
    """There is something that is not to be replaced."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"The database is not empty: it has {table}. Name an empty one, or say "
            "--replace to remove everything that is there."
        )


class DatabaseInUse(NotRestored):
    """Workers take jobs from the database."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"The database is in use by {', '.join(names)}: stop every server and "
            "worker first."
        )
