"""What all questions of what-if have in common: a portfolio, and what happens to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from api.access.principal import Principal
from api.jobs.questions import AboutOneScenario
from api.jobs.questions.subject import PRESENT
from api.refusals import Unanswerable
from api.routes.asking import Asked, baseline_of, require_within
from api.routes.documents import calendar
from api.routes.views import IDENTITY
from api.service import Service
from api.storage import portfolios, scenarios
from api.storage.errors import NotFound
from api.storage.jobs import Submission
from api.storage.portfolios import PortfolioEntry
from api.storage.scenarios import ScenarioEntry, ScenarioRecord
from optimizer.portfolio.base import Day
from optimizer.portfolio.issue import Issue
from scenarios.changes import AnyChange
from scenarios.scenario import MOST_CHANGES, Scenario

ScenarioName = Annotated[str, Field(strict=True, pattern=IDENTITY)]
"""The id of a scenario."""
CHANGED = "The present situation, changed"
"""What is asked about where changes are given without a scenario."""


class WhatIfAsked(Asked):
    """What every question of what-if says.

    Attributes
    ----------
    now
        In place of the portfolio's own: everything before is fact.
    """

    now: Day | None = None


class InquiryRequest(WhatIfAsked):
    """A question about one scenario.

    Attributes
    ----------
    scenario
        Its id; the present situation where left out.
    changes
        Further changes, after its own.
    """

    scenario: ScenarioName | None = None
    changes: Annotated[tuple[AnyChange, ...], Field(max_length=MOST_CHANGES)] = ()

    def imagined(self, stored: Scenario | None) -> Scenario:
        """Return what is asked about."""
        if stored is not None:
            return stored.replace(changes=(*stored.changes, *self.changes))
        if self.changes:
            return Scenario(name=CHANGED, changes=self.changes)
        return PRESENT


@dataclass(frozen=True, slots=True)
class Ground:
    """What a question is asked about, as it is kept.

    Attributes
    ----------
    scenarios
        In the order in which they are named.
    common
        What the question is made from, besides what is asked.
    """

    portfolio: PortfolioEntry
    scenarios: tuple[ScenarioRecord, ...]
    common: dict[str, Any]


def ground_of(
    service: Service,
    caller: Principal,
    portfolio_id: str,
    asked: WhatIfAsked,
    names: Iterable[str] = (),
) -> Ground:
    """Return what a question is asked about.

    Parameters
    ----------
    names
        The ids of scenarios.

    Raises
    ------
    NotFound
        If there is no such portfolio, or it has no such plan or scenario.
    LimitExceeded
        If it asks for more effort than is allowed.
    """
    require_within(asked.effort, service)
    with service.database.reading() as session:
        record = portfolios.read(session, caller, portfolio_id, asked.portfolio_version)
        baseline = baseline_of(session, caller, portfolio_id, asked.baseline)
        found = tuple(scenarios.read(session, caller, name) for name in names)
    for one in found:
        if one.entry.portfolio_id != portfolio_id:
            raise NotFound("scenario", one.entry.id)
    common = {
        "portfolio": record.portfolio,
        "baseline": baseline,
        "now": asked.now,
        "effort": asked.effort,
    }
    return Ground(record.entry, found, common)


def inquired(
    service: Service,
    caller: Principal,
    portfolio_id: str,
    asked: InquiryRequest,
) -> Ground:
    """Return what a question about one scenario is asked about.

    Raises
    ------
    NotFound, LimitExceeded
        As `ground_of`.
    """
    names = () if asked.scenario is None else (asked.scenario,)
    ground = ground_of(service, caller, portfolio_id, asked, names)
    stored = ground.scenarios[0].scenario if ground.scenarios else None
    imagined, pseudonyms = asked.imagined(stored), service.database.pseudonyms
    if pseudonyms is not None:
        imagined = pseudonyms.within(imagined)
    ground.common["scenario"] = imagined
    return ground


def submission_of(
    question: AboutOneScenario, ground: Ground, asked: Asked
) -> Submission:
    """Return a question that has an answer, to be put into the queue.

    Raises
    ------
    InvalidScenario, InvalidPlan
        If what happens does not fit the portfolio, with everything that does not.
    Unanswerable
        If it names what is not there, with every such name.
    """
    with calendar():
        situation = question.situation()
        require_answerable(question.problems(situation))
    entry: ScenarioEntry | None = next((one.entry for one in ground.scenarios), None)
    return Submission(
        ground.portfolio.id,
        ground.portfolio.version,
        question,
        None if entry is None else entry.id,
        None if entry is None else entry.version,
        asked.priority,
        ground.portfolio.running,
    )


def require_answerable(found: Iterable[Issue]) -> None:
    """Refuse a question that has no answer.

    Raises
    ------
    Unanswerable
        With every reason.
    """
    issues = tuple(found)
    if issues:
        raise Unanswerable(issues)
