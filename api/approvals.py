"""Answers that could be approved, and what their portfolios would go by then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.access.principal import Role
from api.jobs.questions import QUESTIONS
from api.refusals import NoResult, NotAccepted, NotEnded
from api.routes.documents import calendar
from api.storage import jobs, plans, portfolios
from api.storage.allowing import require_in
from api.storage.approvals import Approval, require_unmoved
from api.storage.errors import NotFound
from api.storage.judged import JudgedPlan
from api.storage.running import RUNNING
from optimizer.errors import InvalidPlan
from optimizer.plan.check import check
from optimizer.portfolio.issue import Issue
from scenarios.situation import Situation

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.jobs.questions import Question
    from api.storage.jobs import JobRecord
    from optimizer.plan.outcome import Verdict
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Present:
    """What a portfolio goes by now.

    Attributes
    ----------
    version, running
        The numbers of its version and of its running state.
    situation
        Without a running plan that names what the portfolio no longer has: nothing can
        be compared with it.
    """

    version: int
    running: int
    situation: Situation

    def asked(self, question: Question) -> Question:
        """Return a question as it is asked of this."""
        here = self.situation
        return question.model_copy(
            update={"portfolio": here.portfolio, "baseline": here.baseline}
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer, and what its portfolio would go by if it were approved.

    Attributes
    ----------
    now
        What the portfolio goes by.
    then
        After the changes of the scenario that was answered.
    """

    job: JobRecord
    answer: str
    plan: Plan
    now: Situation
    then: Situation

    @property
    def changes_data(self) -> bool:
        """Whether the portfolio would have a further version."""
        return self.then.portfolio != self.now.portfolio

    def measures(self) -> tuple[dict[str, float], dict[str, float]]:
        """Return every measure of the running plan, and of the plan in its place."""
        present, before = self.now.baseline, {}
        if present is not None:
            before = self.now.measure(present).as_dict()
        return before, self.then.measure(self.plan).as_dict()

    def approval(self, comment: str = "") -> Approval:
        """Return what is to be written down.

        Raises
        ------
        NotAccepted
            If the checker does not accept the plan where it would be the running one.
        InvalidPlan
            If it names what is not there.
        """
        verdict = self.then.check(self.plan)
        if not verdict.accepted:
            raise NotAccepted(self.answer, broken_rules(verdict))
        before, after = self.measures()
        return Approval(
            self.job,
            self.answer,
            self.then.portfolio if self.changes_data else None,
            JudgedPlan(label=RUNNING, plan=self.plan, verdict=verdict),
            comment,
            before,
            after,
        )


def broken_rules(verdict: Verdict) -> tuple[Issue, ...]:
    """Return the rules that a plan breaks, without those that are facts already."""
    return tuple(
        Issue(code=rule.rule, where=rule.where, message=rule.message)
        for rule in verdict.broken
        if not rule.fact
    )


def present(session: Session, principal: Principal, portfolio_id: str) -> Present:
    """Return what a portfolio goes by now.

    Raises
    ------
    NotFound
        If there is none, or they do not see it.
    """
    record = portfolios.read(session, principal, portfolio_id)
    plan_id, baseline = record.entry.running_plan_id, None
    if plan_id is not None:
        running = plans.read(session, principal, plan_id).judged.plan
        baseline = fitting(running, record.portfolio)
    situation = Situation.of(record.portfolio, baseline)
    return Present(record.entry.version, record.entry.running, situation)


def fitting(plan: Plan, portfolio: Portfolio) -> Plan | None:
    """Return a plan; None for one that names what a portfolio does not have."""
    try:
        check(plan, portfolio)
    except InvalidPlan:
        return None
    return plan


def proposed(
    session: Session, principal: Principal, job_id: str, answer: str
) -> Proposal:
    """Return what a portfolio would go by with an answer of a job.

    Raises
    ------
    NotFound
        If there is no such job.
    NotAllowed
        If they are no approver in its portfolio.
    NotEnded, NoResult
        If the job may still find another answer, or has no such answer with a plan.
    MovedOn
        If the portfolio, or its running plan, is no longer what the job was asked of.
    OptimizerError
        If the scenario does not fit the portfolio.
    """
    job = jobs.read(session, principal, job_id)
    missing = NotFound("job", job_id)
    require_in(principal, job.portfolio_id, Role.APPROVER, "approve a plan", missing)
    if not job.state.ended:
        raise NotEnded(job_id, job.state)
    found = plans.of_job(session, principal, job_id, answer)
    if found is None:
        raise NoResult(job_id, job.state, f"no plan is the answer {answer!r}.")
    require_unmoved(session, principal, job)
    here = present(session, principal, job.portfolio_id)
    question = QUESTIONS.validate_json(jobs.question(session, principal, job_id))
    with calendar():
        then = here.asked(question).situation(answer)
    return Proposal(job, answer, found.judged.plan, here.situation, then)
