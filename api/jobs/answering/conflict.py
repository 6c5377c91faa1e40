"""Why there is no plan, or why a project is dropped or late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.jobs.answering.by_value import told_by_value
from scenarios.report.why import why_not_page, why_project_page
from scenarios.why.why_not import why_not
from scenarios.why.why_project import why_project

if TYPE_CHECKING:
    from api.jobs.answering.found import Found
    from api.jobs.questions import ConflictQuestion
    from scenarios.asking import Asker


def explained(question: ConflictQuestion, asker: Asker) -> Found:
    """Return which rules cannot all hold, or what stands before a project."""
    situation = question.situation()
    if question.project is None:
        why = why_not(situation, asker)
        return told_by_value(question, situation, why, why_not_page)
    found = why_project(situation, question.project, asker)
    return told_by_value(question, situation, found, why_project_page)
