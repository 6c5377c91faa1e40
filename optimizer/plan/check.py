"""Every rule on any plan, without a solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.ledger import Ledger
from optimizer.plan.limits import broken_limits
from optimizer.plan.outcome import Verdict
from optimizer.plan.remarks import remarks
from optimizer.plan.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from optimizer.plan.goals import MeasureLimit
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.portfolio import Portfolio


def check(
    plan: Plan,
    portfolio: Portfolio,
    baseline: Plan | None = None,
    now: date | None = None,
    *,
    limits: Iterable[MeasureLimit] = (),
) -> Verdict:
    """Return every rule, and every limit on a measure, that a plan breaks.

    Parameters
    ----------
    baseline
        The running plan: facts before *now*, and what is frozen.
    now
        In place of the portfolio's.

    Raises
    ------
    InvalidPlan
        If the plan names things that the portfolio does not have.
    """
    return check_ledger(Ledger(plan, portfolio, baseline, now), limits)


def check_ledger(ledger: Ledger, limits: Iterable[MeasureLimit] = ()) -> Verdict:
    """Return the verdict on a plan that is already joined with its portfolio."""
    broken = [found for rule in RULES for found in rule.violations(ledger)]
    broken += broken_limits(ledger, limits)
    return Verdict(
        accepted=all(found.fact for found in broken),
        broken=tuple(broken),
        warnings=tuple(remarks(ledger)),
    )
