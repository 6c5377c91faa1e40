"""What `quarterdeck backup` and `quarterdeck restore` do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.configured import database_of, settings_of
from api.cli.exits import Refused
from api.cli.output import say
from api.cli.writing import require_new
from api.problems import code_of
from api.storage.archive.refusals import NotRestored
from api.storage.archive.restoring import restore
from api.storage.archive.writing import write

if TYPE_CHECKING:
    from pathlib import Path

    from api.storage.archive.contents import Manifest

COUNTED = ("users", "portfolios", "plans", "jobs", "audit")
"""Tables whose rows people would miss."""


def back_up(target: Path, *, force: bool) -> None:
    """Write the database of the settings into a file, and say what is in it.

    Raises
    ------
    Refused
        If the file is there already, or the database cannot be read.
    """
    require_new(target, force=force)
    with database_of(settings_of({})) as database:
        manifest = write(database, target)
    say(f"{target}: {_told(manifest)}.")


def bring_back(source: Path, *, replace: bool) -> None:
    """Make the database of the settings from a file, and say what it is now.

    Raises
    ------
    Refused
        If the file is not whole, or the database is in use or not empty.
    """
    with database_of(settings_of({})) as database:
        try:
            manifest = restore(database, source, replace=replace)
        except NotRestored as refusal:
            raise Refused(code_of(type(refusal)), str(refusal)) from None
    say(f"Restored {_told(manifest)}; the audit log is whole.")


def _told(manifest: Manifest) -> str:
    rows = {part.table: part.rows for part in manifest.parts}
    counts = ", ".join(f"{name} {rows[name]}" for name in COUNTED)
    return f"{counts}, as of {manifest.made_at:%Y-%m-%d %H:%M} UTC"
