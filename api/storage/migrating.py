"""The tables of a database brought to what this version of the software needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from api.storage.database import LOCK_OF_MIGRATIONS, lock
from api.storage.errors import SchemaOutdated, SchemaUnknown

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from api.storage.database import Database

FOLDER = Path(__file__).parent / "migrations"


def migrate(database: Database) -> str:
    """Bring a database to the latest schema, in one transaction; return its name.

    Raises
    ------
    SchemaUnknown
        If a later version of the software has written it.
    """
    scripts = _scripts()
    with database.writing() as session:
        connection = session.connection()
        lock(session, LOCK_OF_MIGRATIONS)
        _require_known(_found(connection), scripts)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return _needed(scripts)


def prepare(database: Database) -> None:
    """Make the tables of an empty database; ask for more than that of a person.

    Raises
    ------
    SchemaOutdated
        If the database is older than the software: a migration may take long, and
        wants a backup before it.
    SchemaUnknown
        If a later version of the software has written it.
    """
    scripts = _scripts()
    with database.reading() as session:
        connection = session.connection()
        found = _found(connection)
        empty = not inspect(connection).get_table_names()
    _require_known(found, scripts)
    if empty:
        migrate(database)
    elif found != _needed(scripts):
        raise SchemaOutdated(found, _needed(scripts))


def needed_schema() -> str:
    """Return the name of the schema that this version has."""
    return _needed(_scripts())


def require_current(database: Database) -> str:
    """Return the schema of a database; refuse one that this version does not have.

    Raises
    ------
    SchemaOutdated, SchemaUnknown
        As `prepare`; an empty one is outdated.
    """
    scripts = _scripts()
    with database.reading() as session:
        found = _found(session.connection())
    _require_known(found, scripts)
    if found is None or found != _needed(scripts):
        raise SchemaOutdated(found, _needed(scripts))
    return found


def _config() -> Config:
    config = Config()
    # A percent sign in a path would be read as the beginning of a variable.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _needed(scripts: ScriptDirectory) -> str:
    head = scripts.get_current_head()
    assert head is not None
    return head


def _found(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _require_known(found: str | None, scripts: ScriptDirectory) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    if found is not None and found not in known:
        raise SchemaUnknown(found)
