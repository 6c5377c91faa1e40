"""API keys: made at random, shown once, and kept as their SHA-256 only.

A slow hash is for passwords, which people choose; nobody guesses 256 random bits.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from api.storage import keys

if TYPE_CHECKING:
    from api.storage.database import Database

PREFIX = "qd_"
"""By which people and scanners of leaked secrets know a key."""
RANDOM_BYTES = 32


def new_secret() -> str:
    """Return a key that nobody guesses."""
    return PREFIX + secrets.token_urlsafe(RANDOM_BYTES)


def digest_of(secret: str) -> str:
    """Return what is kept of a key: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def first_administrator(database: Database) -> str | None:
    """Make the first user and return their key; None where there are users already."""
    secret = new_secret()
    with database.writing() as session:
        made = keys.first_administrator(session, digest_of(secret))
    return None if made is None else secret
