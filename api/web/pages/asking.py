"""Asking: what a scenario means, and everything else, by forms made from questions."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from api.jobs.questions import WhatIfQuestion
from api.jobs.questions.subject import PRESENT
from api.routes.views import PortfolioId, ScenarioId
from api.storage import scenarios
from api.web.choices import Choices, choices, chosen
from api.web.efforts import effort_form, new_name
from api.web.forms.drawn import drawn, names_used
from api.web.forms.entered import Entry, place, read, tree_of
from api.web.forms.kinds import first_sentence
from api.web.forms.names import names_in
from api.web.forms.parts import form_of
from api.web.forms.pressed import begun, pressed
from api.web.inquiries import GROUPS, INQUIRIES
from api.web.leading import Fields
from api.web.looking import Look, Looking
from api.web.situations import Base, base_of, require_planner
from api.web.submitting import effort_within, issues_of, submit

router = APIRouter()

PREFIX = "it"
"""What the names of the fields of a question begin with."""
Name = Annotated[str, Path(pattern=f"^({'|'.join(INQUIRIES)})$")]
ScenarioName = Annotated[str, Query(alias="scenario", max_length=32)]


@dataclass(frozen=True, slots=True)
class Filled:
    """The form of a question as somebody filled it in.

    Attributes
    ----------
    wrong, effort_wrong
        What is wrong with the question, and with how hard to try, by path.
    """

    name: str
    fields: dict[str, str]
    wrong: dict[str, tuple[str, ...]] = field(default_factory=dict)
    effort_wrong: dict[str, tuple[str, ...]] = field(default_factory=dict)
    press: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether anything keeps it from being asked."""
        return bool(self.wrong or self.effort_wrong)


@router.post("/scenarios/{scenario_id}/ask")
def ask_what_if(look: Looking, scenario_id: ScenarioId, fields: Fields) -> Response:
    """Ask for the best response to a scenario."""
    with look.service.database.reading() as session:
        record = scenarios.read(session, look.principal, scenario_id)
        require_planner(look.principal, record.entry.portfolio_id)
        base = base_of(session, look.principal, record.entry.portfolio_id)
    effort, wrong = effort_within(look, fields)
    if effort is None:
        return look.show(
            "asking/effort.html",
            HTTPStatus.UNPROCESSABLE_ENTITY,
            portfolio=base.entry,
            scenario=record.entry,
            effort=effort_form(fields, wrong),
            once=new_name(),
        )
    question = WhatIfQuestion(
        portfolio=base.situation.portfolio,
        baseline=base.situation.baseline,
        scenario=record.scenario,
        effort=effort,
    )
    issues_of(question, record.scenario, base)
    return look.lead_to(f"/jobs/{submit(look, base, question, fields, record)}")


@router.get("/portfolios/{portfolio_id}/ask")
def choose_question(
    look: Looking, portfolio_id: PortfolioId, scenario: ScenarioName = ""
) -> Response:
    """Offer what can be asked."""
    require_planner(look.principal, portfolio_id)
    with look.service.database.reading() as session:
        base = base_of(session, look.principal, portfolio_id)
        about = chosen(session, look.principal, portfolio_id, scenario)
    return look.show(
        "asking/choose.html",
        portfolio=base.entry,
        scenario=None if about is None else about.entry,
        groups={
            group: [
                (name, one.title, first_sentence(form_of(one.model).about))
                for name, one in inquiries.items()
            ]
            for group, inquiries in GROUPS.items()
        },
    )


@router.get("/portfolios/{portfolio_id}/ask/{name}")
def show_question(
    look: Looking,
    portfolio_id: PortfolioId,
    name: Name,
    scenario: ScenarioName = "",
    project: Annotated[str, Query(max_length=200)] = "",
    offer: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Show the form of a question."""
    require_planner(look.principal, portfolio_id)
    about = {f"{PREFIX}.project": project, f"{PREFIX}.offer": offer}
    fields = {path: text for path, text in about.items() if text}
    with look.service.database.reading() as session:
        base = base_of(session, look.principal, portfolio_id)
        known = choices(session, look.principal, portfolio_id, scenario)
    return _form(look, base, known, Filled(name, fields))


@router.post("/portfolios/{portfolio_id}/ask/{name}")
def ask(
    look: Looking, portfolio_id: PortfolioId, name: Name, fields: Fields
) -> Response:
    """Ask a question, or show its form again with what keeps it from being asked."""
    require_planner(look.principal, portfolio_id)
    scenario_id = fields.get("scenario", "")
    with look.service.database.reading() as session:
        base = base_of(session, look.principal, portfolio_id)
        known = choices(session, look.principal, portfolio_id, scenario_id)
    filled = Filled(name, fields, press=fields.get("press", ""))
    if filled.press:
        return _form(look, base, known, filled)
    inquiry, tree = INQUIRIES[name], tree_of(fields.items(), PREFIX)
    form = form_of(inquiry.model)
    said, wrong = read(inquiry.model, form, tree)
    effort, effort_wrong = effort_within(look, fields)
    if said is None or effort is None:
        again = Filled(name, fields, wrong, effort_wrong)
        return _form(look, base, known, again)
    scenario = PRESENT if known.chosen is None else known.chosen.scenario
    question = inquiry.asked(
        said,
        portfolio=base.situation.portfolio,
        baseline=base.situation.baseline,
        scenario=scenario,
        effort=effort,
    )
    for issue in issues_of(question, scenario, base):
        where = issue.where.split("/")
        path = place(form, tree, where[1:] if where[0] == inquiry.field else where)
        wrong[path] = (*wrong.get(path, ()), issue.message)
    if wrong:
        return _form(look, base, known, Filled(name, fields, wrong))
    return look.lead_to(f"/jobs/{submit(look, base, question, fields, known.chosen)}")


def _form(look: Look, base: Base, known: Choices, filled: Filled) -> Response:
    """Show the form of a question as it was filled in."""
    inquiry = INQUIRIES[filled.name]
    form, fields = form_of(inquiry.model), filled.fields
    tree, focus = {**begun(form), **tree_of(fields.items(), PREFIX)}, ""
    if filled.press:
        tree, focus = pressed(form, tree, filled.press, PREFIX)
    control = drawn(Entry(form, tree, filled.wrong), PREFIX, focus)
    entered = any(name.startswith("effort.") for name in fields)
    used = names_used(control)
    names = names_in(base.situation.portfolio)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if filled.is_wrong else HTTPStatus.OK
    return look.show(
        "asking/form.html",
        status,
        portfolio=base.entry,
        inquiry=inquiry,
        filled=filled,
        known=known,
        control=control,
        names={kind: it for kind, it in names.items() if kind in used},
        effort=effort_form(fields if entered else None, filled.effort_wrong),
        once=new_name(),
    )
