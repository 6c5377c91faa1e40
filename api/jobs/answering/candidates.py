"""Plans to put side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.answers.answer import AnswerKind
from scenarios.answers.answering import what_if
from scenarios.answers.response import best_response
from scenarios.candidate import Candidate
from scenarios.comparison.of_answers import side_by_side
from scenarios.moves.value_curve import value_against_moves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.asking import Asker
    from scenarios.curve import Curve
    from scenarios.scenario import Scenario
    from scenarios.situation import Situation


def responses(
    base: Situation, scenarios: Sequence[Scenario], asker: Asker
) -> list[Candidate]:
    """Return the best response to each scenario, under its name."""
    situations = [scenario.apply(base) for scenario in scenarios]
    asker.expect(len(scenarios))
    return [
        Candidate(
            scenario.name, situation, best_response(situation, asker, scenario.goals)
        )
        for scenario, situation in zip(scenarios, situations, strict=True)
    ]


def answers_and_moves(
    base: Situation, scenario: Scenario, asker: Asker
) -> tuple[list[Candidate], Curve | None]:
    """Return the answers and a plan for each number of moves, the response last."""
    answered = what_if(base, scenario, asker)
    curve = None
    if base.baseline is not None and answered.complete:
        curve = value_against_moves(
            answered.situation, asker, stop_at=answered.response
        )
    candidates = [c for c in side_by_side(answered, curve) if _holds(c)]
    candidates.sort(key=lambda one: one.name == AnswerKind.RESPONSE.label)
    return candidates, curve


def _holds(candidate: Candidate) -> bool:
    """Return whether it is a choice: not the running plan where it holds no more."""
    answer = candidate.answer
    return answer.accepted or answer.kind is not AnswerKind.PRESENT
