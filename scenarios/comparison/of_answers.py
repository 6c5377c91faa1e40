"""The answers to a scenario and the plans between them, to be put side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.answers.answer import Answer, AnswerKind
from scenarios.candidate import Candidate
from scenarios.comparison.comparison import MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.answers.answering import WhatIf
    from scenarios.curve import Curve, CurvePoint
    from scenarios.situation import Situation


def side_by_side(what_if: WhatIf, curve: Curve | None = None) -> tuple[Candidate, ...]:
    """Return the answers to a scenario with the plans of its value-against-moves curve.

    As many of the curve as there is room for in a comparison, spread over it; those
    with the same value and number of moves as an answer left out.

    Parameters
    ----------
    curve
        Of the situation after all changes.
    """
    answers = what_if.candidates()
    known = {_signature(candidate) for candidate in answers}
    names = {candidate.name for candidate in answers}
    more: list[Candidate] = []
    for point in curve.points if curve else ():
        candidate = of_point(point, what_if.situation)
        if candidate is None or candidate.name in names:
            continue
        if _signature(candidate) not in known:
            known.add(_signature(candidate))
            more.append(candidate)
    return (*answers, *_spread(more, MOST - len(answers)))


def of_point(point: CurvePoint, situation: Situation) -> Candidate | None:
    """Return the plan of a point of a curve as a candidate; None where it has none.

    Its net value is the point's: between what and what the best lies at this number.
    """
    if point.plan is None:
        return None
    answer = Answer(
        kind=AnswerKind.RESPONSE,
        status=point.status,
        plan=point.plan,
        verdict=situation.check(point.plan),
        net_value=point.net_value,
        measures=situation.measure(point.plan).as_dict(),
    )
    name = f"At most {point.label}" if point.at else "No moves"
    return Candidate(name, situation, answer)


def _signature(candidate: Candidate) -> tuple[object, ...]:
    """Return what makes two plans the same choice: acceptance, value and moves."""
    answer = candidate.answer
    measures = answer.measures
    return answer.accepted, measures.get("net_value"), measures.get("moves")


def _spread(candidates: Sequence[Candidate], room: int) -> list[Candidate]:
    """Return as many as there is room for, the first and the last among them."""
    if len(candidates) <= room:
        return list(candidates)
    if room < 2:
        return list(candidates[: max(0, room)])
    steps = range(room)
    return [candidates[step * (len(candidates) - 1) // (room - 1)] for step in steps]
