"""Questions whose portfolio has moved on, asked again as it is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.access.principal import Role
from api.access.seen_results import seen_issues
from api.access.sight import seen_measures, sight_of
from api.approvals import broken_rules, present
from api.jobs.questions import QUESTIONS
from api.jobs.questions.comparison import ComparisonQuestion
from api.jobs.questions.subject import Inquiry
from api.routes.documents import calendar
from api.routes.inquiring import require_answerable
from api.storage import jobs, plans
from api.storage.allowing import require_in
from api.storage.errors import NotFound
from api.storage.jobs import Submission
from optimizer.errors import InvalidPlan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.jobs.questions import Question
    from api.settings import Settings
    from api.storage.jobs import JobRecord
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation

BEST = ("plan", "response")
"""Answers that are looked at first."""


def rebased(session: Session, principal: Principal, job_id: str) -> Submission:
    """Return the question of a job as it is asked of its portfolio now.

    Raises
    ------
    NotFound
        If there is none, or they do not see its portfolio.
    NotAllowed
        If they are no planner in it.
    OptimizerError
        If its scenario no longer fits the portfolio, with all that does not.
    Unanswerable
        If it asks about what is no longer there.
    """
    job = jobs.read(session, principal, job_id)
    missing = NotFound("job", job_id)
    require_in(principal, job.portfolio_id, Role.PLANNER, "submit a job", missing)
    here = present(session, principal, job.portfolio_id)
    question = QUESTIONS.validate_json(jobs.question(session, principal, job_id))
    asked = here.asked(question)
    with calendar():
        require_fitting(asked)
    return Submission(
        job.portfolio_id,
        here.version,
        asked,
        job.scenario_id,
        job.scenario_version,
        job.priority,
        here.running,
        job.id,
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """How the answer of a job that was asked again differs from the one before.

    Attributes
    ----------
    answer
        Which answer; the same of both jobs.
    before, after
        Measures of both plans, each where it was asked for; empty for one that is not
        there.
    misfits
        What of the earlier plan no longer holds.
    """

    earlier: JobRecord
    answer: str
    before: dict[str, float]
    after: dict[str, float]
    misfits: tuple[Issue, ...]


def changed(
    session: Session, principal: Principal, job: JobRecord, settings: Settings
) -> Changed | None:
    """Return how a job that was asked again differs; None where there is nothing.

    Raises
    ------
    NotFound
        If they do not see its portfolio.
    """
    known = [] if job.rebased_from is None else [job.rebased_from, job.id]
    labels = [
        label for name in known for label in plans.answers(session, principal, name)
    ]
    if job.rebased_from is None or not labels:
        return None
    answer = best_of(labels)
    old, new = (_answer(session, principal, name, answer) for name in known)
    sight = sight_of(principal, job.portfolio_id, settings)
    return Changed(
        jobs.read(session, principal, job.rebased_from),
        answer,
        seen_measures(old.measures(), sight),
        seen_measures(new.measures(), sight),
        seen_issues(new.misfits(old.plan), sight),
    )


def best_of(labels: Iterable[str]) -> str:
    """Return which of the answers of a job is looked at first."""
    return min(labels, key=lambda label: (label not in BEST, label))


@dataclass(frozen=True, slots=True)
class _Answer:
    """A plan where it was asked for; None where there is none."""

    situation: Situation
    plan: Plan | None

    def measures(self) -> dict[str, float]:
        return {} if self.plan is None else self.situation.measure(self.plan).as_dict()

    def misfits(self, plan: Plan | None) -> tuple[Issue, ...]:
        """Return what of another plan does not hold here."""
        if plan is None:
            return ()
        try:
            return broken_rules(self.situation.check(plan))
        except InvalidPlan as refusal:
            return refusal.issues


def _answer(session: Session, principal: Principal, job_id: str, label: str) -> _Answer:
    question = QUESTIONS.validate_json(jobs.question(session, principal, job_id))
    found = plans.of_job(session, principal, job_id, label)
    situation = question.situation(label)
    return _Answer(situation, None if found is None else found.judged.plan)


def require_fitting(question: Question) -> None:
    """Refuse a question that has no answer where it is asked.

    Raises
    ------
    OptimizerError
        If its scenarios do not fit, with everything that does not.
    Unanswerable
        If it names what is not there, with every such name.
    """
    if isinstance(question, ComparisonQuestion):
        require_answerable(question.problems())
        for scenario in question.scenarios:
            scenario.apply(question.base)
        return
    situation = question.situation()
    if isinstance(question, Inquiry):
        require_answerable(question.problems(situation))
