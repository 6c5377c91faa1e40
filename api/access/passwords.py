"""Passwords: what makes a good one, and how they are kept and compared: Argon2."""

from __future__ import annotations

from functools import cache

from pwdlib import PasswordHash

SHORTEST, LONGEST = 12, 200
"""Characters. Length is what makes a password hard to guess, not kinds of signs."""
FEWEST_DIFFERENT = 5


def weakness(password: str, name: str) -> str | None:
    """Return what is wrong with a password that somebody chose; None if nothing is."""
    if not SHORTEST <= len(password) <= LONGEST:
        return f"should have {SHORTEST} to {LONGEST} characters"
    if len(set(password)) < FEWEST_DIFFERENT:
        return f"should have at least {FEWEST_DIFFERENT} different characters"
    if name.casefold() in password.casefold():
        return "should not hold the name"
    return None


def hash_of(password: str) -> str:
    """Return what is kept of a password."""
    return _hasher().hash(storable(password))


def matches(password: str, kept: str | None) -> tuple[bool, str | None]:
    """Return whether a password is the one kept, and a stronger hash if there is one.

    It takes as long where nothing is kept, so that nobody learns which names there are.
    """
    fits, stronger = _hasher().verify_and_update(storable(password), kept or _nobodys())
    return fits and kept is not None, stronger


def storable(password: str) -> str:
    """Return a password that UTF-8 can write: some send halves of characters."""
    return password.encode("utf-8", "replace").decode("utf-8")


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobodys() -> str:
    """Return a hash that no password is compared with but those of unknown names."""
    return _hasher().hash("nobody")
