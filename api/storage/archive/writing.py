"""A database written into an archive while others go on using it."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.storage.archive.contents import (
    MANIFEST,
    Manifest,
    Part,
    kept_tables,
    line_of,
    member,
)
from api.storage.identity import moment
from api.storage.migrating import require_current

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Table

    from api.storage.database import Database

ROWS_AT_ONCE = 100
"""Rows may hold whole portfolios, so few of them are read at a time."""


def write(database: Database, target: Path) -> Manifest:
    """Write everything that is committed at one moment; return what it is.

    The file appears when it is complete, and only its owner may read it.

    Raises
    ------
    SchemaOutdated, SchemaUnknown
        If the database is not at the schema of this version.
    """
    schema = require_current(database)
    draft = target.with_name(f".{target.name}.part")
    draft.unlink(missing_ok=True)
    owned = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(owned, "wb") as file:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                manifest = _write(database, archive, schema)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _write(database: Database, archive: ZipFile, schema: str) -> Manifest:
    engine = database.engine
    if not database.is_embedded:
        # SQLite sees one moment in any transaction, PostgreSQL where it is told to.
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    made_at = moment()
    with Session(engine) as session:
        parts = tuple(_part(session, archive, table) for table in kept_tables())
    manifest = Manifest(
        db_schema=schema,
        quarterdeck=version("quarterdeck"),
        made_at=made_at,
        parts=parts,
    )
    archive.writestr(MANIFEST, manifest.model_dump_json(indent=2))
    return manifest


def _part(session: Session, archive: ZipFile, table: Table) -> Part:
    rows, written = 0, hashlib.sha256()
    query = select(table).order_by(*table.primary_key)
    with archive.open(member(table.name), "w", force_zip64=True) as lines:
        found = session.execute(query.execution_options(yield_per=ROWS_AT_ONCE))
        for row in found.mappings():
            line = line_of(dict(row))
            lines.write(line)
            written.update(line)
            rows += 1
    return Part(table=table.name, rows=rows, sha256=written.hexdigest())
