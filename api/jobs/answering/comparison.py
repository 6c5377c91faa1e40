"""Several plans side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.jobs.answering.candidates import answers_and_moves, responses
from api.jobs.answering.found import Found
from api.jobs.answering.seen import candidate_seen, is_open, without_money
from api.jobs.questions.labels import label_of
from api.storage.judged import JudgedPlan
from scenarios.comparison.by_cause import decompose_by_cause
from scenarios.recording import comparison_record
from scenarios.report.comparison import comparison_page
from scenarios.tables.lineup import Lineup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.access.seen_results import Look
    from api.jobs.questions import ComparisonQuestion
    from optimizer.report.unwritten import Page
    from scenarios.asking import Asker

TITLE = "Scenarios side by side"


def compared(question: ComparisonQuestion, asker: Asker) -> Found:
    """Return the best responses to several scenarios, or all answers to one."""
    lineup = _lineup(question, asker)
    title = question.scenarios[0].name if question.answers else TITLE

    def tell(look: Look) -> Page:
        if look.sight.is_full:
            return comparison_page(lineup, title)
        candidates = [candidate_seen(entry.candidate, look) for entry in lineup.entries]
        # The sentences of causes name amounts and reasons, so they are not shown.
        is_shown = all(
            is_open(entry.candidate.situation, look) for entry in lineup.entries
        )
        shown = Lineup.gather(candidates, lineup.curve if is_shown else None)
        page = comparison_page(shown, title)
        return page if look.net_value else without_money(page)

    return Found(comparison_record(lineup), tell, tuple(_plans(lineup)))


def _lineup(question: ComparisonQuestion, asker: Asker) -> Lineup:
    base, scenarios = question.base, question.scenarios
    causes = [
        decompose_by_cause(base, scenario, asker)
        for scenario in scenarios
        if question.causes
    ]
    if question.answers:
        candidates, curve = answers_and_moves(base, scenarios[0], asker)
        return Lineup.gather(candidates, curve, causes)
    return Lineup.gather(responses(base, scenarios, asker), None, causes)


def _plans(lineup: Lineup) -> Iterator[JudgedPlan]:
    for place, entry in enumerate(lineup.entries, start=1):
        answer = entry.candidate.answer
        if answer.plan is not None and answer.verdict is not None:
            yield JudgedPlan(
                label=label_of(place), plan=answer.plan, verdict=answer.verdict
            )
