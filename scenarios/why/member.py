"""One rule that stands in the way: what dropping it is worth, how far to ease it."""

from __future__ import annotations

from pydantic import Field

from optimizer.plan.outcome import SolveStatus
from optimizer.plan.plan import Plan
from optimizer.portfolio.base import Count, DomainModel, Text
from optimizer.portfolio.issue import Issue
from scenarios.interval import Interval


class Without(DomainModel):
    """The best plan where one rule is dropped and every other is kept.

    Attributes
    ----------
    status
        What is proven; infeasible where dropping it alone is not enough.
    net_value
        Between what and what the best lies; empty ends where there is no plan.
    still
        Where it is not enough: rules that then still cannot all hold.
    """

    status: SolveStatus
    net_value: Interval
    measures: dict[str, float] = Field(default_factory=dict)
    plan: Plan | None = Field(default=None, repr=False)
    still: tuple[Issue, ...] = ()


class Nearest(DomainModel):
    """The tightest number of a rule at which there is a plan, all else kept.

    Attributes
    ----------
    label
        The number as people read it: a date, *3 people*, an amount.
    proven
        Whether nothing tighter can be done; otherwise everything from `open_from` on
        is not excluded.
    net_value
        Between what and what the best value lies with that number.
    """

    label: Text
    open_from: Text
    proven: bool
    net_value: Interval
    plan: Plan | None = Field(default=None, repr=False)


class Member(DomainModel):
    """One rule of a conflict, by name.

    Attributes
    ----------
    verified
        Whether a plan was found without it, with all others of the conflict kept.
    first, last
        The best and the worst place that it can have among the members, the cheapest
        to drop being 1, given what is proven; None where dropping it is not enough
        or was not asked.
    """

    code: Text
    where: Text
    sentence: Text
    verified: bool
    first: Count | None = None
    last: Count | None = None
    without: Without | None = None
    nearest: Nearest | None = None

    @property
    def enough(self) -> bool:
        """Whether dropping this rule alone leaves a plan, and one was found."""
        return self.without is not None and self.without.plan is not None
