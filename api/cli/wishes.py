"""Goals and limits as people type them: ``2 value + on_time``, ``moves<=3``."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from api.cli.exits import Refused
from optimizer.plan.goals import Goals, Measure, MeasureLimit, Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBER = r"\d+(?:\.\d+)?"
TERM = re.compile(rf"(?:(?P<weight>{NUMBER})\s*[*×]?\s*)?(?P<measure>[a-z_]+)")
LIMIT = re.compile(
    r"(?P<measure>[a-z_]+)\s*(?:\[(?P<of>[^\]]+)\])?\s*"
    rf"(?P<sense><=|>=|≤|≥)\s*(?P<number>-?{NUMBER})"
)
GOAL = "value, or 2 value + on_time"


def goals(
    tiers: Sequence[str], limits: Sequence[str], *, with_baseline: bool
) -> Goals | None:
    """Return what was wished for, or None where the default order is meant.

    Parameters
    ----------
    tiers
        In order of importance; all of them are to be proven.

    Raises
    ------
    Refused
        If a wish cannot be read or names no measure.
    """
    kept = tuple(limit(text) for text in limits)
    if tiers:
        return Goals(tiers=tuple(tier(text) for text in tiers), limits=kept)
    return Goals.default(with_baseline=with_baseline, limits=kept) if kept else None


def tier(text: str) -> Tier:
    """Read a measure, or a weighted sum such as ``2 value + on_time``."""
    weights = {}
    for term in text.split("+"):
        found = TERM.fullmatch(term.strip())
        if found is None:
            raise _unreadable("goal", text, GOAL)
        weights[_measure(found["measure"])] = Decimal(found["weight"] or 1)
    try:
        return Tier(weights=weights, must_prove=True)
    except ValueError:
        raise _unreadable("goal", text, GOAL) from None


def limit(text: str) -> MeasureLimit:
    """Read ``moves<=3``, ``value[AI]>=500`` or ``objective_share[Growth]>=0.4``."""
    found = LIMIT.fullmatch(text.strip())
    if found is None:
        raise _unreadable("limit", text, "moves<=3, or value[AI]>=500")
    measure = _measure(found["measure"])
    at_most = found["sense"] in {"<=", "≤"}
    of = "objective" if measure is Measure.OBJECTIVE_SHARE else "project"
    try:
        return MeasureLimit.model_validate(
            {
                "measure": measure,
                "at_most" if at_most else "at_least": Decimal(found["number"]),
                of: found["of"],
            }
        )
    except ValueError:
        raise _unreadable("limit", text, "objective_share[Growth]>=0.4") from None


def _measure(name: str) -> Measure:
    try:
        return Measure(name)
    except ValueError:
        known = ", ".join(Measure)
        raise Refused(
            "unknown_measure", f"{name!r} is no measure; there are {known}."
        ) from None


def _unreadable(what: str, text: str, example: str) -> Refused:
    return Refused(
        f"unreadable_{what}", f"The {what} {text!r} cannot be read; write {example}."
    )
