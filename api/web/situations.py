"""What a scenario does to its portfolio as it is now, and why it perhaps cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.access.principal import Role
from api.refusals import BeyondCalendar
from api.routes.asking import baseline_of
from api.routes.documents import calendar
from api.storage import portfolios
from api.storage.allowing import require_in
from api.storage.errors import NotFound
from api.storage.running import RUNNING
from api.web.forms.kinds import titles
from optimizer.errors import InvalidPlan
from optimizer.portfolio.issue import Issue
from scenarios.errors import InvalidScenario
from scenarios.situation import Situation

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.storage.portfolios import PortfolioEntry
    from scenarios.changes.base import Change
    from scenarios.scenario import Scenario

LOCATED = re.compile(r"changes/([0-9]+) \([a-z_]+\)/(.*)", re.DOTALL)
"""Where an issue of a change is: its number from 1, and the path inside it."""


@dataclass(frozen=True, slots=True)
class Base:
    """A portfolio as it is now, with its running plan."""

    entry: PortfolioEntry
    situation: Situation


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change as it is listed.

    Attributes
    ----------
    number
        From 1.
    wrong
        Why it cannot be applied to the portfolio as it is now.
    """

    number: int
    title: str
    sentence: str
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a scenario cannot be applied: by number of the change, and as a whole."""

    by_change: dict[int, tuple[Issue, ...]]
    whole: tuple[Issue, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is wrong."""
        return not self.by_change and not self.whole


def base_of(session: Session, principal: Principal, portfolio_id: str) -> Base:
    """Return what scenarios of a portfolio begin with.

    Raises
    ------
    NotFound
        If there is no such portfolio, or they do not see it.
    """
    record = portfolios.read(session, principal, portfolio_id)
    baseline = baseline_of(session, principal, portfolio_id, RUNNING)
    return Base(record.entry, Situation.of(record.portfolio, baseline))


NOTHING_WRONG = Refused({})


def require_planner(principal: Principal, portfolio_id: str) -> None:
    """Refuse whoever may not write scenarios of a portfolio.

    Raises
    ------
    NotFound
        If they do not see it.
    NotAllowed
        If they are no planner in it.
    """
    missing = NotFound("portfolio", portfolio_id)
    require_in(principal, portfolio_id, Role.PLANNER, "write a scenario", missing)


def refused(scenario: Scenario, base: Situation) -> Refused:
    """Return what is wrong with a scenario here."""
    try:
        with calendar():
            scenario.apply(base)
    except (InvalidScenario, InvalidPlan) as error:
        return _sorted(error.issues)
    except BeyondCalendar as error:
        return Refused(
            {}, (Issue(code="beyond_calendar", where="", message=str(error)),)
        )
    return Refused({})


def situation_before(scenario: Scenario, number: int, base: Situation) -> Situation:
    """Return the situation in which a change happens; the first where that fails."""
    earlier = scenario.replace(changes=scenario.changes[: number - 1])
    try:
        with calendar():
            return earlier.steps(base)[-1]
    except (InvalidScenario, InvalidPlan, BeyondCalendar):
        return base


def shown(scenario: Scenario, wrong: Refused) -> tuple[ShownChange, ...]:
    """Return the changes of a scenario as they are listed."""
    return tuple(
        ShownChange(
            number,
            titles()[change.kind],
            told(change),
            tuple(worded(issue) for issue in wrong.by_change.get(number, ())),
        )
        for number, change in enumerate(scenario.changes, start=1)
    )


def worded(issue: Issue) -> str:
    """Return an issue as a sentence; one that begins small is about its place."""
    message = issue.message
    return message if message[:1].isupper() else f"{issue.where}: {message}"


def told(change: Change) -> str:
    """Return what a change does, as a sentence."""
    return change.sentence[:1].upper() + change.sentence[1:]


def _sorted(issues: tuple[Issue, ...]) -> Refused:
    by_change: dict[int, tuple[Issue, ...]] = {}
    whole = []
    for issue in issues:
        found = LOCATED.fullmatch(issue.where)
        if found is None:
            whole.append(issue)
            continue
        number = int(found[1])
        inner = issue.replace(where=found[2])
        by_change[number] = (*by_change.get(number, ()), inner)
    return Refused(by_change, tuple(whole))
