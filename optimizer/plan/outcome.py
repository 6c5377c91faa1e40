"""How a search ended, and what can be said of its answer."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from optimizer.errors import NoPlanFound
from optimizer.plan.plan import Plan
from optimizer.portfolio.base import Count, DomainModel, Hours, Text
from optimizer.portfolio.issue import Issue


class SolveStatus(StrEnum):
    """What is proven, and why the search stopped."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    OUT_OF_TIME = "out_of_time"
    CANCELLED = "cancelled"


class BrokenRule(DomainModel):
    """One rule that a plan breaks, once.

    Attributes
    ----------
    rule
        The rule's name in `optimizer.plan.rules`.
    where
        The package, person or resource, by id.
    message
        What was found and what would be right.
    period
        First day of the period, where there is one, as an ISO date.
    hours
        By how many hours, where hours are what is broken.
    fact
        Happened before *now*: a warning, no reason to refuse the plan.
    """

    rule: str
    where: str
    message: str
    period: str | None = None
    hours: Hours | None = None
    fact: bool = False


class Verdict(DomainModel):
    """What the checker says of a plan, without a solver."""

    accepted: bool
    broken: tuple[BrokenRule, ...] = ()
    warnings: tuple[Issue, ...] = ()


class TierResult(DomainModel):
    """One tier of the goals: what was reached and what is proven.

    Attributes
    ----------
    value, bound
        In the tier's own unit; hours in hours, value in the portfolio's unit. No
        plan that respects the earlier tiers can pass `bound`.
    gap
        0 if equal, otherwise |bound − value| / max(|bound|, |value|, 1).
    """

    name: str
    value: float | None
    bound: float | None
    status: SolveStatus
    gap: float | None = None
    must_prove: bool = False
    seconds: float = 0.0


class Certificate(DomainModel):
    """What is needed to run the same search again.

    `repeatable` is false where the clock, and not a deterministic limit or a
    proof, ended the search.
    """

    seed: Count
    workers: Count
    seconds: float
    input_hash: str
    versions: dict[str, str]
    engine: str
    repeatable: bool


class Conflict(DomainModel):
    """Rules that cannot all hold, each by name and sentence."""

    members: tuple[Issue, ...]
    minimal: bool = False


class Point(DomainModel):
    """One improvement in the course of a search: how it converged."""

    seconds: float
    tier: str
    value: float | None = None
    bound: float | None = None


class Outcome(DomainModel):
    """The answer of `optimizer.solve`.

    Attributes
    ----------
    status
        That of the tiers marked *must prove*; `out_of_time` and `cancelled` only
        where no plan was found.
    plan
        The best plan found, accepted by the checker, or None.
    measures
        Every measure of the plan; see `optimizer.plan.measures`.
    """

    format: Literal[1] = 1
    status: SolveStatus
    plan: Plan | None = None
    tiers: tuple[TierResult, ...] = ()
    measures: dict[str, float] = Field(default_factory=dict)
    verdict: Verdict | None = None
    conflict: Conflict | None = None
    notes: tuple[Issue, ...] = ()
    convergence: tuple[Point, ...] = ()
    certificate: Certificate
    stopped: Text = ""

    def require_plan(self) -> Plan:
        """Return the plan.

        Raises
        ------
        NoPlanFound
            If the outcome has none; the message says why.
        """
        if self.plan is None:
            reasons = (
                "; ".join(map(str, self.conflict.members)) if self.conflict else ""
            )
            raise NoPlanFound(f"No plan: {self.status}. {reasons}".strip())
        return self.plan
