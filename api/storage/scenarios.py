"""Scenarios: what could happen to a portfolio, changed by several people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, bindparam, select

from api.access.principal import Role
from api.storage import audit, tables
from api.storage.allowing import require_in, seen
from api.storage.errors import NotFound, VersionMoved
from api.storage.identity import moment, new_id
from api.storage.paging import Page, Pages, Part
from api.storage.pseudonyms import kept
from api.storage.reading import require_portfolio, rows
from scenarios.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.storage.reading import Reader


@dataclass(frozen=True, slots=True)
class ScenarioEntry:
    """A scenario without its changes.

    Attributes
    ----------
    changed_at, changed_by
        When and by which user it became what it is in this version.
    """

    id: str
    portfolio_id: str
    version: int
    name: str
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class ScenarioRecord:
    """A scenario with its changes as JSON."""

    entry: ScenarioEntry
    body: str

    @property
    def scenario(self) -> Scenario:
        """The contents."""
        return Scenario.model_validate_json(self.body)


def create(
    session: Session, principal: Principal, portfolio_id: str, scenario: Scenario
) -> ScenarioRecord:
    """Keep a new scenario of a portfolio as version 1.

    Raises
    ------
    NotFound
        If there is no such portfolio, or they do not see it.
    NotAllowed
        If they are no planner in it.
    """
    missing = NotFound("portfolio", portfolio_id)
    require_in(principal, portfolio_id, Role.PLANNER, "write a scenario", missing)
    require_portfolio(session, portfolio_id, missing)
    row = tables.Scenario(id=new_id(), portfolio_id=portfolio_id, version=1)
    session.add(row)
    return _write(session, principal, row, scenario, "scenario.create")


def replace(
    session: Session,
    principal: Principal,
    scenario_id: str,
    scenario: Scenario,
    expected: int,
) -> ScenarioRecord:
    """Change a scenario.

    Parameters
    ----------
    expected
        The version that the change was made to.

    Raises
    ------
    NotFound
        If there is none, or they do not see its portfolio.
    NotAllowed
        If they are no planner in it.
    VersionMoved
        If it is at another version.
    """
    row = _held(session, principal, scenario_id, expected)
    row.version += 1
    return _write(session, principal, row, scenario, "scenario.replace")


def delete(
    session: Session, principal: Principal, scenario_id: str, expected: int
) -> None:
    """Remove a scenario; what was answered about it stays.

    Raises
    ------
    NotFound, NotAllowed, VersionMoved
        As `replace`.
    """
    row = _held(session, principal, scenario_id, expected)
    session.delete(row)
    session.flush()
    detail = {"version": expected, "portfolio": row.portfolio_id}
    audit.record(session, principal, "scenario.delete", scenario_id, detail)


def read(reader: Reader, principal: Principal, scenario_id: str) -> ScenarioRecord:
    """Return a scenario.

    Raises
    ------
    NotFound
        If there is none, or they do not see its portfolio.
    """
    missing = NotFound("scenario", scenario_id)
    row = rows(reader, _WHOLE, {"scenario": scenario_id}).first()
    if row is None:
        raise missing
    require_in(principal, row.portfolio_id, Role.VIEWER, "read a scenario", missing)
    return ScenarioRecord(_entry(row), row.body)


def page(
    reader: Reader,
    principal: Principal,
    portfolio_id: str,
    part: Part = Part(),  # noqa: B008 - a frozen value
    sought: str = "",
) -> Page[ScenarioEntry]:
    """Return the scenarios of a portfolio.

    Parameters
    ----------
    sought
        Only those with this in their names, small or large.

    Raises
    ------
    NotFound
        If there is no such portfolio, or they do not see it.
    """
    missing = NotFound("portfolio", portfolio_id)
    require_in(principal, portfolio_id, Role.VIEWER, "read scenarios", missing)
    within = _literal(sought) if sought else None
    found = _PAGES.page(reader, part, portfolio=portfolio_id, sought=within)
    if not found.items:
        require_portfolio(reader, portfolio_id, missing)
    return found


def names(
    session: Session, principal: Principal, scenario_ids: Iterable[str]
) -> dict[str, str]:
    """Return scenario → its name as it is now, of those that they see."""
    query = (
        select(tables.Scenario.id, tables.Scenario.name)
        .where(seen(principal, tables.Scenario.portfolio_id))
        .where(tables.Scenario.id.in_(sorted(set(scenario_ids))))
    )
    return {row[0]: row[1] for row in session.execute(query)}


_SHOWN = (
    tables.Scenario.id,
    tables.Scenario.portfolio_id,
    tables.Scenario.version,
    tables.Scenario.name,
    tables.Scenario.changed_at,
    tables.Scenario.changed_by,
)
_WHOLE = select(*_SHOWN, tables.Scenario.body).where(
    tables.Scenario.id == bindparam("scenario")
)


def _held(
    session: Session, principal: Principal, scenario_id: str, expected: int
) -> tables.Scenario:
    """Return a scenario that nobody else can change before this commit."""
    missing = NotFound("scenario", scenario_id)
    row = session.get(tables.Scenario, scenario_id, with_for_update={"key_share": True})
    if row is None:
        raise missing
    require_in(principal, row.portfolio_id, Role.PLANNER, "change a scenario", missing)
    if row.version != expected:
        raise VersionMoved("scenario", scenario_id, expected, row.version)
    return row


def _write(
    session: Session,
    principal: Principal,
    row: tables.Scenario,
    scenario: Scenario,
    action: str,
) -> ScenarioRecord:
    row.name = scenario.name
    row.body = kept(session, scenario).model_dump_json()
    row.changed_at = moment()
    row.changed_by = principal.id
    session.flush()
    detail = {"version": row.version, "portfolio": row.portfolio_id}
    audit.record(session, principal, action, row.id, detail)
    return ScenarioRecord(_entry(row), row.body)


def _literal(text: str) -> str:
    """Return a text as a pattern that it alone fits."""
    for sign in "/%_":
        text = text.replace(sign, f"/{sign}")
    return text


def _entry(row: tables.Scenario | Row[*tuple[Any, ...]]) -> ScenarioEntry:
    return ScenarioEntry(
        id=row.id,
        portfolio_id=row.portfolio_id,
        version=row.version,
        name=row.name,
        changed_at=row.changed_at,
        changed_by=row.changed_by,
    )


_PAGES = Pages(
    select(*_SHOWN),
    tables.Scenario.id,
    _entry,
    {
        "portfolio": tables.Scenario.portfolio_id == bindparam("portfolio"),
        "sought": tables.Scenario.name.icontains(bindparam("sought"), escape="/"),
    },
)
