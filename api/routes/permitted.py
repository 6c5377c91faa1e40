"""Who may make a request: asked before anything is said of what it holds."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from api.access.caller import Caller
from api.access.principal import Principal, Role
from api.routes.views import PortfolioId, ScenarioId, UserId
from api.service import Serving
from api.storage import scenarios
from api.storage.allowing import require, require_in
from api.storage.errors import NotFound


@dataclass(frozen=True, slots=True)
class Everywhere:
    """Whoever has at least a role in all portfolios."""

    least: Role
    action: str

    async def __call__(self, caller: Caller) -> Principal:
        """Return who asks.

        Raises
        ------
        NotAllowed
            If their role is not enough.
        """
        require(caller, self.least, self.action)
        return caller


@dataclass(frozen=True, slots=True)
class InPortfolio:
    """Whoever has at least a role in the portfolio of the path."""

    least: Role
    action: str

    async def __call__(self, caller: Caller, portfolio_id: PortfolioId) -> Principal:
        """Return who asks.

        Raises
        ------
        NotFound
            If they do not see the portfolio.
        NotAllowed
            If their role is not enough.
        """
        missing = NotFound("portfolio", portfolio_id)
        require_in(caller, portfolio_id, self.least, self.action, missing)
        return caller


@dataclass(frozen=True, slots=True)
class OfScenario:
    """Whoever has at least a role in the portfolio of the scenario of the path."""

    least: Role
    action: str

    def __call__(
        self, service: Serving, caller: Caller, scenario_id: ScenarioId
    ) -> Principal:
        """Return who asks.

        Raises
        ------
        NotFound
            If there is no such scenario, or they do not see its portfolio.
        NotAllowed
            If their role is not enough.
        """
        with service.database.reading() as session:
            entry = scenarios.read(session, caller, scenario_id).entry
        missing = NotFound("scenario", scenario_id)
        require_in(caller, entry.portfolio_id, self.least, self.action, missing)
        return caller


@dataclass(frozen=True, slots=True)
class OfUser:
    """The user of the path, or an administrator."""

    action: str

    async def __call__(self, caller: Caller, user_id: UserId) -> Principal:
        """Return who asks.

        Raises
        ------
        NotAllowed
            If they are neither.
        """
        if user_id != caller.id:
            require(caller, Role.ADMINISTRATOR, self.action)
        return caller


Asker = Annotated[Principal, Depends(InPortfolio(Role.PLANNER, "submit a job"))]
"""A parameter of routes that ask about the portfolio of the path: who asks."""
