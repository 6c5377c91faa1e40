"""Questions to the optimizer, each answered by a job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from api.client.answers import JobView
from api.client.jobs import Job
from api.client.terms import Terms, without_none

if TYPE_CHECKING:
    from datetime import date

    from api.client.connection import Connection
    from optimizer.plan.goals import Goals
    from optimizer.plan.outcome import Outcome
    from scenarios.records import ScenarioRecord

USUAL = Terms()


class Questions:
    """What can be asked; whoever asks goes on at once, and waits when they like."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def solve(
        self,
        portfolio_id: str,
        goals: Goals | None = None,
        now: date | None = None,
        terms: Terms = USUAL,
    ) -> Job[Outcome]:
        """Ask for the best plan of a portfolio.

        Parameters
        ----------
        goals
            What is better, in order; net value, then little disruption, then cost
            where left out.
        now
            In place of the portfolio's own: everything before is fact.
        """
        written = None if goals is None else goals.model_dump(mode="json")
        said = without_none({"now": now, "goals": written})
        return self._ask(f"portfolios/{portfolio_id}/solves", said, terms)

    def what_if(self, scenario_id: str, terms: Terms = USUAL) -> Job[ScenarioRecord]:
        """Ask what a scenario means, and for the best response to it."""
        return self._ask(f"scenarios/{scenario_id}/what-ifs", {}, terms)

    def _ask(self, path: str, said: dict[str, Any], terms: Terms) -> Job[Any]:
        content = orjson.dumps(said | terms.fields())
        answer = self._connection.send("POST", f"/v1/{path}", content)
        return Job(self._connection, JobView.model_validate_json(answer.content))
