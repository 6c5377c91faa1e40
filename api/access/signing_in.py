"""Signing in with a name and a password, or with a key: slowly for those who guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.access.keys import digest_of
from api.access.passwords import LONGEST, hash_of, matches, weakness
from api.refusals import WeakPassword
from api.storage import attempts, passwords, principals
from api.storage.attempts import Bucket

if TYPE_CHECKING:
    from api.access.principal import Principal
    from api.storage.database import Database
    from api.storage.principals import Known


def with_password(
    database: Database, address: str, name: str, password: str
) -> Principal | None:
    """Return who has this name and password; None if nobody has, or may not come.

    Raises
    ------
    TooManyAttempts
        If too many were made with the name or from the address.
    """
    login = passwords.login_of(name)
    by_both = Bucket.of_name_from(login, address)
    by_either = (Bucket.of_name(login), Bucket.of_address(address))
    with database.writing() as session:
        attempts.count(session, by_both, *by_either)
    with database.reading() as session:
        kept = passwords.find(session, name)
    # Comparing takes long, so nothing is locked meanwhile.
    hashed = None if kept is None else kept.hash
    fits, stronger = matches(password[: LONGEST + 1], hashed)
    if kept is None or not fits:
        return None
    with database.writing() as session:
        found = principals.by_id(session, kept.user_id)
        if found is None:
            return None
        attempts.forget(session, by_both)
        attempts.take_back(session, *by_either)
        if stronger is not None:
            passwords.refresh(session, kept, stronger)
        return found


def with_key(database: Database, address: str, key: str) -> Known | None:
    """Return who comes with a key; None if it is unknown, expired or revoked.

    Raises
    ------
    TooManyAttempts
        If too many were made from the address.
    """
    by_address = Bucket.of_address(address)
    with database.writing() as session:
        attempts.count(session, by_address)
    with database.reading() as session:
        known = principals.by_key(session, digest_of(key.strip()))
    if known is not None:
        with database.writing() as session:
            attempts.take_back(session, by_address)
    return known


def change_password(
    database: Database,
    principal: Principal,
    user_id: str,
    new: str,
    *,
    present: str | None = None,
    staying: str | None = None,
) -> None:
    """Give a user a password; see `api.storage.passwords.put`.

    Parameters
    ----------
    present
        Their password until now, if they have said it.

    Raises
    ------
    WeakPassword
        If the new one is easy to guess.
    TooManyAttempts
        If the present one was guessed too often.
    """
    with database.reading() as session:
        account = passwords.of_user(session, principal, user_id)
    fault = weakness(new, account.name)
    if fault is not None:
        raise WeakPassword(fault)
    proven, bucket = None, Bucket.of_user(user_id)
    if present is not None:
        with database.writing() as session:
            attempts.count(session, bucket)
        if matches(present[: LONGEST + 1], account.hash)[0]:
            proven = account.hash
    hashed = hash_of(new)
    with database.writing() as session:
        passwords.put(
            session, principal, user_id, hashed, proven=proven, staying=staying
        )
        attempts.forget(session, bucket)
