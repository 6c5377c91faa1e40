"""Portfolios of a service, as a client sees them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from api.client.answers import Findings, PortfolioEntry, PortfolioKept, Stored
from api.client.listing import every
from api.client.versions import matching, version_of
from optimizer.portfolio.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Literal

    from api.client.connection import Connection
    from optimizer.plan.plan import Plan

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES = {".xlsx": WORKBOOK, ".json": "application/json"}


class Portfolios:
    """The portfolios that you see."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self, portfolio: Portfolio | Path, plan: Plan | None = None
    ) -> PortfolioKept:
        """Keep a new portfolio.

        Parameters
        ----------
        portfolio
            A value, or a file: a workbook or JSON.
        plan
            That you work by today, beside a value.

        Raises
        ------
        Invalid
            With everything that is wrong, each at its field or cell.
        """
        content, headers = sent(portfolio, plan)
        answer = self._connection.send("POST", "/v1/portfolios", content, None, headers)
        return PortfolioKept.model_validate_json(answer.content)

    def read(self, portfolio_id: str, version: int | None = None) -> Stored[Portfolio]:
        """Read a portfolio, in the latest version where none is named."""
        asked = {} if version is None else {"version": version}
        path = f"/v1/portfolios/{portfolio_id}"
        answer = self._connection.send("GET", path, parameters=dict(asked))
        content = Portfolio.model_validate_json(answer.content)
        return Stored(portfolio_id, version_of(answer), content)

    def replace(
        self, changed: Stored[Portfolio], plan: Plan | None = None
    ) -> PortfolioKept:
        """Write the next version of a portfolio.

        Raises
        ------
        VersionMoved
            If somebody else has written one since it was read.
        """
        content, headers = sent(changed.content, plan)
        headers = {**headers, **matching(changed.version)}
        path = f"/v1/portfolios/{changed.id}"
        answer = self._connection.send("PUT", path, content, None, headers)
        return PortfolioKept.model_validate_json(answer.content)

    def every(self) -> Iterator[PortfolioEntry]:
        """Yield the portfolios that you see, each in its latest version."""
        return every(self._connection, "/v1/portfolios", PortfolioEntry)

    def versions(self, portfolio_id: str) -> tuple[PortfolioEntry, ...]:
        """Return every version of a portfolio, the newest first."""
        path = f"/v1/portfolios/{portfolio_id}/versions"
        return tuple(every(self._connection, path, PortfolioEntry))

    def validate(
        self, portfolio: Portfolio | Path, plan: Plan | None = None
    ) -> Findings:
        """Ask for all that is wrong with a portfolio; nothing is kept."""
        content, headers = sent(portfolio, plan)
        answer = self._connection.send("POST", "/v1/validate", content, None, headers)
        return Findings.model_validate_json(answer.content)

    def export(
        self,
        portfolio_id: str,
        kind: Literal["xlsx", "json", "csv"] = "xlsx",
        version: int | None = None,
        plan_id: str | None = None,
    ) -> bytes:
        """Return a portfolio as the content of a file; CSV comes in one archive."""
        asked: dict[str, str | int] = {"kind": kind}
        asked |= {} if version is None else {"version": version}
        asked |= {} if plan_id is None else {"plan": plan_id}
        path = f"/v1/portfolios/{portfolio_id}/export"
        return self._connection.send("GET", path, parameters=asked).content


def sent(
    portfolio: Portfolio | Path, plan: Plan | None
) -> tuple[bytes, Mapping[str, str]]:
    """Return the body for a portfolio, and the header that says what it is."""
    if isinstance(portfolio, Path):
        suffix = portfolio.suffix.lower()
        kind = MEDIA_TYPES.get(suffix, "application/octet-stream")
        return portfolio.read_bytes(), {"Content-Type": kind}
    content = portfolio.model_dump_json()
    if plan is not None:
        content = f'{{"portfolio": {content}, "plan": {plan.model_dump_json()}}}'
    return content.encode(), {}
