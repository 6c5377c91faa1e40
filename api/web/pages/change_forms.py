"""Changes by forms, of every kind, in a scenario that is there or in a new one."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Path, Query
from fastapi.responses import Response

from api.routes.views import PortfolioId, ScenarioId
from api.storage import scenarios
from api.storage.errors import VersionMoved
from api.web.change_editing import (
    LONGEST_NAME,
    PREFIX,
    Filled,
    Place,
    filled,
    judged,
    moved,
    opened,
)
from api.web.choices import Choices, choices
from api.web.forms.drawn import drawn, names_used
from api.web.forms.entered import Entry
from api.web.forms.kinds import CLASSES, filled_in, form_for, offered, titles
from api.web.forms.names import names_in
from api.web.forms.pressed import begun
from api.web.leading import Fields
from api.web.looking import Look, Looking
from api.web.situations import (
    Base,
    base_of,
    refused,
    require_planner,
    shown,
    situation_before,
    told,
)
from scenarios.scenario import MOST_CHANGES, Scenario

router = APIRouter()

KindName = Annotated[str, Path(pattern=f"^({'|'.join(CLASSES)})$")]
Number = Annotated[int, Path(ge=1, le=MOST_CHANGES)]


async def clicked(
    person: str = "", package: str = "", project: str = "", offer: str = ""
) -> dict[str, str]:
    """Return what somebody clicked before they thought of a change."""
    found = {"person": person, "package": package, "project": project, "offer": offer}
    return {what: name for what, name in found.items() if name}


Clicked = Annotated[dict[str, str], Depends(clicked)]


@router.get("/portfolios/{portfolio_id}/scenarios/new")
def choose_first_change(
    look: Looking,
    portfolio_id: PortfolioId,
    about: Clicked,
    scenario: Annotated[str, Query(max_length=32)] = "",
) -> Response:
    """Offer the kinds of change with which a scenario can begin, or go on."""
    with look.service.database.reading() as session:
        require_planner(look.principal, portfolio_id)
        base = base_of(session, look.principal, portfolio_id)
        known = choices(session, look.principal, portfolio_id, scenario)
    where = Place(portfolio_id, known.chosen)
    return _choice(look, base, where, about, known)


@router.get("/scenarios/{scenario_id}/changes/new")
def choose_change(
    look: Looking,
    scenario_id: ScenarioId,
    about: Clicked,
) -> Response:
    """Offer the kinds of change that a scenario can have as well."""
    where, base = _of(look, scenario_id)
    return _choice(look, base, where, about, None)


@router.get("/portfolios/{portfolio_id}/scenarios/new/{kind}")
def show_first_form(
    look: Looking,
    portfolio_id: PortfolioId,
    kind: KindName,
    about: Clicked,
) -> Response:
    """Show the form of the first change of a new scenario."""
    where, base = _new(look, portfolio_id)
    return _form(look, base, where, _empty(kind, about, where))


@router.post("/portfolios/{portfolio_id}/scenarios/new/{kind}")
def begin_scenario(
    look: Looking,
    portfolio_id: PortfolioId,
    kind: KindName,
    fields: Fields,
) -> Response:
    """Keep a new scenario with one change."""
    where, base = _new(look, portfolio_id)
    given = filled(kind, fields)
    if given.pressed:
        return _form(look, base, where, given)
    change, wrong = judged(given, where, base)
    if change is None:
        return _form(look, base, where, replace(given, wrong=wrong))
    # In the name of a scenario nobody would find a person's to replace it.
    hides = look.service.settings.pseudonyms
    usual = titles()[kind] if hides else told(change).removesuffix(".")
    name = given.name.strip() or usual
    scenario = where.changed(change).replace(name=name[:LONGEST_NAME])
    with look.service.database.writing() as session:
        made = scenarios.create(session, look.principal, portfolio_id, scenario)
    return look.lead_to(f"/scenarios/{made.entry.id}")


@router.get("/scenarios/{scenario_id}/changes/new/{kind}")
def show_further_form(
    look: Looking,
    scenario_id: ScenarioId,
    kind: KindName,
    about: Clicked,
) -> Response:
    """Show the form of a further change."""
    where, base = _of(look, scenario_id)
    return _form(look, base, where, _empty(kind, about, where))


@router.post("/scenarios/{scenario_id}/changes/new/{kind}")
def add_change(
    look: Looking,
    scenario_id: ScenarioId,
    kind: KindName,
    fields: Fields,
) -> Response:
    """Add a change to a scenario."""
    where, base = _of(look, scenario_id)
    return _save(look, (where, base), filled(kind, fields))


@router.get("/scenarios/{scenario_id}/changes/{number}")
def show_form(
    look: Looking,
    scenario_id: ScenarioId,
    number: Number,
) -> Response:
    """Show the form of a change as it is."""
    where, base = _of(look, scenario_id)
    if number > len(where.content.changes):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    where = replace(where, number=number)
    kind = where.content.changes[number - 1].kind
    return _form(look, base, where, opened(kind, where))


@router.post("/scenarios/{scenario_id}/changes/{number}")
def replace_change(
    look: Looking,
    scenario_id: ScenarioId,
    number: Number,
    fields: Fields,
) -> Response:
    """Put a change in place of one of a scenario."""
    kind = fields.get("kind", "")
    if kind not in CLASSES:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    where, base = _of(look, scenario_id)
    where = replace(where, number=number)
    return _save(look, (where, base), filled(kind, fields))


def _save(
    look: Look,
    place: tuple[Place, Base],
    given: Filled,
) -> Response:
    """Keep a change, or show its form again with what keeps it from being kept."""
    where, base = place
    if given.pressed:
        return _form(look, base, where, given)
    if given.version != where.version:
        return _form(look, base, *moved(given, where), theirs=True)
    if where.position > len(where.content.changes) + 1:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    change, wrong = judged(given, where, base)
    if change is None or where.scenario is None:
        return _form(look, base, where, replace(given, wrong=wrong))
    scenario_id, after = where.scenario.entry.id, where.changed(change)
    try:
        with look.service.database.writing() as session:
            scenarios.replace(
                session, look.principal, scenario_id, after, given.version
            )
    except VersionMoved:
        with look.service.database.reading() as session:
            now = scenarios.read(session, look.principal, scenario_id)
        again = moved(given, replace(where, scenario=now))
        return _form(look, base, *again, theirs=True)
    return look.lead_to(where.back)


def _new(look: Look, portfolio_id: str) -> tuple[Place, Base]:
    """Return where the first change of a new scenario goes."""
    require_planner(look.principal, portfolio_id)
    with look.service.database.reading() as session:
        base = base_of(session, look.principal, portfolio_id)
    return Place(portfolio_id), base


def _of(look: Look, scenario_id: str) -> tuple[Place, Base]:
    """Return where a further change of a scenario goes."""
    with look.service.database.reading() as session:
        record = scenarios.read(session, look.principal, scenario_id)
        portfolio_id = record.entry.portfolio_id
        require_planner(look.principal, portfolio_id)
        base = base_of(session, look.principal, portfolio_id)
    return Place(portfolio_id, record), base


def _empty(kind: str, about: dict[str, str], where: Place) -> Filled:
    tree = {**begun(form_for(kind)), **filled_in(kind, about)}
    return Filled(kind, tree, where.version)


def _choice(
    look: Look,
    base: Base,
    where: Place,
    about: dict[str, str],
    known: Choices | None,
) -> Response:
    return look.show(
        "scenarios/choose.html",
        portfolio=base.entry,
        where=where,
        known=known,
        groups=offered(about),
        clicked=about,
    )


def _form(
    look: Look,
    base: Base,
    where: Place,
    given: Filled,
    *,
    theirs: bool = False,
) -> Response:
    """Show a form as it was filled in, with what is wrong with it."""
    entry = Entry(form_for(given.kind), given.tree, given.wrong)
    control = drawn(entry, PREFIX, given.focus)
    scenario: Scenario = where.content
    portfolio = situation_before(scenario, where.position, base.situation).portfolio
    used = names_used(control)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if given.wrong else HTTPStatus.OK
    return look.show(
        "scenarios/change.html",
        HTTPStatus.PRECONDITION_FAILED if theirs else status,
        portfolio=base.entry,
        where=where,
        given=given,
        title=titles()[given.kind],
        control=control,
        names={kind: it for kind, it in names_in(portfolio).items() if kind in used},
        theirs=shown(scenario, refused(scenario, base.situation)) if theirs else None,
    )
