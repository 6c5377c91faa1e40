"""Scenarios of a portfolio, as a client sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.client.answers import ScenarioEntry, Stored
from api.client.listing import every
from api.client.versions import matching, version_of
from scenarios.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.client.connection import Connection


class Scenarios:
    """The scenarios of the portfolios that you see."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(self, portfolio_id: str, scenario: Scenario) -> ScenarioEntry:
        """Keep a new scenario of a portfolio."""
        path = f"/v1/portfolios/{portfolio_id}/scenarios"
        answer = self._connection.send("POST", path, _written(scenario))
        return ScenarioEntry.model_validate_json(answer.content)

    def read(self, scenario_id: str) -> Stored[Scenario]:
        """Read a scenario as it is now."""
        answer = self._connection.send("GET", f"/v1/scenarios/{scenario_id}")
        content = Scenario.model_validate_json(answer.content)
        return Stored(scenario_id, version_of(answer), content)

    def replace(self, changed: Stored[Scenario]) -> ScenarioEntry:
        """Change a scenario.

        Raises
        ------
        VersionMoved
            If somebody else has changed it since it was read.
        """
        path = f"/v1/scenarios/{changed.id}"
        headers = matching(changed.version)
        content = _written(changed.content)
        answer = self._connection.send("PUT", path, content, None, headers)
        return ScenarioEntry.model_validate_json(answer.content)

    def delete(self, read: Stored[Scenario]) -> None:
        """Remove a scenario, if it is still as it was read; its answers stay."""
        path = f"/v1/scenarios/{read.id}"
        self._connection.send("DELETE", path, headers=matching(read.version))

    def every(self, portfolio_id: str) -> Iterator[ScenarioEntry]:
        """Yield the scenarios of a portfolio."""
        path = f"/v1/portfolios/{portfolio_id}/scenarios"
        return every(self._connection, path, ScenarioEntry)


def _written(scenario: Scenario) -> bytes:
    return scenario.model_dump_json().encode()
