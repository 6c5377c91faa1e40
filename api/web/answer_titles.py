"""What people call the answers of a job, by the labels of their plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.jobs.questions.labels import label_of
from api.jobs.questions.subject import PRESENT
from api.storage import tellings
from api.web.question_titles import question_title
from scenarios.answers.answer import AnswerKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from api.access.sight import Sight
    from api.jobs.telling import Telling

BEST_PLAN = "plan"
"""The label of the plan of a solve."""
TITLES = {kind: kind.label for kind in AnswerKind} | {BEST_PLAN: "Best plan"}
NAMED = "plan"
"""The column of a table of plans in which their names are."""
PRICE = "price"
"""The kind of question whose answers say more exactly what was asked."""
SEPARATOR = " · "
"""Between what was asked and of which portfolio, above a title."""


def titles_of(
    session: Session, job_id: str, labels: Iterable[str], sight: Sight
) -> dict[str, str]:
    """Return what the answers of a job with these labels are called."""
    titles = {label: TITLES.get(label, "") for label in labels}
    names: dict[str, str] = {}
    if not all(titles.values()):
        telling = tellings.telling(session, job_id, limited=not sight.is_full)
        names = {} if telling is None else plan_names(telling)
    return {
        label: title or names.get(label) or label.replace("_", " ").capitalize()
        for label, title in titles.items()
    }


def heading_of(telling: Telling, kind: str) -> tuple[str, str]:
    """Return what the page of an answer is called, and the line below it.

    A scenario has a name; of the present situation it is told what was asked.
    """
    asked, _, portfolio = telling.eyebrow.partition(SEPARATOR)
    if kind != PRICE:
        asked = question_title(kind)
    if telling.title == PRESENT.name:
        return asked, f"{telling.title}{SEPARATOR}{portfolio}"
    if telling.title == portfolio:
        return asked, portfolio
    return telling.title, telling.eyebrow


def in_order(labels: Iterable[str]) -> tuple[str, ...]:
    """Return the labels of a job's answers in the order in which they are told."""
    told = list(TITLES)
    return tuple(
        sorted(
            labels,
            key=lambda label: (
                told.index(label) if label in TITLES else len(told),
                len(label),
                label,
            ),
        )
    )


def plan_names(telling: Telling) -> dict[str, str]:
    """Return the names of plans that stand in a list, by their labels."""
    for grid in telling.grids:
        sources = [column.source for column in grid.columns]
        if NAMED in sources:
            name = sources.index(NAMED)
            rows = enumerate(grid.rows, start=1)
            return {label_of(place): str(row[name]) for place, row in rows}
    return {}
