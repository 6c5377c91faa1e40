"""Scenarios: the list of a portfolio, and one with its changes, limits and answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from sqlalchemy.orm import Session

from api.access.principal import Principal
from api.access.sight import seen_scenario, sight_of
from api.routes.views import AskedPart, PortfolioId, ScenarioId
from api.storage import jobs, keys, portfolios, scenarios
from api.storage.errors import VersionMoved
from api.storage.jobs import Wanted
from api.storage.paging import Part
from api.storage.scenarios import ScenarioEntry, ScenarioRecord
from api.web.change_editing import LONGEST_NAME, version_of
from api.web.efforts import effort_form, new_name
from api.web.forms.drawn import Control, drawn
from api.web.forms.entered import Entry, Tree, read, tree_from, tree_of
from api.web.forms.parts import form_of
from api.web.leading import Fields
from api.web.limits_kept import USUAL, fields_of, limited
from api.web.looking import Look, Looking
from api.web.reordering import reordered
from api.web.repeated import Sent
from api.web.situations import NOTHING_WRONG, base_of, refused, require_planner, shown
from optimizer.portfolio.base import Day, DomainModel, Text
from scenarios.scenario import Scenario

router = APIRouter()

OWN = "own"
"""What the names of the fields of a scenario's own begin with."""
BEGINNING = Part()
LATEST = Part(size=10)
"""So many answers a scenario shows."""


class Own(DomainModel):
    """What a scenario says of itself.

    Attributes
    ----------
    now
        Everything before is fact; the day of the portfolio where empty.
    """

    name: Text
    description: Text = ""
    now: Day | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody wanted to do to a scenario, where it was not done.

    Attributes
    ----------
    moved
        Somebody else was first.
    own, limits
        What was entered of its own fields and of its limits; None where nothing was.
    """

    moved: bool = False
    own: Tree | None = None
    limits: dict[str, str] | None = None
    wrong: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def status(self) -> HTTPStatus:
        """How the answer is told to a browser."""
        if self.moved:
            return HTTPStatus.PRECONDITION_FAILED
        return HTTPStatus.UNPROCESSABLE_ENTITY if self.wrong else HTTPStatus.OK


NOT_TRIED = Attempt()


@router.get("/portfolios/{portfolio_id}/scenarios")
def list_scenarios(
    look: Looking,
    portfolio_id: PortfolioId,
    part: AskedPart,
    sought: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Show the scenarios of a portfolio, to open, to compare, or to begin one."""
    return listed(look, portfolio_id, Listed(part, sought))


@dataclass(frozen=True, slots=True)
class Listed:
    """Which scenarios are listed, and what was entered beside them.

    Attributes
    ----------
    sought
        Only those with this in their names.
    chosen
        Those to compare, which stay in the list on whichever part of it they are.
    wrong, effort_wrong
        What keeps them from being compared.
    """

    part: Part = BEGINNING
    sought: str = ""
    chosen: tuple[ScenarioEntry, ...] = ()
    fields: Mapping[str, str] | None = None
    wrong: Sequence[str] = ()
    effort_wrong: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def status(self) -> HTTPStatus:
        """How the answer is told to a browser."""
        is_wrong = self.wrong or self.effort_wrong
        return HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK


def listed(look: Look, portfolio_id: str, which: Listed) -> Response:
    """Return the list of scenarios, with what keeps some from being compared."""
    principal = look.principal
    with look.service.database.reading() as session:
        portfolio = portfolios.entry(session, principal, portfolio_id)
        found = scenarios.page(
            session, principal, portfolio_id, which.part, which.sought
        )
        shown_ids = {one.id for one in found.items}
        others = tuple(one for one in which.chosen if one.id not in shown_ids)
        items = (*others, *found.items)
        changed_by = keys.names(session, principal, (it.changed_by for it in items))
    return look.show(
        "scenarios/list.html",
        which.status,
        portfolio=portfolio,
        scenarios=items,
        after=found.after,
        names=changed_by,
        plans=look.plans(portfolio_id),
        which=which,
        chosen={one.id for one in which.chosen},
        effort=effort_form(which.fields, which.effort_wrong),
        once=new_name(),
    )


@router.post("/portfolios/{portfolio_id}/scenarios")
def create_scenario(
    look: Looking,
    portfolio_id: PortfolioId,
    fields: Fields,
) -> Response:
    """Keep a new scenario in which nothing happens yet."""
    name = fields.get("name", "").strip() or "New scenario"
    scenario = Scenario(name=name[:LONGEST_NAME])
    with look.service.database.writing() as session:
        made = scenarios.create(session, look.principal, portfolio_id, scenario)
    return look.lead_to(f"/scenarios/{made.entry.id}")


@router.get("/scenarios/{scenario_id}")
def show_scenario(look: Looking, scenario_id: ScenarioId) -> Response:
    """Show what happens in a scenario, and what was answered."""
    return _page(look, scenario_id)


@router.post("/scenarios/{scenario_id}")
def rename_scenario(
    look: Looking,
    scenario_id: ScenarioId,
    fields: Fields,
) -> Response:
    """Change what a scenario says of itself."""
    tree = tree_of(fields.items(), OWN)
    own, wrong = read(Own, form_of(Own), tree)
    if own is None:
        attempt = Attempt(own=tree, wrong=wrong)
        return _page(look, scenario_id, attempt)

    def changed(before: Scenario) -> Scenario:
        return before.replace(name=own.name, description=own.description, now=own.now)

    attempt = Attempt(moved=True, own=tree)
    return _write(look, scenario_id, fields, changed, attempt)


@router.post("/scenarios/{scenario_id}/limits")
def limit_scenario(
    look: Looking,
    scenario_id: ScenarioId,
    fields: Fields,
) -> Response:
    """Change the limits on moves, value and cost."""
    entered = {usual.measure.value: fields.get(usual.measure, "") for usual in USUAL}
    with look.service.database.reading() as session:
        before = scenarios.read(session, look.principal, scenario_id).scenario
    _, wrong = limited(before, entered)
    if wrong:
        attempt = Attempt(limits=entered, wrong=wrong)
        return _page(look, scenario_id, attempt)

    def changed(before: Scenario) -> Scenario:
        return limited(before, entered)[0] or before

    attempt = Attempt(moved=True, limits=entered)
    return _write(look, scenario_id, fields, changed, attempt)


@router.post("/scenarios/{scenario_id}/order")
def order_changes(
    look: Looking,
    scenario_id: ScenarioId,
    fields: Fields,
) -> Response:
    """Move a change up or down, or remove it."""

    def changed(before: Scenario) -> Scenario:
        changes = reordered(before.changes, fields.get("press", ""))
        return before.replace(changes=changes)

    attempt = Attempt(moved=True)
    return _write(look, scenario_id, fields, changed, attempt)


@router.post("/scenarios/{scenario_id}/duplicate")
def duplicate_scenario(
    look: Looking, scenario_id: ScenarioId, sending: Sent
) -> Response:
    """Keep a copy of a scenario; one, however often the form is sent."""
    principal = look.principal
    with look.service.database.writing() as session:
        made = sending.once(
            session, principal, lambda: _duplicate(session, principal, scenario_id)
        )
    return look.lead_to(f"/scenarios/{made}")


@router.post("/scenarios/{scenario_id}/delete")
def delete_scenario(
    look: Looking,
    scenario_id: ScenarioId,
    fields: Fields,
) -> Response:
    """Remove a scenario; its answers stay."""
    principal = look.principal
    try:
        with look.service.database.writing() as session:
            entry = scenarios.read(session, principal, scenario_id).entry
            scenarios.delete(session, principal, scenario_id, version_of(fields))
    except VersionMoved:
        return _page(look, scenario_id, Attempt(moved=True))
    return look.lead_to(f"/portfolios/{entry.portfolio_id}/scenarios")


def _duplicate(session: Session, principal: Principal, scenario_id: str) -> str:
    """Keep a copy of a scenario, and return its id."""
    found = scenarios.read(session, principal, scenario_id)
    name = f"{found.scenario.name[: LONGEST_NAME - 7]} (copy)"
    copied = found.scenario.replace(name=name)
    made = scenarios.create(session, principal, found.entry.portfolio_id, copied)
    return made.entry.id


def _write(
    look: Look,
    scenario_id: str,
    fields: dict[str, str],
    changed: Callable[[Scenario], Scenario],
    attempt: Attempt,
) -> Response:
    """Change a scenario, or show what somebody else has made of it."""
    principal, seen = look.principal, version_of(fields)
    try:
        with look.service.database.writing() as session:
            found = scenarios.read(session, principal, scenario_id)
            after = changed(found.scenario)
            scenarios.replace(session, principal, scenario_id, after, seen)
    except VersionMoved:
        return _page(look, scenario_id, attempt)
    return look.lead_to(f"/scenarios/{scenario_id}")


def _page(
    look: Look,
    scenario_id: str,
    attempt: Attempt = NOT_TRIED,
) -> Response:
    """Show a scenario, with what was entered where it could not be kept."""
    principal = look.principal
    with look.service.database.reading() as session:
        record = scenarios.read(session, principal, scenario_id)
        entry = record.entry
        base = base_of(session, principal, entry.portfolio_id)
        changed_by = keys.names(session, principal, [entry.changed_by])
        wanted = Wanted(entry.portfolio_id, scenario_id=scenario_id)
        answers = jobs.page(session, principal, wanted, LATEST).items
    plans = look.plans(entry.portfolio_id)
    if attempt.status != HTTPStatus.OK:
        require_planner(principal, entry.portfolio_id)
    sight = sight_of(principal, entry.portfolio_id, look.service.settings)
    scenario = seen_scenario(record.scenario, sight)
    wrong = refused(scenario, base.situation) if plans else NOTHING_WRONG
    return look.show(
        "scenarios/scenario.html",
        attempt.status,
        portfolio=base.entry,
        entry=entry,
        scenario=scenario,
        changed_by=changed_by.get(entry.changed_by, "somebody"),
        changes=shown(scenario, wrong),
        wrong=wrong,
        attempt=attempt,
        own=_own(record, attempt),
        limits=fields_of(scenario, attempt.limits, attempt.wrong),
        effort=effort_form(),
        once=new_name(),
        answers=answers,
        plans=plans,
    )


def _own(record: ScenarioRecord, attempt: Attempt) -> Control:
    """Return the form of a scenario's own fields."""
    form, tree, wrong = form_of(Own), attempt.own, attempt.wrong
    if tree is None:
        said = record.scenario
        own = Own(name=said.name, description=said.description, now=said.now)
        tree, wrong = tree_from(form, own), {}
    return drawn(Entry(form, tree, wrong), OWN)
