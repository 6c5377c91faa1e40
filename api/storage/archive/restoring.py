"""A database made from an archive: all of it, or nothing where anything is wrong."""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from pydantic import ValidationError
from sqlalchemy import delete, func, insert, select

from api.storage import audit, workers
from api.storage.archive.contents import (
    MANIFEST,
    PASSING,
    Manifest,
    kept_tables,
    member,
    row_of,
)
from api.storage.archive.refusals import (
    BrokenArchive,
    DatabaseInUse,
    DatabaseNotEmpty,
)
from api.storage.database import LOCK_OF_MIGRATIONS, lock
from api.storage.migrating import needed_schema, prepare
from api.storage.tables import AuditHead, Base

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from api.storage.database import Database

ROWS_AT_ONCE = 100


def restore(database: Database, source: Path, *, replace: bool) -> Manifest:
    """Make a database what an archive says; return what that is of.

    Parameters
    ----------
    replace
        Whether to remove what is there.

    Raises
    ------
    BrokenArchive
        If it is no archive, not whole, of another schema, or its audit log is not as
        it was written. The database is as it was then.
    DatabaseNotEmpty
        If there is something that is not to be replaced.
    DatabaseInUse
        If workers take jobs from it.
    SchemaOutdated, SchemaUnknown
        If its tables are not those of this version.
    """
    try:
        with ZipFile(source) as archive:
            manifest = _manifest(archive)
            _require_whole(archive, manifest)
            _require_schema(manifest)
            prepare(database)
            with database.writing() as session:
                lock(session, LOCK_OF_MIGRATIONS)
                _make_room(session, replace=replace)
                for table in kept_tables():
                    _fill(session, archive, table)
                wrong = audit.verify(session)
                if wrong:
                    raise BrokenArchive(f"The audit log is broken: {wrong[0]}")
    except (BadZipFile, KeyError, ValidationError) as error:
        raise BrokenArchive(f"{source} is no backup of Quarterdeck.") from error
    return manifest


def _manifest(archive: ZipFile) -> Manifest:
    return Manifest.model_validate_json(archive.read(MANIFEST))


def _require_whole(archive: ZipFile, manifest: Manifest) -> None:
    """Refuse an archive whose lines are not those that were written."""
    missing = {table.name for table in kept_tables()}
    missing -= {part.table for part in manifest.parts}
    if missing:
        raise BrokenArchive(f"It has no table {min(missing)}.")
    for part in manifest.parts:
        found = hashlib.sha256()
        with archive.open(member(part.table)) as lines:
            while piece := lines.read(2**20):
                found.update(piece)
        if found.hexdigest() != part.sha256:
            raise BrokenArchive(f"Table {part.table} is not as it was written.")


def _require_schema(manifest: Manifest) -> None:
    needed = needed_schema()
    if manifest.db_schema != needed:
        raise BrokenArchive(
            f"It is of schema {manifest.db_schema}, this version has {needed}: restore "
            f"it with Quarterdeck {manifest.quarterdeck}, and run quarterdeck migrate."
        )


def _make_room(session: Session, *, replace: bool) -> None:
    """Remove all rows, where there are none or they are to be replaced."""
    living = workers.living(session)
    if living:
        raise DatabaseInUse([worker.name for worker in living])
    if not replace:
        for table in kept_tables():
            count = select(func.count()).select_from(table)
            if table is not AuditHead.__table__ and session.scalar(count):
                raise DatabaseNotEmpty(table.name)
    for table in reversed(Base.metadata.sorted_tables):
        if replace or table.name in PASSING or table is AuditHead.__table__:
            session.execute(delete(table))


def _fill(session: Session, archive: ZipFile, table: Table) -> None:
    with archive.open(member(table.name)) as lines:
        rows = (row_of(table, line) for line in lines)
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            session.execute(insert(table), batch)
