"""What is told of jobs and plans, as somebody sees it.

Of a job it is kept with its result; of a plan it is made when somebody asks first.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from api.access.sight import FULL, LIMITED, seen_portfolio, sight_of
from api.jobs import pages
from api.jobs.questions import QUESTIONS
from api.refusals import NoResult, NotEnded
from api.storage import jobs, plans, portfolios, tellings
from api.storage.errors import NotFound
from optimizer.report.proof import NOT_OPTIMIZED
from optimizer.report.report import report_page
from scenarios.situation import Situation

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.access.sight import Sight
    from api.jobs.telling import Telling, Told
    from api.service import Service
    from api.storage.plans import PlanRecord
    from optimizer.plan.plan import Plan

SOLVE = "solve"
"""The kind of question of which all that is told is told of its plan."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is told of, and to whom.

    Attributes
    ----------
    id
        Of a job, or of a plan.
    limited
        Whether it is told to somebody who does not see money of people and reasons.
    """

    service: Service
    id: str
    limited: bool

    def telling(self) -> Telling:
        """Return what is told.

        Raises
        ------
        NotFound
            If nothing is.
        """
        with self.service.database.reading() as session:
            found = tellings.telling(session, self.id, limited=self.limited)
        if found is None:
            raise NotFound("telling", self.id)
        return found

    def told(self) -> Told:
        """Return what is told, with its figures.

        Raises
        ------
        NotFound
            If nothing is.
        """
        with self.service.database.reading() as session:
            found = tellings.told(session, self.id, limited=self.limited)
        if found is None:
            raise NotFound("telling", self.id)
        return found

    def figure(self, name: str) -> str:
        """Return a figure as JSON.

        Raises
        ------
        NotFound
            If there is none of this name.
        """
        with self.service.database.reading() as session:
            found = tellings.figure(session, self.id, name, limited=self.limited)
        if found is None:
            raise NotFound("chart", name)
        return found


def of_job(service: Service, principal: Principal, job_id: str) -> Subject:
    """Return a job as something that is told of.

    Raises
    ------
    NotFound
        If there is none, or they do not see its portfolio.
    NotEnded, NoResult
        If there is nothing to tell of it.
    """
    with service.database.reading() as session:
        record = jobs.read(session, principal, job_id)
        found = jobs.result(session, principal, job_id)
    if not record.state.ended:
        raise NotEnded(job_id, record.state)
    sight = sight_of(principal, record.portfolio_id, service.settings)
    if found is None:
        problem = record.problem if sight.is_full else None
        raise NoResult(job_id, record.state, problem)
    return Subject(service, job_id, not sight.is_full)


def of_plan(service: Service, principal: Principal, plan_id: str) -> Subject:
    """Return a plan as something that is told of; it is told from now on.

    Raises
    ------
    NotFound
        If there is none, or they do not see its portfolio.
    """
    with service.database.reading() as session:
        record = plans.read(session, principal, plan_id)
        sight = sight_of(principal, record.entry.portfolio_id, service.settings)
        limited, job_id = not sight.is_full, record.entry.job_id
        if job_id is not None and jobs.read(session, principal, job_id).kind == SOLVE:
            plan_id = job_id
        if tellings.telling(session, plan_id, limited=limited) is not None:
            return Subject(service, plan_id, limited)
        situation = situation_of(session, principal, record)
    plan, is_found = record.judged.plan, job_id is not None
    full, less = (
        _told(situation, plan, each, is_found=is_found) for each in (FULL, LIMITED)
    )
    # Somebody else who asks at the same time tells the same.
    with suppress(IntegrityError), service.database.writing() as session:
        tellings.keep(session, plan_id, full, less)
    return Subject(service, plan_id, limited)


def situation_of(
    session: Session, principal: Principal, record: PlanRecord
) -> Situation:
    """Return the situation that a plan is for.

    Raises
    ------
    NotFound
        If they do not see its portfolio.
    """
    entry = record.entry
    if entry.job_id is not None:
        question = jobs.question(session, principal, entry.job_id)
        return QUESTIONS.validate_json(question).situation(entry.label)
    kept = portfolios.read(
        session, principal, entry.portfolio_id, entry.portfolio_version
    )
    return Situation.of(kept.portfolio)


def _told(situation: Situation, plan: Plan, sight: Sight, *, is_found: bool) -> Told:
    """Return what is told of a plan, made from what somebody sees and nothing else.

    Parameters
    ----------
    is_found
        Whether a search found it: what that has proven stands with its job.
    """
    portfolio = seen_portfolio(situation.portfolio, sight)
    page = report_page(portfolio, plan, baseline=situation.baseline)
    if is_found:
        said = (one for one in page.headline.sentences if one != NOT_OPTIMIZED)
        page = replace(page, headline=replace(page.headline, sentences=tuple(said)))
    return pages.told(page)
