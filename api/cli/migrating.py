"""What `quarterdeck migrate` does."""

from __future__ import annotations

from api.cli.configured import database_of, settings_of
from api.cli.output import say
from api.storage.migrating import migrate


def run() -> None:
    """Migrate the database of the settings, and say to what.

    Raises
    ------
    Refused
        If a setting is wrong, or the database cannot be reached or migrated.
    """
    with database_of(settings_of({})) as database:
        schema = migrate(database)
    say(f"The database is at schema {schema}.")
