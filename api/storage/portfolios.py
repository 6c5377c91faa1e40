"""Portfolios: each a row of versions that never change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, and_, bindparam, select

from api.access.principal import Role
from api.storage import audit, tables
from api.storage.allowing import require, require_in, seen, seen_by
from api.storage.errors import NotFound, VersionMoved
from api.storage.identity import digest, moment, new_id
from api.storage.paging import LARGEST, SIZE, Page, Pages, Part
from api.storage.pseudonyms import kept
from api.storage.reading import among, require_portfolio, rows
from optimizer.portfolio.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Row, Select
    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.storage.reading import Reader

LARGEST_KEPT, MOST_KEPT = 2**20, 8
"""Versions up to so many characters, and so many of them, are not read twice."""

_version = tables.PortfolioVersion


@dataclass(frozen=True, slots=True)
class PortfolioEntry:
    """A version of a portfolio without its contents.

    Attributes
    ----------
    digest
        SHA-256 of the contents.
    created_at, created_by
        When and by which user, of this version.
    running, running_plan_id
        Of the portfolio, whichever version this is: the number of its running state,
        0 where there never was one, and the plan that it goes by.
    """

    id: str
    version: int
    name: str
    digest: str
    created_at: datetime
    created_by: str
    running: int = 0
    running_plan_id: str | None = None


@dataclass(frozen=True, slots=True)
class PortfolioRecord:
    """A version of a portfolio with its contents as JSON."""

    entry: PortfolioEntry
    body: str

    @property
    def portfolio(self) -> Portfolio:
        """The contents."""
        if len(self.body) > LARGEST_KEPT:
            return Portfolio.model_validate_json(self.body)
        return _parsed(self.body)


def create(
    session: Session, principal: Principal, portfolio: Portfolio
) -> PortfolioRecord:
    """Keep a new portfolio as version 1.

    Raises
    ------
    NotAllowed
        If they are no planner in all portfolios.
    """
    require(principal, Role.PLANNER, "create a portfolio")
    row = tables.Portfolio(id=new_id(), version=1)
    session.add(row)
    session.flush()
    return _add_version(session, principal, row, portfolio, "portfolio.create")


def replace(
    session: Session,
    principal: Principal,
    portfolio_id: str,
    portfolio: Portfolio,
    expected: int,
) -> PortfolioRecord:
    """Keep a further version of a portfolio.

    Parameters
    ----------
    expected
        The version that the change was made to.

    Raises
    ------
    NotFound
        If there is none, or they do not see it.
    NotAllowed
        If they are no planner in it.
    VersionMoved
        If it is at another version.
    """
    missing = NotFound("portfolio", portfolio_id)
    require_in(principal, portfolio_id, Role.PLANNER, "replace a portfolio", missing)
    row = session.get(
        tables.Portfolio, portfolio_id, with_for_update={"key_share": True}
    )
    if row is None:
        raise missing
    if row.version != expected:
        raise VersionMoved("portfolio", portfolio_id, expected, row.version)
    row.version += 1
    return _add_version(session, principal, row, portfolio, "portfolio.replace")


def read(
    reader: Reader,
    principal: Principal,
    portfolio_id: str,
    version: int | None = None,
) -> PortfolioRecord:
    """Return a version of a portfolio, the latest where none is named.

    Raises
    ------
    NotFound
        If there is none, or they do not see it.
    """
    row = _row(reader, principal, portfolio_id, version, whole=True)
    return PortfolioRecord(_entry(row), row.body)


def entry(
    reader: Reader,
    principal: Principal,
    portfolio_id: str,
    version: int | None = None,
) -> PortfolioEntry:
    """Return a version of a portfolio as `read` does, without what is in it.

    Raises
    ------
    NotFound
        If there is none, or they do not see it.
    """
    return _entry(_row(reader, principal, portfolio_id, version))


def names(
    session: Session, principal: Principal, portfolio_ids: Iterable[str]
) -> dict[str, str]:
    """Return portfolio → its name in the latest version, of those that they see."""
    query = (
        select(_version.portfolio_id, _version.name)
        .join(tables.Portfolio, tables.Portfolio.id == _version.portfolio_id)
        .where(_IS_LATEST, seen(principal, _version.portfolio_id))
        .where(_version.portfolio_id.in_(sorted(set(portfolio_ids))))
    )
    return {row[0]: row[1] for row in session.execute(query)}


def require_version(
    reader: Reader, principal: Principal, portfolio_id: str, version: int
) -> None:
    """Refuse a version that is not there, without reading what is in it.

    Raises
    ------
    NotFound
        If there is none, or they do not see it.
    """
    missing = NotFound("portfolio", portfolio_id)
    require_in(principal, portfolio_id, Role.VIEWER, "read a portfolio", missing)
    given = {"portfolio": portfolio_id, "version": version}
    if rows(reader, _VERSION, given).first() is None:
        raise missing


def page(
    reader: Reader,
    principal: Principal,
    part: Part = Part(),  # noqa: B008 - frozen
) -> Page[PortfolioEntry]:
    """Return the portfolios that they see, each in its latest version."""
    return _PAGES.page(reader, part, seen=seen_by(principal))


def versions(
    reader: Reader,
    principal: Principal,
    portfolio_id: str,
    after: int | None = None,
    size: int = 50,
) -> tuple[tuple[PortfolioEntry, ...], int | None]:
    """Return versions of a portfolio, and the number after which there are more.

    Parameters
    ----------
    after
        The number of the last version that is known; the newest comes first.

    Raises
    ------
    NotFound
        If there is none, or they do not see it.
    """
    missing = NotFound("portfolio", portfolio_id)
    require_in(principal, portfolio_id, Role.VIEWER, "read a portfolio", missing)
    latest = LARGEST if after is None else after - 1
    given = {"portfolio": portfolio_id, "latest": latest, SIZE: size + 1}
    found = rows(reader, _VERSIONS, given).all()
    if not found:
        require_portfolio(reader, portfolio_id, missing)
    items = tuple(map(_entry, found[:size]))
    return items, items[-1].version if len(found) > size else None


def _row(
    reader: Reader,
    principal: Principal,
    portfolio_id: str,
    version: int | None,
    *,
    whole: bool = False,
) -> Row[*tuple[Any, ...]]:
    """Return a version of a portfolio that they see, the latest where none is named."""
    missing = NotFound("portfolio", portfolio_id)
    require_in(principal, portfolio_id, Role.VIEWER, "read a portfolio", missing)
    given: dict[str, object] = {"portfolio": portfolio_id}
    if version is not None:
        if not 0 < version <= LARGEST:
            raise missing
        given["version"] = version
    row = rows(reader, _one(numbered=version is not None, whole=whole), given).first()
    if row is None:
        raise missing
    return row


_SHOWN = (
    select(
        _version.portfolio_id,
        _version.version,
        _version.name,
        _version.digest,
        _version.created_at,
        _version.created_by,
        tables.Portfolio.running,
        tables.RunningState.plan_id.label("running_plan_id"),
    )
    .join(tables.Portfolio, tables.Portfolio.id == _version.portfolio_id)
    .outerjoin(
        tables.RunningState,
        and_(
            tables.RunningState.portfolio_id == tables.Portfolio.id,
            tables.RunningState.number == tables.Portfolio.running,
        ),
    )
)
"""Versions, each with what its portfolio goes by."""
_IS_OF_PORTFOLIO = _version.portfolio_id == bindparam("portfolio")
_IS_LATEST = _version.version == tables.Portfolio.version
_IS_NUMBERED = _version.version == bindparam("version")
_VERSION = select(_version.version).where(_IS_OF_PORTFOLIO, _IS_NUMBERED)


@cache
def _one(*, numbered: bool, whole: bool) -> Select[*tuple[Any, ...]]:
    """Return the query for one version, the latest unless it is named by a number."""
    query = _SHOWN.add_columns(_version.body) if whole else _SHOWN
    return query.where(_IS_OF_PORTFOLIO, _IS_NUMBERED if numbered else _IS_LATEST)


def _add_version(
    session: Session,
    principal: Principal,
    row: tables.Portfolio,
    portfolio: Portfolio,
    action: str,
) -> PortfolioRecord:
    body = kept(session, portfolio).model_dump_json()
    version = tables.PortfolioVersion(
        portfolio_id=row.id,
        version=row.version,
        name=portfolio.name,
        digest=digest(body),
        body=body,
        created_at=moment(),
        created_by=principal.id,
    )
    session.add(version)
    session.flush()
    detail = {"version": row.version, "digest": version.digest}
    audit.record(session, principal, action, row.id, detail)
    return PortfolioRecord(entry(session, principal, row.id), body)


def _entry(row: Row[*tuple[Any, ...]]) -> PortfolioEntry:
    return PortfolioEntry(
        id=row.portfolio_id,
        version=row.version,
        name=row.name,
        digest=row.digest,
        created_at=row.created_at,
        created_by=row.created_by,
        running=row.running,
        running_plan_id=row.running_plan_id,
    )


_PAGES = Pages(
    _SHOWN.where(_IS_LATEST),
    _version.portfolio_id,
    _entry,
    {"seen": among(_version.portfolio_id, "seen")},
)
_VERSIONS = (
    _SHOWN.where(_IS_OF_PORTFOLIO, _version.version <= bindparam("latest"))
    .order_by(_version.version.desc())
    .limit(bindparam(SIZE, type_=Integer))
)


@lru_cache(maxsize=MOST_KEPT)
def _parsed(body: str) -> Portfolio:
    """Return a portfolio that many requests are about, read once: nobody changes it."""
    return Portfolio.model_validate_json(body)
