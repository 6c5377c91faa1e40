"""The Pareto front of net value, moves and cost: labelled plans to choose from.

Net value is optimised under limits on moves, and cost under limits on net value. Cost
is measured exactly, but the solver only bounds it from below where teams are driven by
effort, so that a plan may be the cheapest found without being proven so.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.goals import Measure
from optimizer.report.wording import count
from scenarios.errors import NotAnswered
from scenarios.pareto.facts import hundredths
from scenarios.pareto.point import Front, with_balanced
from scenarios.pareto.question import cheapest, most_value
from scenarios.pareto.search import FrontSearch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.portfolio.portfolio import Portfolio
    from scenarios.asking import Asker
    from scenarios.pareto.point import FrontPoint
    from scenarios.pareto.search import Found
    from scenarios.situation import Situation

FEWEST, MOST = 3, 9
"""How many plans a front may be asked for; the extremes alone are three."""
ENOUGH = 5
"""Fewer plans than these are remarked upon."""
COST_SHARE = 1 / 15
"""Part of the time that a question for the least cost gets at most: it is rarely
proven, however long it takes."""

Stretch = tuple[Decimal, Decimal]
"""From a net value to a greater one, between which there may be plans of less cost."""


def front(situation: Situation, asker: Asker, most: int = MOST) -> Front:
    """Return plans of the Pareto front of net value, moves and cost.

    First the most valuable plan, then the best with fewer moves and with none, then
    the cheapest and others between it and the most valuable. A plan that runs no
    project at all is left out.

    Parameters
    ----------
    most
        Plans to return, and questions to ask, at most.

    Raises
    ------
    NotAnswered
        If asked for fewer than three plans or more than nine.
    """
    if not FEWEST <= most <= MOST:
        raise NotAnswered(f"A front holds {FEWEST} to {MOST} plans, found {most}.")
    search = FrontSearch(situation, asker, _axes(situation))
    asker.expect(most)
    _ask_all(search, most)
    asker.expect(len(search.asked) - most)
    points = search.points()
    return Front(
        unit=situation.portfolio.value_unit,
        points=with_balanced(points),
        remarks=tuple(_remarks(search, points)),
        complete=not asker.cancelled,
    )


def _axes(situation: Situation) -> tuple[Measure, ...]:
    axes = [Measure.NET_VALUE]
    if situation.baseline is not None:
        axes.append(Measure.MOVES)
    if _is_priced(situation.portfolio):
        axes.append(Measure.COST)
    return tuple(axes)


def _is_priced(portfolio: Portfolio) -> bool:
    """Return whether an hour of anybody costs anything."""
    own = any(person.cost_per_hour for person in portfolio.people)
    return own or any(portfolio.role_rates.values())


def _ask_all(search: FrontSearch, most: int) -> None:
    """Ask up to so many questions, until somebody stops it."""
    top = search.ask(most_value(search.axes), "most value")
    if top is None:
        return
    has_cost = Measure.COST in search.axes
    room = (most - 1) // 2 if has_cost else most - 1
    for moves in _budgets(int(top.scores.get(Measure.MOVES, 0)), room):
        if search.asker.cancelled:
            return
        words = f"most value for at most {count(moves, 'move')}"
        search.ask(most_value(search.axes, moves), words)
    if has_cost:
        _ask_for_cost(search, top, most)


def _budgets(moves: int, room: int) -> list[int]:
    """Return as many numbers of moves below this one as there is room for, from 0."""
    steps = min(moves, room)
    return [step * moves // steps for step in range(steps)]


def _ask_for_cost(search: FrontSearch, top: Found, most: int) -> None:
    """Ask for the least cost, then within the widest stretch of value not looked at.

    The cheapest plan worth at least the middle of a stretch leaves nothing to be
    looked at from the middle up to its own value.
    """
    if search.asker.cancelled:
        return
    least = search.ask(cheapest(search.axes), "least cost", COST_SHARE)
    open_stretches: list[Stretch] = [(_worth(least or top), _worth(top))]
    while len(search.asked) < most and not search.asker.cancelled:
        low, high = max(open_stretches, key=lambda ends: ends[1] - ends[0])
        middle = hundredths(float(low + high) / 2)
        if not low < middle < high:
            return
        words = f"least cost worth at least {middle:f}"
        best = search.ask(cheapest(search.axes, middle), words, COST_SHARE)
        reached = min(_worth(best or top), high)
        open_stretches.remove((low, high))
        open_stretches += [(low, middle), (reached, high)]


def _worth(found: Found) -> Decimal:
    return hundredths(found.scores[Measure.NET_VALUE])


def _remarks(search: FrontSearch, points: Sequence[FrontPoint]) -> Iterator[str]:
    if not points:
        reason = "proven" if search.impossible else "none was found"
        yield f"There is no plan to choose: {reason}."
    elif len(points) < ENOUGH:
        yield (
            f"Fewer than {ENOUGH} plans were found between which only taste decides; "
            "every other is worse in something and better in nothing."
        )
    if Measure.MOVES not in search.axes:
        yield "There is no running plan, so that no moves are counted."
    if Measure.COST not in search.axes:
        yield "Nobody's hours have a rate, so that no plan costs anything."
    if any(not point.least_cost.proven for point in points):
        yield (
            "Costs are exact, but that nothing as good is cheaper is not proven of "
            "every plan."
        )
