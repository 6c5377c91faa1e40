"""What a scenario means, and the best response to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from api.access.sight import seen_scenario
from api.jobs.answering.found import Found
from api.jobs.answering.seen import answer_seen, situation_seen, without_money
from api.storage.judged import JudgedPlan
from optimizer.report.page import Headline
from optimizer.report.rendering import colophon
from optimizer.report.unwritten import Page
from scenarios.answers.answering import what_if
from scenarios.moves.value_curve import value_against_moves
from scenarios.recording import record_of
from scenarios.report.sections.answers import answers
from scenarios.report.what_if import what_if_page
from scenarios.tables.dossier import Dossier

if TYPE_CHECKING:
    from api.access.seen_results import Look
    from api.jobs.questions import WhatIfQuestion
    from scenarios.answers.answering import WhatIf
    from scenarios.asking import Asker
    from scenarios.curve import Curve


def imagined(question: WhatIfQuestion, asker: Asker) -> Found:
    """Return all answers to a scenario."""
    found = what_if(question.base, question.scenario, asker)
    curve = _curve(found, asker) if question.curve else None
    dossier = Dossier.gather(found, curve)

    def tell(look: Look) -> Page:
        if look.sight.is_full:
            return _page(dossier)
        page = _page(Dossier.gather(_seen(found, look), curve))
        return page if look.net_value else without_money(page)

    plans = tuple(
        JudgedPlan(label=each.kind, plan=each.plan, verdict=each.verdict)
        for each in found.answers
        if each.plan is not None and each.verdict is not None
    )
    return Found(record_of(dossier), tell, plans)


def _curve(found: WhatIf, asker: Asker) -> Curve | None:
    """Return what each number of moves is worth, where anybody can move."""
    response = found.response if found.complete else None
    if response is None or response.plan is None or found.base.baseline is None:
        return None
    return value_against_moves(found.situation, asker, stop_at=response)


def _page(dossier: Dossier) -> Page:
    """Return the page; one that says so where somebody stopped it too early."""
    if dossier.is_answered:
        return what_if_page(dossier)
    portfolio = dossier.what_if.situation.portfolio
    return Page(
        dossier.what_if.scenario.name,
        f"What if · {portfolio.name or 'Portfolio'}",
        Headline("It was stopped before there was a response.", mood="bad"),
        (answers(dossier.comparison, dossier.tables, dossier.period),),
        tuple(colophon(portfolio, None)),
    )


def _seen(found: WhatIf, look: Look) -> WhatIf:
    """Return as much of the answers to a scenario as somebody sees."""
    return replace(
        found,
        scenario=seen_scenario(found.scenario, look.sight),
        base=situation_seen(found.base, look),
        situation=situation_seen(found.situation, look),
        answers=tuple(answer_seen(one, look) for one in found.answers),
        input_hash="",
    )
