"""What a question is about: a portfolio, its running plan, and what happens to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.jobs.questions.effort import Effort
from optimizer.plan.plan import Plan
from optimizer.portfolio.base import Day, DomainModel
from optimizer.portfolio.portfolio import Portfolio
from scenarios.scenario import Scenario
from scenarios.situation import Situation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue

PRICE = '"weekly_price":'
"""What every question has in its JSON that an offer of somebody is part of."""
PRESENT = Scenario(name="The present situation")
"""What is asked about where no scenario is named."""


class Asked(DomainModel):
    """What every question says.

    Attributes
    ----------
    now
        In place of the portfolio's own: everything before is fact.
    """

    portfolio: Portfolio
    baseline: Plan | None = None
    now: Day | None = None
    effort: Effort = Effort()

    @property
    def is_priced(self) -> bool:
        """Whether it has prices of offers, which net value would tell."""
        return self.is_priced_in(self.model_dump_json())

    @staticmethod
    def is_priced_in(question: str) -> bool:
        """Return whether a question has prices of offers, by its JSON."""
        return PRICE in question

    @property
    def base(self) -> Situation:
        """The situation before anything happens."""
        return Situation.of(self.portfolio, self.baseline, self.now)


class Inquiry(Asked):
    """What is asked about one scenario, were it the present situation."""

    scenario: Scenario = PRESENT

    def situation(self, label: str = "") -> Situation:
        """Return the situation that a plan of this label is for.

        Raises
        ------
        OptimizerError
            If the scenario, or the running plan, does not fit the portfolio.
        """
        del label  # all plans of one scenario are for the same situation
        return self.scenario.apply(self.base)

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield every reason why it has no answer there, without a search."""
        del situation
        yield from ()
