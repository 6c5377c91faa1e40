"""What `quarterdeck migrate` does."""

from __future__ import annotations

from sqlalchemy.exc import OperationalError

from api.cli.exits import Refused
from api.cli.output import say
from api.cli.serving import settings_of
from api.problems import code_of
from api.storage.database import Database
from api.storage.errors import StorageError
from api.storage.migrating import migrate


def run() -> None:
    """Migrate the database of the settings, and say to what.

    Raises
    ------
    Refused
        If a setting is wrong, or the database cannot be reached or migrated.
    """
    settings = settings_of({})
    try:
        database = Database.open(settings)
        try:
            schema = migrate(database)
        finally:
            database.close()
    except StorageError as refusal:
        raise Refused(code_of(type(refusal)), str(refusal)) from None
    except OperationalError as error:
        reason = str(error.orig).strip()
        raise Refused("database_unreachable", f"No database: {reason}") from None
    say(f"The database is at schema {schema}.")
