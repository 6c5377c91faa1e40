"""Everything that a report is written from, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from optimizer.plan.check import check
from optimizer.plan.ledger import Ledger
from optimizer.plan.measure import Measures, measure_ledger
from optimizer.report import tables
from optimizer.report.holding_chain import HoldingChain, holding_chain
from optimizer.report.wording import noun_of

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from optimizer.plan.outcome import Outcome, Verdict
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.portfolio import Portfolio


@dataclass(frozen=True)
class Material:
    """A plan with what is known of it.

    Attributes
    ----------
    outcome
        How the plan was found; None for a plan that nobody optimised.
    """

    portfolio: Portfolio
    ledger: Ledger
    verdict: Verdict
    measures: Measures
    outcome: Outcome | None

    @classmethod
    def gather(
        cls,
        portfolio: Portfolio,
        plan: Plan,
        outcome: Outcome | None = None,
        baseline: Plan | None = None,
        now: date | None = None,
    ) -> Material:
        """Join, check and measure a plan.

        Raises
        ------
        InvalidPlan
            If the plan names what the portfolio does not have.
        """
        ledger = Ledger(plan, portfolio, baseline, now)
        return cls(
            portfolio=portfolio,
            ledger=ledger,
            verdict=check(plan, portfolio, baseline, now),
            measures=measure_ledger(ledger),
            outcome=outcome,
        )

    @property
    def period(self) -> str:
        """The noun for a period."""
        return noun_of(self.portfolio.timeline.period)

    @property
    def unit(self) -> str:
        """The unit of value."""
        return self.portfolio.value_unit

    @property
    def now(self) -> date | None:
        """First day that is not yet fact; None where everything is plan."""
        return (
            self.ledger.timeline.first_day(self.ledger.now) if self.ledger.now else None
        )

    @cached_property
    def projects(self) -> pd.DataFrame:
        """The table of projects."""
        return tables.projects(self.ledger)

    @cached_property
    def packages(self) -> pd.DataFrame:
        """The table of packages."""
        return tables.packages(self.ledger)

    @cached_property
    def utilisation(self) -> pd.DataFrame:
        """The table of utilisation."""
        return tables.utilisation(self.ledger)

    @cached_property
    def engineers(self) -> pd.DataFrame:
        """The table of engineers."""
        return tables.engineers(self.ledger, self.utilisation)

    @cached_property
    def schedule(self) -> pd.DataFrame:
        """The table of who works on what."""
        return tables.schedule(self.ledger)

    @cached_property
    def contention(self) -> pd.DataFrame:
        """The table of contention."""
        return tables.contention(self.ledger, self.utilisation)

    @cached_property
    def chain(self) -> HoldingChain | None:
        """What holds the last date of the plan."""
        return holding_chain(self.ledger)
