"""The page of a scenario: brief, answers side by side, and what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import Outcome
from optimizer.report.page import Headline, KeyFigure
from optimizer.report.rendering import colophon
from optimizer.report.sections.confidence import confidence
from optimizer.report.sections.decisions import decisions
from optimizer.report.sections.notes import conflict, notes
from optimizer.report.unwritten import Page
from optimizer.report.wording import count, money, number
from scenarios.answers.answer import AnswerKind
from scenarios.brief.what_if import brief_of_what_if
from scenarios.report.sections.answers import answers
from scenarios.report.sections.curve import curve
from scenarios.report.sections.happenings import happenings
from scenarios.report.sections.moves import moves
from scenarios.report.sections.plans import plans
from scenarios.tables.dossier import ANSWERS, CURVE, MOVES
from scenarios.tables.entry import BEFORE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.report.page import Section
    from scenarios.answers.answer import Answer
    from scenarios.tables.dossier import Dossier
    from scenarios.tables.entry import Entry


def what_if_page(dossier: Dossier) -> Page:
    """Return the page of a scenario.

    Raises
    ------
    NotAnswered
        If the best response was not asked for, or somebody stopped before it.
    """
    what_if = dossier.what_if
    portfolio, response = what_if.situation.portfolio, what_if.response
    return Page(
        what_if.scenario.name,
        f"What if · {portfolio.name or 'Portfolio'}",
        _headline(dossier),
        tuple(_sections(dossier)),
        tuple(colophon(portfolio, response.certificate)),
    )


def _headline(dossier: Dossier) -> Headline:
    decision, *sentences = brief_of_what_if(dossier).sentences
    lost = dossier.what_if.response.plan is None
    return Headline(
        decision.text,
        tuple(sentence.text for sentence in sentences),
        tuple(_figures(dossier)),
        "bad" if lost else "",
    )


def _figures(dossier: Dossier) -> Iterator[KeyFigure]:
    """Yield the numbers of the best response, as its row has them."""
    table = dossier.tables[ANSWERS]
    row = table[table["plan"] == AnswerKind.RESPONSE.label].iloc[0]
    if dossier.response is None:
        return
    unit = dossier.comparison.unit
    yield KeyFigure("Best response", money(row["net_value"], unit), str(row["proof"]))
    slides = table[table["plan"] == AnswerKind.SLIDES.label]
    if len(slides):
        value, rules = slides["net_value"].iloc[0], slides["rules"].iloc[0]
        remark = f"rules {rules}" if value == value else rules  # noqa: PLR0124
        yield KeyFigure("If everything slides", money(value, unit), remark)
    yield KeyFigure(
        "On time", f"{number(row['punctual'])} of {number(row['running'])}", "projects"
    )
    amounts = {"Moves": ("moves", "move"), "Shift": ("shift", dossier.period)}
    for title, (name, noun) in amounts.items():
        if row[name] == row[name]:
            amount = count(int(row[name]), noun)
            yield KeyFigure(title, amount, "against the running plan")


def _sections(dossier: Dossier) -> Iterator[Section | None]:
    what_if, tables = dossier.what_if, dossier.tables
    response, situation = what_if.response, what_if.situation
    yield happenings(what_if.scenario, situation, tables)
    if response.conflict is not None:
        yield conflict(response.conflict.members, minimal=response.conflict.minimal)
    yield answers(dossier.comparison, tables, dossier.period)
    if MOVES in tables:
        yield moves(tables[MOVES], dossier.period)
    if dossier.curve is not None:
        yield curve(dossier.curve, tables[CURVE], CURVE, dossier.comparison.unit)
    yield plans(_drawn(dossier))
    if dossier.response is not None:
        yield decisions(dossier.response)
    yield confidence(_searched(response))
    told = [note for answer in what_if.answers for note in answer.notes]
    yield notes([*situation.notes, *told])


def _drawn(dossier: Dossier) -> list[Entry]:
    """Return the plans to draw; the running one once, as it was."""
    names = {entry.name for entry in dossier.entries}
    again = AnswerKind.PRESENT.label if BEFORE in names else None
    return [entry for entry in dossier.entries if entry.name != again]


def _searched(answer: Answer) -> Outcome | None:
    """Return what the search said, where a solver was asked."""
    if answer.certificate is None or answer.status is None:
        return None
    return Outcome(
        status=answer.status, tiers=answer.tiers, certificate=answer.certificate
    )
