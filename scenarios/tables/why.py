"""Why something cannot be done, rule by rule, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optimizer.report.tables.frame import frame
from scenarios.interval import ends

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from scenarios.why.member import Member

COLUMNS = (
    "rule",
    "where",
    "necessary",
    "dropping_it",
    "value_low",
    "value_high",
    "nearest",
    "nearest_low",
    "nearest_high",
)


def members(found: Iterable[Member]) -> pd.DataFrame:
    """Return one row per rule of a conflict, the cheapest to drop first.

    Columns
    -------
    necessary
        Whether there is a plan without this rule and with all others of the conflict.
    dropping_it
        What dropping it alone leads to, in words.
    value_low, value_high
        Between what and what the best net value lies without it.
    nearest
        The tightest that the rule can ask, all else kept.
    nearest_low, nearest_high
        Between what and what the best net value lies then.
    """
    numbers = ("value_low", "value_high", "nearest_low", "nearest_high")
    rows = (_row(member) for member in found)
    return frame(rows, COLUMNS).astype(dict.fromkeys(numbers, float))


def _row(member: Member) -> tuple[Any, ...]:
    without, near = member.without, member.nearest
    return (
        member.sentence,
        member.where,
        "yes, verified" if member.verified else "not verified",
        _leads_to(member),
        *ends(without.net_value if without else None),
        _label(member),
        *ends(near.net_value if near else None),
    )


def _leads_to(member: Member) -> str:
    if member.without is None:
        return "not asked"
    if member.enough:
        return "there is a plan"
    if member.without.status == "infeasible":
        return "not enough by itself"
    return "no plan was found"


def _label(member: Member) -> str | None:
    if member.nearest is None:
        return None
    near = member.nearest
    return near.label if near.proven else f"{near.label}, perhaps {near.open_from}"
