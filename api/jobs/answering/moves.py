"""What a plan changes against the running one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.jobs.answering.found import Found
from api.jobs.answering.seen import answer_seen, moves_seen, situation_seen
from api.storage.judged import JudgedPlan
from optimizer.report.page import Headline
from optimizer.report.rendering import colophon
from optimizer.report.sections.notes import conflict
from optimizer.report.unwritten import Page
from scenarios.answers.answer import AnswerKind, of_plan
from scenarios.answers.response import best_response
from scenarios.moves.move_list import move_list
from scenarios.records import MovesRecord
from scenarios.report.moves import moves_page

if TYPE_CHECKING:
    from api.access.seen_results import Look
    from api.jobs.questions import MovesQuestion
    from scenarios.answers.answer import Answer
    from scenarios.asking import Asker
    from scenarios.situation import Situation


def moved(question: MovesQuestion, asker: Asker) -> Found:
    """Return what the plan that is named, or the best response, changes."""
    situation, scenario = question.situation(), question.scenario
    if question.plan is not None:
        answer = of_plan(AnswerKind.RESPONSE, question.plan, situation)
    else:
        asker.expect(1)
        answer = best_response(situation, asker, scenario.goals)
    plan = answer.plan
    changed = None if plan is None else move_list(situation, plan)

    def tell(look: Look) -> Page:
        shown = situation_seen(situation, look)
        if changed is None:
            return _nothing(answer_seen(answer, look), shown, scenario.name)
        return moves_page(moves_seen(changed, look), shown, scenario.name)

    plans: tuple[JudgedPlan, ...] = ()
    if question.plan is None and plan is not None and answer.verdict is not None:
        judged = JudgedPlan(label=answer.kind, plan=plan, verdict=answer.verdict)
        plans = (judged,)
    return Found(MovesRecord(answer=answer, changed=changed), tell, plans)


def _nothing(answer: Answer, situation: Situation, scenario: str) -> Page:
    """Return the page where there is no response, with the conflict if it is proven."""
    portfolio, found = situation.portfolio, answer.conflict
    section = conflict(found.members, minimal=found.minimal) if found else None
    return Page(
        scenario,
        f"Moves · {portfolio.name or 'Portfolio'}",
        Headline("There is no response, so nothing changes.", mood="bad"),
        (section,),
        tuple(colophon(portfolio, None)),
    )
