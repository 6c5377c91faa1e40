"""An upper bound on the net value of every plan, from a linear relaxation.

Packages may start a little in many periods. What stays in force: windows, deadlines
and links; selection, its logic and locks; facilities, stocks, and what any set of
people has in hours, shares and memberships (Hall sets); the price of engagements.

What is relaxed, each on the safe side:

- people are counted in sets, never named: who is on which team, `must`, kept teams,
  distinct people across the demands of a package, and `max_packages`;
- an effort-driven package spreads its effort over its run as it likes, and takes no
  one for longer than the hours worked;
- offers are engaged by fractions, at any periods, at a line below their prices;
- floors keep the least hours that they could; budgets hold in total only, at least
  cost; facts before *now* cost nothing at person rates.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import floor, inf
from time import monotonic
from typing import TYPE_CHECKING

from optimizer.bounds.demands import Demands
from optimizer.bounds.engagements import Engagements
from optimizer.bounds.floors import kept_free
from optimizer.bounds.halls import Halls
from optimizer.bounds.highs import Answer, Ending, Model
from optimizer.bounds.linear import Linear
from optimizer.bounds.order import add_links
from optimizer.bounds.selection import Selection, add_logic
from optimizer.bounds.spending import add_budgets, add_facilities, add_stocks
from optimizer.bounds.steps import Steps
from optimizer.bounds.supply import Supply
from optimizer.bounds.windows import Alone, every_choice

if TYPE_CHECKING:
    from optimizer.problem.problem import Problem

ROUNDS = 12
"""Times that broken Hall rows are looked for."""

SLACK = 1e-7
"""Relative error of floating point that a bound is widened by."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What the relaxation proves.

    Attributes
    ----------
    bound
        No plan has more net value, in hundredths; None if time ran out before
        anything was proven.
    infeasible
        Not even the relaxation has a plan.
    rounds, columns, rows
        What it took.
    """

    bound: int | None
    infeasible: bool
    rounds: int
    columns: int
    rows: int


def value_bound(problem: Problem, seconds: float) -> int | None:
    """Return an upper bound on net value in hundredths, or None on time-out.

    None as well where there is no plan: see `relax`.
    """
    return relax(problem, seconds).bound


def relax(problem: Problem, seconds: float) -> Relaxed:
    """Solve the relaxation, adding Hall rows until none is broken or time is up."""
    stop = monotonic() + seconds
    model = Model("relaxation")
    halls = _build(model, problem)
    periods = range(problem.now, problem.horizon)
    best = inf
    for rounds in range(1, ROUNDS + 1):
        if monotonic() >= stop:
            break
        answer = _solved(model, stop)
        if answer.ending is Ending.INFEASIBLE:
            return Relaxed(None, True, rounds, *model.size)
        best = min(best, -answer.bound)
        if not answer.values or stop <= monotonic():
            break
        broken = halls.broken(periods, answer.values)
        if not broken:
            break
        for row in broken:
            model.at_most(row)
    bound = floor(best + SLACK * max(1.0, abs(best))) if best < inf else None
    return Relaxed(bound, False, rounds, *model.size)


def _solved(model: Model, stop: float) -> Answer:
    """Solve by the interior point method, and by simplex what that cannot settle.

    Without a vertex at the end the first may not say that it is optimal; and what is
    infeasible is believed after two proofs.
    """
    first = model.solve(max(0.0, stop - monotonic()), interior=True)
    if first.ending is Ending.OPTIMAL:
        return first
    if monotonic() >= stop:
        return replace(first, ending=Ending.UNKNOWN, values=())
    second = model.solve(max(0.0, stop - monotonic()))
    return replace(second, bound=max(first.bound, second.bound))


def _build(model: Model, problem: Problem) -> Halls:
    """Fill the model with everything but Hall rows."""
    alone = Alone(problem)
    choices = every_choice(problem)
    steps = tuple(Steps(model, own) for own in choices)
    selection = Selection(model, problem, steps)
    engagements = Engagements(model, problem)
    add_logic(model, problem, selection)
    add_links(model, problem, steps, selection)
    add_facilities(model, problem, steps)
    add_stocks(model, problem, steps)
    add_budgets(model, problem, steps, selection)
    demands = Demands(model, problem, alone)
    claims = [
        claim
        for package, own in zip(problem.packages, steps, strict=True)
        for claim in demands.claims(package, own)
    ]
    floors = [kept_free(problem, floor) for floor in problem.floors]
    cost = Linear().add(selection.value(), -1).add(engagements.price())
    model.minimise(cost)
    return Halls(claims, floors, Supply(problem), engagements)
