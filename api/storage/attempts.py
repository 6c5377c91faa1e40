"""Attempts to sign in, counted by name, by address, and by both.

An attempt is counted before anything is compared, in a commit of its own: who tries a
thousand at once is counted a thousand times.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from sqlalchemy import delete

from api.storage import tables
from api.storage.database import LOCK_OF_ATTEMPTS, lock
from api.storage.errors import TooManyAttempts
from api.storage.identity import digest, moment

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WINDOW = timedelta(minutes=15)
"""Attempts are counted from the first; after so long the count begins anew."""
MOST_BY_NAME, MOST_BY_ADDRESS, MOST_BY_NAME_IN_ALL = 10, 50, 200
"""With one name from one address, from an address, and with a name from anywhere.

An office behind one address may mistype more often than one person. A stranger who
guesses is not to keep the owner of the name out, so that many who guess together wait.
"""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Something by which attempts are counted, and the most of them."""

    name: str
    most: int

    @classmethod
    def of_user(cls, user_id: str) -> Bucket:
        """Return that of a user who says their present password."""
        return cls(f"user {user_id}", MOST_BY_NAME)

    @classmethod
    def of_name(cls, login: str) -> Bucket:
        """Return that of a name, known or not; the name itself is not kept."""
        return cls(f"name {digest(login)}", MOST_BY_NAME_IN_ALL)

    @classmethod
    def of_name_from(cls, login: str, address: str) -> Bucket:
        """Return that of a name where it is tried from one address."""
        return cls(f"name {digest(login)} from {_network(address)}", MOST_BY_NAME)

    @classmethod
    def of_address(cls, address: str) -> Bucket:
        """Return that of an address: of its network, where one person has many."""
        return cls(f"address {_network(address)}", MOST_BY_ADDRESS)


def count(session: Session, *buckets: Bucket) -> None:
    """Count an attempt, and refuse it where there were too many.

    Raises
    ------
    TooManyAttempts
        With the seconds until the count begins anew; such an attempt is not counted.
    """
    lock(session, LOCK_OF_ATTEMPTS)
    now = moment()
    session.execute(
        delete(tables.Attempt).where(tables.Attempt.began_at < now - WINDOW)
    )
    for bucket in sorted(buckets, key=lambda one: one.name):
        row = session.get(tables.Attempt, bucket.name)
        if row is None:
            row = tables.Attempt(bucket=bucket.name, count=0, began_at=now)
            session.add(row)
        if row.count >= bucket.most:
            left = row.began_at + WINDOW - now
            raise TooManyAttempts(max(1, int(left.total_seconds()) + 1))
        row.count += 1
        session.flush()


def forget(session: Session, bucket: Bucket) -> None:
    """Begin a count anew, for somebody who has signed in."""
    session.execute(delete(tables.Attempt).where(tables.Attempt.bucket == bucket.name))


def take_back(session: Session, *buckets: Bucket) -> None:
    """Count an attempt no more that was none: somebody has signed in."""
    lock(session, LOCK_OF_ATTEMPTS)
    for bucket in buckets:
        row = session.get(tables.Attempt, bucket.name)
        if row is not None:
            row.count = max(0, row.count - 1)


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(ip_network((found, 64), strict=False))
    return str(found)
