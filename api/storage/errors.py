"""What the database turns down.

StorageError
├── NotFound              there is no such thing, or it is not to be seen
├── NotAllowed            it is to be seen, but the role does not allow this
├── WiderThanOwn          something would go further than the key it is asked with
├── UserDisabled          somebody who may not come is to come
├── LastAdministrator     nobody could come as an administrator any more
├── TooManyAttempts       somebody tried too often to sign in
├── NameTaken             somebody else signs in with this name
├── WrongPassword         the present password is not the one that was given
├── VersionMoved          somebody else changed it since it was read
├── MovedOn               what an answer was found for is no longer what holds
├── NothingToUndo         nothing was approved that could be taken back
├── KeyReused             an idempotency key came again with another request
├── TooManyQueued         the owner has as many jobs waiting as they may have
├── JobEnded              a job that has ended can no longer be changed
├── JobRunning            a job that has not ended cannot be repeated
├── LeaseLost             another worker has the job, or nobody
├── UnusableAddress       an address at which no database can be opened
├── SchemaOutdated        the database needs `quarterdeck migrate`
└── SchemaUnknown         the database was written by a later Quarterdeck
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.access.principal import Role
    from optimizer.portfolio.issue import Issue


class StorageError(Exception):
    """Any refusal that storage foresees."""


class NotFound(StorageError):
    """There is no such thing, or it is not to be seen: nobody learns which."""

    def __init__(self, noun: str, name: str) -> None:
        self.noun = noun
        self.name = name
        super().__init__(f"There is no {noun} {name!r}.")


class NotAllowed(StorageError):
    """The role is not enough."""

    def __init__(self, action: str, needed: Role) -> None:
        self.action = action
        self.needed = needed
        super().__init__(f"To {action} needs the role {needed} or more.")


class WiderThanOwn(StorageError):
    """A key or a password would go further than the key it is asked with."""

    def __init__(self) -> None:
        super().__init__(
            "What is asked for would have a greater role, more portfolios or a later "
            "end than the key that you came with."
        )


class UserDisabled(StorageError):
    """Somebody who may not come is to come."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"The user {name!r} is disabled.")


class LastAdministrator(StorageError):
    """Nobody could come as an administrator any more."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"Without {name!r} no administrator would have a good key or a password."
        )


class TooManyAttempts(StorageError):
    """Somebody tried too often to sign in, with a name or from an address.

    Attributes
    ----------
    seconds
        After which it is worth trying again.
    """

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"Too many attempts; try again in {seconds} seconds.")


class NameTaken(StorageError):
    """Somebody else signs in with this name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"Somebody else signs in with the name {name!r}: only one of several "
            "people of one name can have a password."
        )


class WrongPassword(StorageError):
    """The present password is not the one that was given."""

    def __init__(self) -> None:
        super().__init__("The present password is not the one that was given.")


class VersionMoved(StorageError):
    """Somebody else changed it since it was read."""

    def __init__(self, noun: str, name: str, expected: int, found: int) -> None:
        self.noun = noun
        self.name = name
        self.expected = expected
        self.found = found
        super().__init__(
            f"The {noun} {name!r} is at version {found}, not {expected}: read it "
            "again and repeat the change."
        )


class MovedOn(StorageError):
    """What an answer was found for is no longer what holds."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(" ".join(issue.message for issue in issues))


class NothingToUndo(StorageError):
    """Nothing was approved that could be taken back."""

    def __init__(self, portfolio: str) -> None:
        self.portfolio = portfolio
        super().__init__(f"Nothing was approved in the portfolio {portfolio!r}.")


class KeyReused(StorageError):
    """An idempotency key came again with another request."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(
            f"The idempotency key {key!r} belongs to another request; use a new one."
        )


class TooManyQueued(StorageError):
    """The owner has as many jobs waiting as they may have."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(
            f"{most} jobs are waiting already; submit more when one of them has begun."
        )


class JobEnded(StorageError):
    """A job that has ended can no longer be changed."""

    def __init__(self, job: str, state: str) -> None:
        self.job = job
        self.state = state
        super().__init__(f"The job {job!r} has ended: it is {state}.")


class JobRunning(StorageError):
    """A job that has not ended cannot be repeated."""

    def __init__(self, job: str, state: str) -> None:
        self.job = job
        self.state = state
        super().__init__(f"The job {job!r} has not ended: it is {state}.")


class LeaseLost(StorageError):
    """Another worker has the job, or nobody: what this one found is not kept."""

    def __init__(self, job: str, fence: int) -> None:
        self.job = job
        self.fence = fence
        super().__init__(f"The job {job!r} is no longer held under number {fence}.")


class UnusableAddress(StorageError):
    """An address at which no database can be opened."""


class SchemaOutdated(StorageError):
    """The database is older than the software."""

    def __init__(self, found: str | None, needed: str) -> None:
        self.found = found
        self.needed = needed
        super().__init__(
            f"The database is at schema {found or 'none'}, but {needed} is needed: run "
            "quarterdeck migrate."
        )


class SchemaUnknown(StorageError):
    """The database was written by a later Quarterdeck."""

    def __init__(self, found: str) -> None:
        self.found = found
        super().__init__(
            f"The database is at schema {found}, which this version does not know: "
            "install the version that wrote it, or a later one."
        )
