"""What the HTTP layer itself turns down, before anything else is asked.

Refusal
├── KeyNeeded        nobody knows who asks
├── SignInNeeded     a page is asked for by somebody who is not signed in
├── ForeignRequest   a change comes from another site's page
├── ProviderFailed   a sign-in with a provider that came to nothing
├── WeakPassword     a password that is easy to guess
├── VersionNeeded    a change without saying what it changes
├── LimitExceeded    more effort asked for than the service allows
├── BeyondCalendar   days that no calendar has
├── UnknownKind      a file of a kind that is not read
├── NotAccepted      a plan that the checker does not accept is to be approved
├── Unanswerable     a question that names what is not there
├── NoImage          a chart that cannot be drawn as an image
├── TooManyImages    so many others wait for theirs that nobody may wait longer
├── NotEnded         a result is asked of a job that has none yet
└── NoResult         a job has ended without a result
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.portfolio.issue import Issue


class Refusal(Exception):
    """A request that cannot be carried out as it came."""


class KeyNeeded(Refusal):
    """The request has no key, or one that is unknown, revoked or over."""

    def __init__(self) -> None:
        super().__init__(
            "The request has no API key, or one that is unknown, revoked or expired."
        )


class SignInNeeded(Refusal):
    """A page is asked for by a browser that nobody has signed in with."""

    def __init__(self) -> None:
        super().__init__("Nobody is signed in here, or not any more.")


class ForeignRequest(Refusal):
    """A change does not come from a page of this service."""

    def __init__(self) -> None:
        super().__init__(
            "The request does not come from a page of this session: open the page "
            "again, and repeat it there."
        )


class ProviderFailed(Refusal):
    """A sign-in with a provider came to nothing."""

    def __init__(self) -> None:
        super().__init__(
            "The sign-in with the provider came to nothing: begin it again."
        )


class WeakPassword(Refusal):
    """A password that is easy to guess."""

    def __init__(self, fault: str) -> None:
        super().__init__(f"The password {fault}.")


class VersionNeeded(Refusal):
    """A change must say which version it was made from."""

    def __init__(self, noun: str) -> None:
        super().__init__(f"A change of a {noun} needs the header If-Match.")


class LimitExceeded(Refusal):
    """More is asked for than one question may have."""


class BeyondCalendar(Refusal):
    """What is asked leads to days that no calendar has."""

    def __init__(self) -> None:
        super().__init__("What is asked leads beyond the years 1 to 9999.")


class UnknownKind(Refusal):
    """A file is of a kind that is not read."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"Files of the type {found or 'that is not said'} are not read; send a "
            "workbook, an archive of CSV files, or JSON, with its type in Content-Type."
        )


class NotAccepted(Refusal):
    """The checker does not accept a plan on the portfolio that it would run."""

    def __init__(self, answer: str, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(f"The plan of the answer {answer!r} breaks rules.")


class Unanswerable(Refusal):
    """A question has no answer.

    Attributes
    ----------
    issues
        Every reason, by the field of the question.
    """

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        self.issues = issues
        super().__init__(" ".join(issue.message for issue in issues))


class NoImage(Refusal):
    """A chart cannot be drawn as an image here."""


class TooManyImages(Refusal):
    """As many images are drawn and waited for as may."""

    def __init__(self) -> None:
        super().__init__("Too many images are drawn at the moment.")


class NotEnded(Refusal):
    """A job that has not ended has no result yet."""

    def __init__(self, job: str, state: str) -> None:
        super().__init__(f"The job {job!r} is {state}; its result comes when it ends.")


class NoResult(Refusal):
    """A job has ended, and there is nothing to show."""

    def __init__(self, job: str, state: str, reason: str | None) -> None:
        told = f": {reason}" if reason else "."
        super().__init__(f"The job {job!r} is {state} and has no result{told}")
