"""Names that the database gives, and what makes two texts the same."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime
from time import time_ns


def new_id() -> str:
    """Return 32 hexadecimal digits that nobody guesses and that sort by time.

    To the microsecond, as many things are made in one millisecond: the plans of an
    answer keep its order, and the oldest of many questions is answered first.
    """
    milliseconds, rest = divmod(time_ns() // 1_000, 1_000)
    return f"{milliseconds:012x}{rest:04x}{secrets.token_hex(8)}"


def digest(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def moment() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)
