"""What can go wrong between a client and the service.

ClientError
├── Unreachable        no answer came, however often it was asked
├── Refused            the service answered with a problem
│   ├── KeyNeeded      401: nobody knows who asks
│   ├── NotAllowed     403: the role does not allow this
│   ├── NotFound       404: there is none, or it is not to be seen
│   ├── Conflicting    409: not in the state that things are in
│   ├── VersionMoved   412, 428: somebody else changed it since it was read
│   ├── Invalid        422: the issues say what is wrong
│   ├── Busy           429: too much at once, even after waiting
│   └── ServiceFault   500 and above
└── NoAnswer           a job has ended without an answer
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from optimizer.portfolio.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.client.answers import JobView


class Problem(BaseModel):
    """What the service says of a request that it cannot carry out; see RFC 9457.

    Attributes
    ----------
    code
        Stable name of the situation, for programs.
    hint
        What to do now.
    request
        The id by which the log of the service knows the request.
    issues
        Every single thing that is wrong.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: str
    status: int
    code: str = ""
    detail: str = ""
    hint: str = ""
    request: str = ""
    issues: tuple[Issue, ...] = ()


class ClientError(Exception):
    """Anything that keeps a client from what it wanted."""


class Unreachable(ClientError):
    """No answer came; whether a change was carried out is not known."""


class NoAnswer(ClientError):
    """A job has failed, or was cancelled before it had found anything."""

    def __init__(self, job: JobView) -> None:
        self.job = job
        reason = job.problem or "It was stopped before it had found anything."
        super().__init__(f"The job {job.id} is {job.state} without an answer. {reason}")


class Refused(ClientError):
    """The service has answered with a problem.

    Attributes
    ----------
    problem
        All that it says.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        told = (problem.title, problem.detail, *map(str, problem.issues), problem.hint)
        super().__init__("\n".join(line for line in told if line))

    @property
    def code(self) -> str:
        """Stable name of the situation."""
        return self.problem.code

    @property
    def hint(self) -> str:
        """What to do now."""
        return self.problem.hint

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Every single thing that is wrong."""
        return self.problem.issues


class KeyNeeded(Refused):
    """The key is missing, unknown, revoked or over."""


class NotAllowed(Refused):
    """The role is not enough."""


class NotFound(Refused):
    """There is no such thing, or it is not to be seen."""


class Conflicting(Refused):
    """What is asked does not fit the state that things are in."""


class VersionMoved(Refused):
    """Somebody else changed it since it was read: read it again."""


class Invalid(Refused):
    """What was sent is wrong; the issues name every field."""


class Busy(Refused):
    """The service takes no more of this for now."""


class ServiceFault(Refused):
    """The service itself has failed."""


KINDS: Mapping[int, type[Refused]] = {
    HTTPStatus.UNAUTHORIZED: KeyNeeded,
    HTTPStatus.FORBIDDEN: NotAllowed,
    HTTPStatus.NOT_FOUND: NotFound,
    HTTPStatus.CONFLICT: Conflicting,
    HTTPStatus.PRECONDITION_FAILED: VersionMoved,
    HTTPStatus.PRECONDITION_REQUIRED: VersionMoved,
    HTTPStatus.UNPROCESSABLE_ENTITY: Invalid,
    HTTPStatus.TOO_MANY_REQUESTS: Busy,
}


def refusal(problem: Problem) -> Refused:
    """Return the error for a problem."""
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ServiceFault(problem)
    return KINDS.get(problem.status, Refused)(problem)
