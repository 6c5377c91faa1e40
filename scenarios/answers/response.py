"""The response: the best plan by the goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.answers.answer import Answer, AnswerKind, of_outcome
from scenarios.answers.unchanged import unchanged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optimizer.plan.goals import Goals
    from optimizer.plan.plan import Plan
    from scenarios.asking import Asker
    from scenarios.situation import Situation

QUESTION = "best response"


def best_response(
    situation: Situation,
    asker: Asker,
    goals: Goals | None = None,
    starts: Iterable[Plan] = (),
) -> Answer:
    """Return the best plan by the goals, and what is proven of it.

    The running plan itself, where nothing that comes before disruption in the order
    of goals can be better: see `unchanged`.

    Parameters
    ----------
    starts
        Accepted plans; the response is not worse than any of them.
    """
    answer = of_outcome(
        AnswerKind.RESPONSE, asker.ask(QUESTION, situation, goals, starts)
    )
    return unchanged(situation, goals, answer) or answer
