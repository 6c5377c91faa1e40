"""What the commands of the service share: its settings, and its database."""

from __future__ import annotations

from contextlib import contextmanager
from os import environ
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from sqlalchemy.exc import OperationalError

from api.cli.exits import Refused
from api.problems import code_of
from api.settings import Settings, misspelt
from api.storage.database import Database
from api.storage.errors import StorageError
from optimizer.files.validating import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator


def settings_of(chosen: dict[str, Any]) -> Settings:
    """Return the settings of the command line and the environment.

    Raises
    ------
    Refused
        With every setting that is wrong or misspelt.
    """
    told = [
        f"{variable}: there is no such setting. Did you mean {setting}?"
        for variable, setting in misspelt(environ).items()
    ]
    settings = None
    try:
        settings = Settings(**chosen)
    except ValidationError as refusal:
        errors = refusal.errors(include_url=False)
        told += [sentence(error, frozenset()) for error in errors]
    if settings is None or told:
        raise Refused("invalid_settings", "\n  ".join(["Wrong settings:", *told]))
    return settings


@contextmanager
def database_of(settings: Settings) -> Iterator[Database]:
    """Yield the database of the settings, and close it.

    Raises
    ------
    Refused
        With what storage turns down, or why the database cannot be reached.
    """
    try:
        database = Database.open(settings)
        try:
            yield database
        finally:
            database.close()
    except StorageError as refusal:
        raise Refused(code_of(type(refusal)), str(refusal)) from None
    except OperationalError as error:
        reason = str(error.orig).strip()
        raise Refused("database_unreachable", f"No database: {reason}") from None
