"""What `quarterdeck audit verify` does."""

from __future__ import annotations

from api.cli.configured import database_of, settings_of
from api.cli.output import say
from api.storage import audit
from api.storage.database import steady
from api.storage.migrating import require_current


def is_whole() -> bool:
    """Walk the log of the settings' database, say how it is, and return whether whole.

    Raises
    ------
    Refused
        If a setting is wrong, or the database cannot be used as it is.
    """
    with database_of(settings_of({})) as database:
        require_current(database)
        with database.reading() as session:
            steady(session)
            wrong, (number, told) = audit.verify(session), audit.last(session)
    if not wrong:
        say(f"The log is whole: {number} entries, the last with the hash {told}.")
        return True
    say(f"The log is not whole. {wrong[0]}", style="red")
    if len(wrong) > 1:
        say(f"{len(wrong)} places are wrong in all.")
    return False
