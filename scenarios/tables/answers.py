"""Candidates side by side: value, proof, punctuality, disruption, cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optimizer.plan.outcome import SolveStatus
from optimizer.report.tables.frame import frame
from optimizer.report.wording import count, listed
from scenarios.comparison.comparison import Standing
from scenarios.tables.entry import BEFORE

if TYPE_CHECKING:
    from decimal import Decimal

    import pandas as pd

    from scenarios.comparison.comparison import Compared, Comparison

COLUMNS = (
    "plan",
    "net_value",
    "at_most",
    "still_possible",
    "less_than_best",
    "less_than_before",
    "more_than_first",
    "punctual",
    "running",
    "projects",
    "moves",
    "releases",
    "shift",
    "dropped",
    "cost",
    "extra_cost",
    "overload",
    "proof",
    "rules",
    "remark",
)
NUMBERS = COLUMNS[1:-3]
KEPT = "kept"
"""What the checker says of a plan that breaks no rule."""
NO_PLAN = "no plan"
"""What stands in place of the rules where there is none."""


def answers(comparison: Comparison) -> pd.DataFrame:
    """Return one row per candidate, in their order.

    Columns
    -------
    net_value
        What its plan delivers, less what engaged offers cost.
    at_most
        What no such plan can pass, where a solver was asked.
    still_possible
        The difference of the two.
    less_than_best
        How much less it delivers than the best that breaks no rule; missing where it
        delivers more.
    less_than_before
        How much less than the running plan before anything happened, which is the
        candidate of that name; negative where it delivers more.
    punctual, running, projects
        How many projects end on time, of how many that run, of how many in all.
    more_than_first, extra_cost
        Value and cost more than those of the first candidate with a plan.
    proof, rules
        What is proven of it, and what the checker says, in words.
    remark
        By which plans it is dominated, in words; not by the one before.
    """
    values = {one.name: _value(one) for one in comparison.candidates}
    best = max(
        (
            one.figures.net_value
            for one in comparison.candidates
            if one.figures is not None
            and one.standing is Standing.ACCEPTED
            and one.name != BEFORE
        ),
        default=None,
    )
    before = values.get(BEFORE)
    rows = (_row(one, best, before) for one in comparison.candidates)
    return frame(rows, COLUMNS).astype(dict.fromkeys(NUMBERS, float))


def proof(one: Compared) -> str:
    """Return what is proven of a candidate, in a few words."""
    if one.standing is Standing.IMPOSSIBLE:
        return "no plan is possible: proven"
    if one.standing is Standing.NOT_FOUND:
        return "no plan was found"
    if one.status is None:
        return "not optimized"
    if one.status is SolveStatus.OPTIMAL:
        return "proven best" if one.best.proven else "proven best by its own goals"
    return "value proven, the rest best found" if one.best.proven else "best found"


def rivals(one: Compared) -> list[str]:
    """Return the plans that dominate a candidate, now that what was before is gone."""
    return [name for name in one.dominated_by if name != BEFORE]


def _rules(one: Compared) -> str:
    if one.figures is None:
        return NO_PLAN
    return f"broken in {count(one.broken, 'place')}" if one.broken else KEPT


def _value(one: Compared) -> Decimal | None:
    return None if one.figures is None else one.figures.net_value


def _row(
    one: Compared, best: Decimal | None, before: Decimal | None
) -> tuple[Any, ...]:
    value = _value(one)
    most = None if one.status is None else one.best.high
    figures = {} if one.figures is None else dict(one.figures)
    less = _less(value, best)
    dominating = rivals(one)
    return (
        one.name,
        value,
        most,
        _less(value, most),
        less if less is not None and less >= 0 else None,
        _less(value, before),
        one.extra_net_value,
        figures.get("on_time"),
        figures.get("selected"),
        figures.get("projects"),
        *(figures.get(name) for name in ("moves", "releases", "shift", "dropped")),
        figures.get("cost"),
        one.extra_cost,
        figures.get("overload"),
        proof(one),
        _rules(one),
        f"dominated by {listed(dominating, 2)}" if dominating else "",
    )


def _less(value: Decimal | None, than: Decimal | None) -> Decimal | None:
    return None if value is None or than is None else than - value
