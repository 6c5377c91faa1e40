"""Requests to a service: sent again where that is safe and may help.

A POST carries an Idempotency-Key, so that it can be sent again when its answer was
lost and still be carried out once. A change with If-Match is not sent again: the
first attempt may have made it, and the second would then be told that it is too late.
Nor is one of which the sender says that it is to be sent once.
"""

from __future__ import annotations

from importlib.metadata import version as version_of
from typing import TYPE_CHECKING
from uuid import uuid4

import httpx2
from pydantic import ValidationError

from api.client.errors import Problem, Unreachable, refusal
from api.client.patience import Patience

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

JSON = "application/json"
PROBLEM = "application/problem+json"
LOST = (
    httpx2.NetworkError,
    httpx2.RemoteProtocolError,
    httpx2.SSEError,
    httpx2.TimeoutException,
)
"""What happens to connections."""
NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout)
GATEWAY_STATUSES = frozenset({502, 503, 504})
"""With what a proxy answers while the service behind it starts."""
SECONDS = 60.0
"""How long to wait for an answer."""
SECONDS_BETWEEN_SIGNS = 45.0
"""How long to wait for an event; the service gives a sign every 15 seconds."""

Parameters = dict[str, str | int]


class Connection:
    """A way to a service, for one key.

    Parameters
    ----------
    patience
        Seconds for which it is tried again what may succeed later.
    """

    def __init__(
        self,
        address: str,
        key: str,
        patience: float,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._patience = patience
        self._address = address
        self._http = httpx2.Client(
            base_url=address,
            headers={
                "Authorization": f"Bearer {key}",
                "User-Agent": f"quarterdeck-client/{version_of('quarterdeck')}",
            },
            timeout=httpx2.Timeout(SECONDS, connect=10.0),
            transport=transport,
        )

    def close(self) -> None:
        """Let go of the service."""
        self._http.close()

    def send(
        self,
        method: str,
        path: str,
        content: bytes | None = None,
        parameters: Parameters | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        once: bool = False,
    ) -> httpx2.Response:
        """Send a request, and return what is answered.

        Parameters
        ----------
        once
            Whether it is not sent again where the service may have received it.

        Raises
        ------
        Refused
            If the answer is a problem.
        Unreachable
            If there is none.
        """
        sent = {"Content-Type": JSON} if content is not None else {}
        sent |= headers or {}
        if method == "POST":
            sent["Idempotency-Key"] = uuid4().hex
        request = self._http.build_request(
            method, path, content=content, params=parameters, headers=sent
        )
        repeatable = may_repeat(request) and not once
        patience = Patience(self._patience)
        while True:
            try:
                answer = self._http.send(request)
            except LOST as lost:
                again = repeatable or isinstance(lost, NEVER_SENT)
                if not (again and patience.lasts()):
                    raise self._unreachable(lost) from lost
                continue
            wait = curing_wait(answer)
            busy = answer.status_code == httpx2.codes.TOO_MANY_REQUESTS
            again = repeatable or busy  # what was turned down was not carried out
            if wait is None or not (again and patience.lasts(wait)):
                return accepted(answer)

    def events(self, path: str, after: int = 0) -> Iterator[httpx2.ServerSentEvent]:
        """Yield events, from the one after a number; go on where they were lost.

        Ends when the service says that there will be no more.

        Raises
        ------
        Refused, Unreachable
            As for `send`.
        """
        patience = Patience(self._patience)
        timeout = httpx2.Timeout(SECONDS_BETWEEN_SIGNS, connect=10.0)
        while True:
            headers = {"Last-Event-ID": str(after)} if after else {}
            wait: float | None = None
            reason: Exception | None = None
            try:
                with self._http.sse(path, headers=headers, timeout=timeout) as stream:
                    if stream.response.status_code == httpx2.codes.NO_CONTENT:
                        return
                    wait = turned_down(stream.response)
                    for event in stream if wait is None else ():
                        patience = Patience(self._patience)
                        after = int(event.id or after)
                        yield event
            except LOST as lost:
                reason = lost
            if not patience.lasts(wait or 0.0):
                raise self._unreachable(reason) from reason

    def _unreachable(self, reason: Exception | None) -> Unreachable:
        told = str(reason) or type(reason).__name__ if reason else "the stream ended"
        return Unreachable(f"No answer from {self._address}: {told}.")


def may_repeat(request: httpx2.Request) -> bool:
    """Return whether a request can come twice and change nothing more."""
    if request.method == "POST":
        return "Idempotency-Key" in request.headers
    return "If-Match" not in request.headers


def curing_wait(answer: httpx2.Response) -> float | None:
    """Return after how many seconds an answer may be another; None if it will not."""
    told = answer.headers.get("Retry-After", "")
    if answer.status_code == httpx2.codes.TOO_MANY_REQUESTS:
        return float(told) if told.isdecimal() else 0.0
    if answer.status_code not in GATEWAY_STATUSES:
        return None
    if told.isdecimal():
        return float(told)
    # The service itself says why, and would say when waiting were of use.
    return None if answer.headers.get("Content-Type") == PROBLEM else 0.0


def turned_down(answer: httpx2.Response) -> float | None:
    """Return after how many seconds a stream may be there; None if it is.

    Raises
    ------
    Refused
        If waiting is of no use.
    """
    if answer.is_success:
        return None
    answer.read()
    wait = curing_wait(answer)
    if wait is None:
        accepted(answer)
    return wait


def accepted(answer: httpx2.Response) -> httpx2.Response:
    """Return an answer that is no problem.

    Raises
    ------
    Refused
        If it is one.
    """
    if answer.is_success:
        return answer
    try:
        problem = Problem.model_validate_json(answer.content)
    except ValidationError:
        title = f"The answer is {answer.status_code} {answer.reason_phrase}."
        problem = Problem(title=title, status=answer.status_code)
    raise refusal(problem)
