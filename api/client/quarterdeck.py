"""The service as a Python program sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from api.client.answers import Health, Readiness
from api.client.approvals import Approvals
from api.client.connection import Connection
from api.client.jobs import Jobs
from api.client.plans import Plans
from api.client.portfolios import Portfolios
from api.client.questions import Questions
from api.client.scenarios import Scenarios
from api.client.users import Users

if TYPE_CHECKING:
    from types import TracebackType

    import httpx2

PATIENCE = 60.0


class Quarterdeck(Questions):
    """A service and what it keeps; ask it questions, and let go of it by `close`.

    Parameters
    ----------
    address
        Where it listens: ``http://127.0.0.1:8765``.
    key
        Your API key: ``qd_…``.
    patience
        Seconds for which it is tried again where the connection is lost or the service
        asks to come back later.
    transport
        How requests travel; over the network where left out.
    """

    def __init__(
        self,
        address: str,
        key: str,
        patience: float = PATIENCE,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        super().__init__(Connection(address, key, patience, transport))
        self.portfolios = Portfolios(self._connection)
        self.scenarios = Scenarios(self._connection)
        self.plans = Plans(self._connection)
        self.approvals = Approvals(self._connection)
        self.jobs = Jobs(self._connection)
        self.users = Users(self._connection)

    def health(self) -> Health:
        """Ask whether the server lives."""
        answer = self._connection.send("GET", "/health")
        return Health.model_validate_json(answer.content)

    def ready(self) -> Readiness:
        """Ask whether the service can work."""
        answer = self._connection.send("GET", "/ready")
        return Readiness.model_validate_json(answer.content)

    def close(self) -> None:
        """Let go of the service."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
