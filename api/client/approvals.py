"""Which plan a portfolio goes by, as a client decides and reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from api.client.answers import RunningStateView
from api.client.listing import every

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.client.connection import Connection


class Approvals:
    """What portfolios go by, since when, and the way back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def approve(
        self, portfolio_id: str, job_id: str, answer: str = "plan", comment: str = ""
    ) -> RunningStateView:
        """Make the plan of an answer the running one.

        Parameters
        ----------
        answer
            Which of the answers: ``plan`` of a solve, ``response`` of a what-if.

        Raises
        ------
        Conflicting
            If the portfolio or its running plan has moved on since the question was
            asked: `Job.rebase` asks it again.
        """
        path = f"/v1/portfolios/{portfolio_id}/approvals"
        said = {"job": job_id, "answer": answer, "comment": comment}
        made = self._connection.send("POST", path, orjson.dumps(said))
        return RunningStateView.model_validate_json(made.content)

    def undo(
        self, portfolio_id: str, number: int, comment: str = ""
    ) -> RunningStateView:
        """Go back to what the portfolio went by before the last approval.

        Parameters
        ----------
        number
            Of the latest state, as you have seen it.

        Raises
        ------
        Conflicting
            If something else came after it.
        """
        path = f"/v1/portfolios/{portfolio_id}/approvals/undo"
        said = {"number": number, "comment": comment}
        made = self._connection.send("POST", path, orjson.dumps(said))
        return RunningStateView.model_validate_json(made.content)

    def every(self, portfolio_id: str) -> Iterator[RunningStateView]:
        """Yield what a portfolio went by, the latest first."""
        path = f"/v1/portfolios/{portfolio_id}/approvals"
        return every(self._connection, path, RunningStateView)
