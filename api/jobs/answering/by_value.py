"""Answers that say what plans are worth, and nothing of any single plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from api.jobs.answering.found import Found
from api.jobs.answering.seen import is_open, situation_seen, withheld
from optimizer.portfolio.base import DomainModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.access.seen_results import Look
    from api.jobs.questions.subject import Inquiry
    from optimizer.report.unwritten import Page
    from scenarios.situation import Situation

Record = TypeVar("Record", bound=DomainModel)


def told_by_value(
    question: Inquiry,
    situation: Situation,
    record: Record,
    page: Callable[[Record, Situation, str], Page],
) -> Found:
    """Return an answer that is told whole, or not at all where it tells what is paid.

    Parameters
    ----------
    page
        Returns the page of the record, for a situation and the name of a scenario.
    """

    def tell(look: Look) -> Page:
        shown = situation_seen(situation, look)
        told = page(record, shown, question.scenario.name)
        return told if is_open(situation, look) else withheld(told)

    return Found(record, tell)
