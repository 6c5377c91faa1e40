"""Editing what a portfolio holds, thing by thing, without a workbook."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from api.access.principal import Role
from api.approvals import Present, present
from api.routes.documents import calendar
from api.routes.views import PortfolioId
from api.storage import keys, portfolios
from api.storage.allowing import require_in
from api.storage.errors import NotFound, VersionMoved
from api.web.forms.drawn import drawn, names_used
from api.web.forms.entered import Entry
from api.web.forms.names import names_in
from api.web.leading import Fields
from api.web.looking import Look, Looking
from api.web.thing_editing import (
    PREFIX,
    Differing,
    Filled,
    Judged,
    differing,
    entered,
    filled,
    judged,
    opened,
    removed,
)
from api.web.things import (
    THINGS,
    Place,
    What,
    all_of,
    form_for,
    found_at,
    project_at,
    with_it,
)
from optimizer.portfolio.base import DomainModel
from optimizer.portfolio.portfolio import Portfolio

router = APIRouter()

Name = Annotated[str, Query(max_length=200)]


async def place(what: What, name: Name = "", project: Name = "") -> Place:
    """Return what is edited: a thing by its name, or a new one."""
    return Place(what, name, project)


Edited = Annotated[Place, Depends(place)]


@router.get("/portfolios/{portfolio_id}/edit")
def show_things(look: Looking, portfolio_id: PortfolioId) -> Response:
    """Show all that can be edited."""
    now = _present(look, portfolio_id)
    portfolio = now.situation.portfolio
    with look.service.database.reading() as session:
        entry = portfolios.entry(session, look.principal, portfolio_id)
    groups = [
        (what, thing, all_of(portfolio, what))
        for what, thing in THINGS.items()
        if what not in {What.PROJECT, What.PACKAGE}
    ]
    return look.show(
        "editing/things.html",
        portfolio=entry,
        groups=groups,
        projects=portfolio.projects,
    )


@router.get("/portfolios/{portfolio_id}/edit/{what}")
def show_form(look: Looking, portfolio_id: PortfolioId, where: Edited) -> Response:
    """Show the form of a thing as it is, or an empty one."""
    now = _present(look, portfolio_id)
    portfolio = now.situation.portfolio
    where = _known(portfolio, where)
    if not where.is_new and found_at(portfolio, where) is None:
        raise NotFound(where.thing.one.lower(), where.name)
    return _form(look, portfolio_id, now, opened(portfolio, where, now.version))


@router.post("/portfolios/{portfolio_id}/edit/{what}")
def save(
    look: Looking, portfolio_id: PortfolioId, where: Edited, fields: Fields
) -> Response:
    """Write the next version of the portfolio, with what was entered."""
    now = _present(look, portfolio_id)
    given = filled(_known(now.situation.portfolio, where), fields)
    if given.pressed:
        return _form(look, portfolio_id, now, given)
    value, wrong = entered(given)
    if value is not None and is_so(now.situation.portfolio, given.place, value):
        return look.lead_to(f"/portfolios/{portfolio_id}/edit")
    if given.version != now.version:
        return _moved(look, portfolio_id, now, replace(given, wrong=wrong))
    if value is None:
        return _form(look, portfolio_id, now, replace(given, wrong=wrong))
    with calendar():
        found = judged(given, value, now.situation.portfolio, now.situation.baseline)
    return _save(look, portfolio_id, now, given, found)


@router.post("/portfolios/{portfolio_id}/edit/{what}/remove")
def remove(
    look: Looking, portfolio_id: PortfolioId, where: Edited, fields: Fields
) -> Response:
    """Write the next version of the portfolio, without a thing."""
    now = _present(look, portfolio_id)
    portfolio = now.situation.portfolio
    given = filled(_known(portfolio, where), fields)
    if where.what is What.GENERAL or found_at(portfolio, where) is None:
        return look.lead_to(f"/portfolios/{portfolio_id}/edit")
    if given.version != now.version:
        return _moved(look, portfolio_id, now, given, removing=True)
    with calendar():
        found = removed(given, portfolio, now.situation.baseline)
    return _save(look, portfolio_id, now, given, found, removing=True)


def is_so(portfolio: Portfolio, where: Place, value: DomainModel) -> bool:
    """Return whether a thing is so already, as where a form is sent twice."""
    return not where.is_new and with_it(portfolio, where, value) == portfolio


def _save(
    look: Look,
    portfolio_id: str,
    now: Present,
    given: Filled,
    found: Judged,
    *,
    removing: bool = False,
) -> Response:
    """Keep a portfolio, or show the form again with what keeps it from being kept."""
    if found.portfolio is None:
        told = replace(
            given,
            wrong=found.wrong,
            elsewhere=found.elsewhere,
            misfits=found.misfits,
        )
        return _form(look, portfolio_id, now, told, removing=removing)
    try:
        with look.service.database.writing() as session:
            portfolios.replace(
                session, look.principal, portfolio_id, found.portfolio, given.version
            )
    except VersionMoved:
        later = _present(look, portfolio_id)
        return _moved(look, portfolio_id, later, given, removing=removing)
    return look.lead_to(f"/portfolios/{portfolio_id}/edit")


def _moved(
    look: Look,
    portfolio_id: str,
    now: Present,
    given: Filled,
    *,
    removing: bool = False,
) -> Response:
    """Show what somebody else has changed, beside what was entered."""
    seen = given.version
    with look.service.database.reading() as session:
        before = portfolios.read(
            session, look.principal, portfolio_id, seen or now.version
        ).portfolio
        entry = portfolios.entry(session, look.principal, portfolio_id)
        by = keys.names(session, look.principal, [entry.created_by])
    theirs = differing(given, before, now.situation.portfolio)
    who = by.get(entry.created_by, "")
    return _form(
        look,
        portfolio_id,
        now,
        replace(given, version=now.version),
        moved=(who, theirs),
        removing=removing,
    )


def _present(look: Look, portfolio_id: str) -> Present:
    """Return what a portfolio goes by, for somebody who may change it."""
    missing = NotFound("portfolio", portfolio_id)
    require_in(look.principal, portfolio_id, Role.PLANNER, "edit a portfolio", missing)
    with look.service.database.reading() as session:
        return present(session, look.principal, portfolio_id)


def _known(portfolio: Portfolio, where: Place) -> Place:
    """Return a place with the project of a package.

    Raises
    ------
    NotFound
        If a package is to go into a project that is not there.
    """
    if where.what is not What.PACKAGE:
        return where
    name = project_at(portfolio, where)
    if found_at(portfolio, Place(What.PROJECT, name)) is None:
        raise NotFound("project", name)
    return replace(where, project=name)


def _form(
    look: Look,
    portfolio_id: str,
    now: Present,
    given: Filled,
    *,
    moved: tuple[str, tuple[Differing, ...] | None] | None = None,
    removing: bool = False,
) -> Response:
    """Show a form as it was filled in, with what is wrong with it."""
    portfolio = now.situation.portfolio
    where = given.place
    entry = Entry(form_for(where.what), given.tree, given.wrong)
    control = drawn(entry, PREFIX, given.focus)
    used = names_used(control)
    with look.service.database.reading() as session:
        kept = portfolios.entry(session, look.principal, portfolio_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if given.is_refused else HTTPStatus.OK
    return look.show(
        "editing/thing.html",
        HTTPStatus.PRECONDITION_FAILED if moved else status,
        portfolio=kept,
        where=where,
        thing=where.thing,
        given=given,
        control=control,
        names={kind: it for kind, it in names_in(portfolio).items() if kind in used},
        packages=packages_of(found_at(portfolio, where)),
        moved=moved,
        removing=removing,
    )


def packages_of(value: DomainModel | None) -> tuple[DomainModel, ...]:
    """Return the packages of a project; none of anything else."""
    found: tuple[DomainModel, ...] = getattr(value, "packages", ())
    return found
