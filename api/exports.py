"""Portfolios as files for whoever takes them out: as much of them as they see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.access.sight import seen_portfolio, sight_of
from api.routes.portfolio_files import file_of
from api.storage import plans, portfolios
from api.storage.errors import NotFound

if TYPE_CHECKING:
    from api.access.principal import Principal
    from api.routes.portfolio_files import FileKind
    from api.service import Service


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be taken out.

    Attributes
    ----------
    version
        The latest where left out.
    plan_id
        A plan to put beside the portfolio.
    """

    portfolio_id: str
    kind: FileKind
    version: int | None = None
    plan_id: str | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """A file, and what it is called."""

    content: bytes
    name: str

    @property
    def headers(self) -> dict[str, str]:
        """What tells a browser to keep it as a file."""
        return {"Content-Disposition": f'attachment; filename="{self.name}"'}


def export(service: Service, principal: Principal, wish: Wish) -> Export:
    """Return a portfolio as a file that can be brought in again.

    Raises
    ------
    NotFound
        If there is no such portfolio, version or plan of it.
    """
    plan = None
    with service.database.reading() as session:
        record = portfolios.read(session, principal, wish.portfolio_id, wish.version)
        if wish.plan_id is not None:
            found = plans.read(session, principal, wish.plan_id)
            if found.entry.portfolio_id != wish.portfolio_id:
                raise NotFound("plan", wish.plan_id)
            plan = found.judged.plan
    sight = sight_of(principal, wish.portfolio_id, service.settings)
    content = file_of(seen_portfolio(record.portfolio, sight), plan, wish.kind)
    return Export(content, f"portfolio-{record.entry.version}{wish.kind.suffix}")
