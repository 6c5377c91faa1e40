"""What the first goal of an answer has reached: the last word on its search.

What was told of a search on its way ends before its proof does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from optimizer.plan.outcome import TierResult
from scenarios.answers.answer import AnswerKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Tiers = list[dict[str, Any]]


def _of_response(found: dict[str, Any]) -> Tiers:
    for answer in found.get("answers", ()):
        if answer["kind"] == AnswerKind.RESPONSE:
            tiers: Tiers = answer["tiers"]
            return tiers
    return []


TIERS: Mapping[str, Callable[[dict[str, Any]], Tiers]] = {
    "solve": lambda found: found.get("tiers", []),
    "moves": lambda found: found.get("answer", {}).get("tiers", []),
    "what_if": _of_response,
}
"""Kind of question that one search answers → the goals in its result."""


def reached(kind: str, result: str) -> TierResult | None:
    """Return the first goal of an answer; None where many searches gave it, or none.

    Parameters
    ----------
    result
        The answer as JSON.
    """
    if kind not in TIERS:
        return None
    tiers = TIERS[kind](orjson.loads(result))
    return TierResult.model_validate(tiers[0]) if tiers else None
