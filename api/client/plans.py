"""Plans of a portfolio, as a client sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.client.answers import PlanEntry, PlanView
from api.client.listing import every
from api.client.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.client.connection import Connection
    from optimizer.plan.plan import Plan


class Plans:
    """The plans of the portfolios that you see."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        portfolio_id: str,
        plan: Plan,
        label: str = "running",
        version: int | None = None,
    ) -> PlanView:
        """Keep a plan that you bring, with the checker's verdict on it.

        Parameters
        ----------
        version
            Of the portfolio that it is for; the latest where left out.
        """
        asked: dict[str, str | int] = {"label": label}
        asked |= {} if version is None else {"version": version}
        path = f"/v1/portfolios/{portfolio_id}/plans"
        content = plan.model_dump_json().encode()
        answer = self._connection.send("POST", path, content, asked)
        return PlanView.model_validate_json(answer.content)

    def read(self, plan_id: str) -> PlanView:
        """Read a plan: the verdict, every measure, and the certificate."""
        answer = self._connection.send("GET", f"/v1/plans/{plan_id}")
        return PlanView.model_validate_json(answer.content)

    def told(self, plan_id: str) -> Told:
        """Return what is told of a plan: as data, as charts, as files."""
        return Told(self._connection, f"/v1/plans/{plan_id}")

    def every(self, portfolio_id: str) -> Iterator[PlanEntry]:
        """Yield the plans of a portfolio."""
        path = f"/v1/portfolios/{portfolio_id}/plans"
        return every(self._connection, path, PlanEntry)
