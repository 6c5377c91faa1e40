"""What the best plan is worth with no move, with one, with two, and so on."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.goals import Goals, Measure, MeasureLimit, Tier
from optimizer.plan.outcome import SolveStatus
from optimizer.report.wording import count
from scenarios.curve import Curve, CurvePoint, Trend, with_trend
from scenarios.errors import NotAnswered
from scenarios.interval import exact
from scenarios.proven import best

if TYPE_CHECKING:
    from optimizer.plan.outcome import Outcome
    from optimizer.plan.plan import Plan
    from scenarios.answers.answer import Answer
    from scenarios.asking import Asker
    from scenarios.interval import Interval
    from scenarios.situation import Situation

EXPECTED = 5
"""Numbers of moves that are asked for, as far as is known before the first answer."""


def value_against_moves(
    situation: Situation,
    asker: Asker,
    most: int | None = None,
    stop_at: Answer | None = None,
) -> Curve:
    """Return the best net value with at most 0, 1, 2, … moves.

    Until no more is known to be gained: until the best value of any number of moves
    is reached, or, where that is not proven, the best that was found. Every point has
    a plan with the fewest moves of its value, then the least shift, as far as found.

    Parameters
    ----------
    most
        Ask for no more moves than these.
    stop_at
        The best response with any number of moves. Asked first where left out, or
        where its plan is not meant to be worth most, by its goals or a tolerance.

    Raises
    ------
    NotAnswered
        If there is no running plan, so that nobody moves.
    """
    if situation.baseline is None:
        raise NotAnswered(
            "Moves are counted against the running plan, and there is none; "
            "state it as the baseline."
        )
    ahead = EXPECTED if most is None else most + 1
    stated = None if stop_at is None else _stated(stop_at)
    asker.expect(ahead + (stated is None))
    top = stated or _unlimited(situation, asker)
    reached = int(top.at or 0)
    last = reached if most is None else most
    asker.expect(min(last + 1, reached) - ahead)
    points = _until(top, last, situation, asker)
    return Curve(
        of="moves",
        trend=Trend.RISING,
        points=_capped(points, top),
        complete=_complete(points, top, last),
    )


def _until(
    top: CurvePoint, last: int, situation: Situation, asker: Asker
) -> list[CurvePoint]:
    """Return a point for each number of moves until the best known is reached."""
    points: list[CurvePoint] = []
    for moves in range(last + 1):
        if _is_end(top, moves):
            points.append(top)
            break
        if asker.cancelled:
            break
        points.append(_limited(moves, points, situation, asker))
        if _reaches(points[-1].net_value, top.net_value):
            break
    return points


def _is_end(top: CurvePoint, moves: int) -> bool:
    """Whether more moves than these can be no better, or are not known to be."""
    if top.status is SolveStatus.INFEASIBLE:
        return True
    return top.plan is not None and moves >= (top.at or 0)


def _complete(points: list[CurvePoint], top: CurvePoint, last: int) -> bool:
    """Whether the sweep ended because there was no more to ask."""
    if not points:
        return False
    end = points[-1]
    return end is top or end.at == last or _reaches(end.net_value, top.net_value)


def _unlimited(situation: Situation, asker: Asker) -> CurvePoint:
    """Return the best plan, at the number of moves that it takes."""
    outcome = asker.ask("any number of moves", situation, goals(), explain=False)
    moves = int(outcome.measures.get(Measure.MOVES, 0))
    return _point(moves, outcome)


def _stated(response: Answer) -> CurvePoint | None:
    """Return a response that is known already, at the moves that it takes.

    None where its plan is not one of the best value that was found.
    """
    found, delivered = response.net_value, response.measures.get(Measure.NET_VALUE)
    if delivered is not None and (found.high is None or found.low != exact(delivered)):
        return None
    moves = int(response.measures.get(Measure.MOVES, 0))
    status = response.status or SolveStatus.FEASIBLE
    return _at(moves, found, status, response.plan)


def _limited(
    moves: int, before: list[CurvePoint], situation: Situation, asker: Asker
) -> CurvePoint:
    """Return the best plan with so many moves, beginning with that of fewer."""
    starts = [point.plan for point in before if point.plan is not None]
    question = f"at most {count(moves, 'move')}"
    outcome = asker.ask(question, situation, goals(moves), starts[-1:], explain=False)
    return _point(moves, outcome)


def goals(most: int | None = None) -> Goals:
    """Return net value, then moves and shift, with at most so many moves."""
    tiers = (
        Tier(weights={Measure.NET_VALUE: 1}, must_prove=True),
        Tier(weights={Measure.MOVES: 1}),
        Tier(weights={Measure.SHIFT: 1}),
    )
    if most is None:
        return Goals(tiers=tiers)
    limit = MeasureLimit(measure=Measure.MOVES, at_most=most)
    return Goals(tiers=tiers, limits=(limit,))


def _point(moves: int, outcome: Outcome) -> CurvePoint:
    return _at(moves, best(outcome), outcome.status, outcome.plan)


def _at(
    moves: int, net_value: Interval, status: SolveStatus, plan: Plan | None
) -> CurvePoint:
    """Return a point; its status is that of the net value."""
    if plan is not None:
        status = SolveStatus.OPTIMAL if net_value.proven else SolveStatus.FEASIBLE
    return CurvePoint(
        at=Decimal(moves),
        label=count(moves, "move"),
        net_value=net_value,
        status=status,
        plan=plan,
    )


def _reaches(one: Interval, other: Interval) -> bool:
    """Whether one number is known to be as large as the other is known to be."""
    return one.low is not None and other.low is not None and one.low >= other.low


def _capped(points: list[CurvePoint], top: CurvePoint) -> tuple[CurvePoint, ...]:
    """Return the points with all that they, and any number of moves, say of each."""
    if not points or points[-1] is top:
        return with_trend(points)
    return with_trend([*points, top])[:-1]
