"""A question that a page asks: put into the queue once, however often it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.refusals import LimitExceeded
from api.routes.asking import require_within
from api.routes.documents import calendar
from api.storage import jobs
from api.storage.jobs import Submission
from api.web.efforts import effort_of
from api.web.repeated import ONCE, repeatable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.jobs.questions import Effort, Question
    from api.storage.scenarios import ScenarioRecord
    from api.web.looking import Look
    from api.web.situations import Base
    from optimizer.portfolio.issue import Issue
    from scenarios.scenario import Scenario


def effort_within(
    look: Look, fields: Mapping[str, str]
) -> tuple[Effort | None, dict[str, tuple[str, ...]]]:
    """Return how hard to try, or None and what is wrong with it, by path."""
    effort, wrong = effort_of(fields)
    if effort is not None:
        try:
            require_within(effort, look.service)
        except LimitExceeded as error:
            return None, {"seconds": (str(error),)}
    return effort, wrong


def issues_of(question: Question, scenario: Scenario, base: Base) -> tuple[Issue, ...]:
    """Return why a question has no answer here, without a search.

    Raises
    ------
    InvalidScenario, InvalidPlan, BeyondCalendar
        If the scenario does not fit the portfolio and its running plan.
    """
    with calendar():
        situation = scenario.apply(base.situation)
    problems = getattr(question, "problems", None)
    return () if problems is None else tuple(problems(situation))


def submit(
    look: Look,
    base: Base,
    question: Question,
    fields: Mapping[str, str],
    scenario: ScenarioRecord | None = None,
) -> str:
    """Put a question into the queue, and return the id of its job."""
    submission = Submission(
        base.entry.id,
        base.entry.version,
        question,
        scenario_id=None if scenario is None else scenario.entry.id,
        scenario_version=None if scenario is None else scenario.entry.version,
        running=base.entry.running,
    )
    repetition = repeatable(fields.get(ONCE, ""), submission.text)
    most = look.service.settings.queued_per_user
    with look.service.database.writing() as session:
        made = repetition.once(
            session,
            look.principal,
            lambda: jobs.submit(session, look.principal, submission, most).id,
        )
    look.service.supervisor.wake()
    return made
