"""Plans between which only taste decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.jobs.answering.found import Found
from api.jobs.answering.seen import situation_seen, without_money
from api.jobs.questions.labels import label_of
from api.storage.judged import JudgedPlan
from scenarios.pareto.front import front
from scenarios.report.front import front_page

if TYPE_CHECKING:
    from api.access.seen_results import Look
    from api.jobs.questions import FrontQuestion
    from optimizer.report.unwritten import Page
    from scenarios.asking import Asker


def offered(question: FrontQuestion, asker: Asker) -> Found:
    """Return plans that trade value, moves and cost against each other."""
    situation = question.situation()
    found = front(situation, asker, question.most)
    plans = tuple(
        JudgedPlan(label=label_of(place), plan=point.plan, verdict=point.verdict)
        for place, point in enumerate(found.points, start=1)
    )

    def tell(look: Look) -> Page:
        shown = situation_seen(situation, look)
        page = front_page(found, shown, question.scenario.name)
        return page if look.sight.rates else without_money(page)

    return Found(found, tell, plans)
