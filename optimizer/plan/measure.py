"""Every measure of any plan, without a solver, with what reports show of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.plan.contention import (
    PersonLoad,
    SkillLoad,
    person_loads,
    skill_loads,
)
from optimizer.plan.costs import CostLine, cost_by_month
from optimizer.plan.goals import Measure
from optimizer.plan.ledger import Ledger
from optimizer.plan.measures import (
    MEASURES,
    dropped,
    moves,
    objective_share,
    releases,
    shift,
)
from optimizer.plan.remarks import conversions
from optimizer.plan.spending import BudgetUse, budget_use
from optimizer.plan.sunk import Sunk, sunk
from optimizer.plan.valuation import ProjectValue, valuation

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from optimizer.plan.plan import Plan
    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio

Pair = tuple[str, str]
"""A person and a package, by id."""


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures of one plan: value in the portfolio's unit, hours, money, counts.

    Attributes
    ----------
    objective_share
        Objective → share of the effort, between 0 and 1.
    moved, released
        Pairs behind *moves* and *releases*.
    shift_by_package
        Package → periods later than in the baseline (negative: earlier).
    people, skills
        Contention, by person and by skill, per period.
    conversions
        How ranks, scores, probabilities and points became value.
    compared
        Whether there is a baseline; without one *moves*, *releases*, *shift* and
        *dropped* are 0 and mean nothing.
    """

    net_value: Decimal
    value: Decimal
    value_loss: Decimal
    overload: Decimal
    fragmentation: int
    waiting: int
    moves: int
    releases: int
    shift: int
    dropped: int
    handovers: int
    cost: Fraction
    balance: Decimal
    makespan: int
    on_time: int
    objective_share: dict[str, Fraction]
    projects: tuple[ProjectValue, ...]
    people: tuple[PersonLoad, ...]
    skills: tuple[SkillLoad, ...]
    moved: tuple[Pair, ...]
    released: tuple[Pair, ...]
    shift_by_package: dict[str, int]
    dropped_packages: tuple[str, ...]
    costs: tuple[CostLine, ...]
    budgets: tuple[BudgetUse, ...]
    sunk: tuple[Sunk, ...]
    conversions: tuple[Issue, ...]
    compared: bool

    def as_dict(self) -> dict[str, float]:
        """Return every number by name; ``objective_share/growth`` for each objective.

        Without the measures that need a baseline where there is none.
        """
        numbers = {
            str(name): float(getattr(self, name))
            for name in Measure
            if name is not Measure.OBJECTIVE_SHARE
            and (self.compared or not name.needs_baseline)
        }
        shares = {
            f"{Measure.OBJECTIVE_SHARE}/{objective}": float(share)
            for objective, share in self.objective_share.items()
        }
        return numbers | shares


def measure(
    plan: Plan,
    portfolio: Portfolio,
    baseline: Plan | None = None,
    now: date | None = None,
) -> Measures:
    """Return every measure of a plan.

    Raises
    ------
    InvalidPlan
        If the plan names things that the portfolio does not have.
    """
    return measure_ledger(Ledger(plan, portfolio, baseline, now))


def measure_ledger(ledger: Ledger) -> Measures:
    """Return every measure of a plan that is already joined with its portfolio."""
    scalars = {
        str(name): module.measured(ledger)
        for name, module in MEASURES.items()
        if name is not Measure.OBJECTIVE_SHARE
    }
    return Measures(
        **scalars,
        objective_share=objective_share.by_objective(ledger),
        projects=valuation(ledger),
        people=tuple(person_loads(ledger)),
        skills=tuple(skill_loads(ledger)),
        moved=moves.pairs(ledger),
        released=releases.pairs(ledger),
        shift_by_package=shift.by_package(ledger),
        dropped_packages=dropped.packages(ledger),
        costs=cost_by_month(ledger),
        budgets=tuple(budget_use(ledger)),
        sunk=tuple(sunk(ledger)),
        conversions=tuple(conversions(ledger.portfolio)),
        compared=ledger.baseline is not None,
    )
