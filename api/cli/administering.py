"""What the `quarterdeck users` commands do."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from api.access.keys import digest_of, new_secret
from api.access.principal import Principal, Role, Scope
from api.access.signing_in import change_password
from api.cli.configured import database_of, settings_of
from api.cli.exits import Refused
from api.cli.output import say
from api.problems import code_of
from api.refusals import Refusal
from api.storage import keys, passwords, roles
from api.storage.errors import StorageError
from api.storage.identity import moment
from api.storage.keys import NewKey
from api.storage.migrating import require_current

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from api.storage.database import Database
    from api.storage.keys import UserRecord

OPERATOR = Principal("operator", "operator", Role.ADMINISTRATOR)
"""Who the audit log says it was: somebody with the database in hand."""


def show() -> None:
    """Print everybody who is known, a line each."""
    with _known() as database, database.reading() as session:
        found = keys.users(session, OPERATOR)
        having = passwords.holders(session, OPERATOR)
    for user in found:
        role = "disabled" if user.disabled_at else user.role or "-"
        entry = (user.id, role, "yes" if user.id in having else "no")
        sys.stdout.write("\t".join((*entry, user.name)) + "\n")


def add(name: str, role: Role | None) -> None:
    """Make somebody known, and print their id."""
    with _known() as database, database.writing() as session:
        made = keys.add_user(session, OPERATOR, name, role)
    sys.stdout.write(f"{made.id}\n")


def set_role(name: str, role: Role | None) -> None:
    """Set the role of a user in all portfolios; None takes it.

    Raises
    ------
    Refused
        If there is no such user, or nobody could come as an administrator then.
    """
    with _known() as database, database.writing() as session:
        user = roles.put(session, OPERATOR, _user(session, name).id, role)
    say(f"The role of {user.name} in all portfolios: {user.role or 'none'}.")


def put_password(name: str, new: str) -> None:
    """Set the password of a user.

    Raises
    ------
    Refused
        If there is no such user, or the password is easy to guess.
    """
    with _known() as database:
        with database.reading() as session:
            user = _user(session, name)
        change_password(database, OPERATOR, user.id, new)
    say(f"{user.name} can sign in with the new password.")


def make_key(name: str, label: str, role: Role | None, days: int | None) -> None:
    """Make a key for a user, and print it.

    Raises
    ------
    Refused
        If there is no such user.
    """
    until = None if days is None else moment() + timedelta(days=days)
    secret = new_secret()
    new = NewKey(digest_of(secret), label, Scope(role, None, until))
    with _known() as database, database.writing() as session:
        user = _user(session, name)
        keys.issue(session, OPERATOR, user.id, new)
    say(f"This is a key of {user.name}. It is shown this once:")
    sys.stdout.write(f"{secret}\n")


@contextmanager
def _known() -> Iterator[Database]:
    """Yield the database of the settings; what is turned down ends the command."""
    with database_of(settings_of({})) as database:
        require_current(database)
        try:
            yield database
        except (Refusal, StorageError) as refusal:
            raise Refused(code_of(type(refusal)), str(refusal)) from None


def _user(session: Session, name: str) -> UserRecord:
    """Return the user of a name or an id.

    Raises
    ------
    Refused
        If there is none, or there are several of the name.
    """
    everybody = keys.users(session, OPERATOR)
    found = [user for user in everybody if name in {user.id, user.name}]
    if len(found) == 1:
        return found[0]
    if not found:
        told = f"There is no user {name!r}: see quarterdeck users list."
        raise Refused("not_found", told)
    ids = ", ".join(user.id for user in found)
    raise Refused("ambiguous", f"Several users are named {name!r}; name one of {ids}.")
