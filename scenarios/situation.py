"""What a question is asked about: a portfolio, its running plan, and *now*."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from optimizer.errors import InvalidPlan, InvalidPortfolio
from optimizer.plan.check import check
from optimizer.plan.measure import measure
from optimizer.portfolio.checks import validate
from optimizer.problem.timeline import Timeline

if TYPE_CHECKING:
    from datetime import date

    from optimizer.plan.goals import MeasureLimit
    from optimizer.plan.measure import Measures
    from optimizer.plan.outcome import Verdict
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Situation:
    """A portfolio with its running plan, as it is or as changes have made it.

    Attributes
    ----------
    portfolio
        Knows *now*: everything before is fact.
    baseline
        The running plan that disruption is measured against. Pieces of packages
        that changes have split stand in it with the start and the people of the
        original, so that a hand-over is never a free move.
    limits
        Limits on measures that every answer keeps.
    notes
        What changes assumed that is worth knowing.
    """

    portfolio: Portfolio
    baseline: Plan | None = None
    limits: tuple[MeasureLimit, ...] = ()
    notes: tuple[Issue, ...] = ()

    @classmethod
    def of(
        cls, portfolio: Portfolio, baseline: Plan | None = None, now: date | None = None
    ) -> Self:
        """Return the situation of a portfolio, at its own *now* or another."""
        if now is not None:
            portfolio = portfolio.replace(now=now)
        return cls(portfolio, baseline)

    @property
    def timeline(self) -> Timeline:
        """The only converter of days and periods."""
        return Timeline(self.portfolio.timeline)

    @property
    def now(self) -> int:
        """The first period that is not fact."""
        now = self.portfolio.now
        return 0 if now is None else max(0, self.timeline.from_day(now))

    def replace(self, **changes: object) -> Situation:
        """Return a situation with other values of fields."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def check(self, plan: Plan) -> Verdict:
        """Return what the checker says of a plan here."""
        return check(plan, self.portfolio, self.baseline, limits=self.limits)

    def accepts(self, plan: Plan) -> bool:
        """Return whether a plan can be carried out here.

        One that names what is not here cannot.
        """
        try:
            return self.check(plan).accepted
        except InvalidPlan:
            return False

    def measure(self, plan: Plan) -> Measures:
        """Return every measure of a plan here."""
        return measure(plan, self.portfolio, self.baseline)

    def contradictions(self) -> tuple[Issue, ...]:
        """Return every issue of the portfolio that makes it unusable."""
        try:
            validate(self.portfolio)
        except InvalidPortfolio as found:
            return found.issues
        return ()
