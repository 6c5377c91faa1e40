"""Scenarios to choose one from: the latest, and the chosen one however old it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.storage import scenarios
from api.storage.errors import NotFound
from api.storage.paging import Part

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.storage.scenarios import ScenarioEntry, ScenarioRecord

OFFERED = Part(size=200)
"""So many a form offers; whoever wants another one opens it and asks from there."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The scenarios that a form offers.

    Attributes
    ----------
    chosen
        The one that was chosen; None for none.
    more
        Whether there are others.
    """

    offered: tuple[ScenarioEntry, ...]
    chosen: ScenarioRecord | None
    more: bool


def choices(
    session: Session, principal: Principal, portfolio_id: str, scenario_id: str
) -> Choices:
    """Return the scenarios of a portfolio to choose from.

    Parameters
    ----------
    scenario_id
        The one that was chosen; empty for none.

    Raises
    ------
    NotFound
        If the portfolio has no such scenario, or they do not see it.
    """
    about = chosen(session, principal, portfolio_id, scenario_id)
    found = scenarios.page(session, principal, portfolio_id, OFFERED)
    offered = found.items
    if about is not None and about.entry.id not in {one.id for one in offered}:
        offered = (about.entry, *offered)
    return Choices(offered, about, found.after is not None)


def chosen(
    session: Session, principal: Principal, portfolio_id: str, scenario_id: str
) -> ScenarioRecord | None:
    """Return a scenario of a portfolio that was chosen; None where none was.

    Raises
    ------
    NotFound
        If the portfolio has no such scenario, or they do not see it.
    """
    if not scenario_id:
        return None
    found = scenarios.read(session, principal, scenario_id)
    if found.entry.portfolio_id != portfolio_id:
        raise NotFound("scenario", scenario_id)
    return found
