"""The only door to PuLP and HiGHS.

Written for PuLP 4 (`add_variable`, `constraints()`), which 3.3.2 runs too; how the
two say that they have an answer differs, and only this file knows. HiGHS fixes its
number of threads once per process, so it is always one. Every model is minimised:
signs of duals depend on the sense.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pulp

from optimizer.errors import EngineFault

if TYPE_CHECKING:
    from optimizer.bounds.linear import Linear

OPTIMAL, INFEASIBLE, UNBOUNDED = 1, -1, -2
"""What both versions of PuLP call these, as integers."""


class Ending(StrEnum):
    """How a run of HiGHS ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """How it ended and, where there is one, the best point found.

    Attributes
    ----------
    values
        By column; empty where there is none.
    bound
        Continuous models: what no point can pass from above (a minimum), proven
        from the prices alone, whatever the solver says; −inf where there is none.
    """

    ending: Ending
    objective: float
    values: tuple[float, ...]
    bound: float


class Model:
    """A model that is minimised: columns with bounds, rows, a cost."""

    def __init__(self, name: str) -> None:
        self._problem = pulp.LpProblem(name, pulp.LpMinimize)
        self._columns: list[Any] = []
        self._bounds: list[tuple[float, float]] = []
        self._rows: list[tuple[dict[int, float], float, float]] = []
        self._cost: dict[int, float] = {}
        self._constant = 0.0
        self._whole = False

    @property
    def size(self) -> tuple[int, int]:
        """Number of columns and rows."""
        return len(self._columns), len(self._rows)

    def column(self, lower: float, upper: float, *, whole: bool = False) -> int:
        """Add a column between two bounds and return its number."""
        number = len(self._columns)
        kind = pulp.LpInteger if whole else pulp.LpContinuous
        self._columns.append(
            self._problem.add_variable(f"x{number}", lower, upper, cat=kind)
        )
        self._bounds.append((lower, upper))
        self._whole |= whole
        return number

    def at_most(self, left: Linear, right: float = 0) -> None:
        """Add a row: left ≤ right. One without columns is checked at once."""
        limit = right - left.constant
        terms = {column: factor for column, factor in left.terms.items() if factor}
        if terms or limit < 0:
            self._rows.append((terms, float("-inf"), limit))
            self._problem += self._expression(terms) <= limit

    def equal(self, left: Linear, right: float = 0) -> None:
        """Add a row: left = right."""
        limit = right - left.constant
        terms = {column: factor for column, factor in left.terms.items() if factor}
        if terms or limit:
            self._rows.append((terms, limit, limit))
            self._problem += self._expression(terms) == limit

    def minimise(self, cost: Linear) -> None:
        """Set the cost."""
        self._cost, self._constant = dict(cost.terms), cost.constant
        self._problem.setObjective(self._expression(cost.terms))

    def solve(self, seconds: float, *, interior: bool = False) -> Answer:
        """Solve to proven optimality or until the time is up.

        Parameters
        ----------
        interior
            Continuous models: the interior point method, which is faster on time
            grids, without a vertex at the end.
        """
        if not self._columns:
            return self._without_columns()
        options: dict[str, Any] = {"msg": False, "threads": 1, "timeLimit": seconds}
        if interior:
            options |= {"solver": "ipm", "run_crossover": "off"}
        if self._whole:
            options |= {"gapRel": 0.0, "gapAbs": 0.0}
        ending = _ending(self._problem, self._problem.solve(pulp.HiGHS(**options)))
        values = tuple(_number(column.varValue) for column in self._columns)
        bound = float("-inf") if self._whole else self._bound_from_prices()
        if ending in (Ending.INFEASIBLE, Ending.UNKNOWN):
            return Answer(ending, float("inf"), (), bound)
        objective = self._constant + sum(
            factor * values[column] for column, factor in self._cost.items()
        )
        return Answer(ending, objective, values, bound)

    def _without_columns(self) -> Answer:
        """Answer what HiGHS calls empty: there is one point, if the rows allow it."""
        cost = self._constant
        if any(not lower <= 0 <= upper for _, lower, upper in self._rows):
            return Answer(Ending.INFEASIBLE, float("inf"), (), cost)
        return Answer(Ending.OPTIMAL, cost, (), cost)

    def _expression(self, terms: dict[int, float]) -> Any:  # noqa: ANN401 PuLP is untyped
        columns = self._columns
        named = {columns[column]: factor for column, factor in terms.items()}
        expression = pulp.LpAffineExpression
        if hasattr(expression, "from_dict"):
            return expression.from_dict(named)
        return expression(named)

    def _bound_from_prices(self) -> float:
        """Return a bound that holds for any prices of the rows.

        Neumaier and Shcherbina, doi:10.1007/s10107-003-0433-3: what the rows do not
        pay of a column's cost is paid at that column's worse bound.
        """
        reduced = [0.0] * len(self._columns)
        for column, factor in self._cost.items():
            reduced[column] = factor
        bound = self._constant
        rows = zip(self._problem.constraints(), self._rows, strict=True)
        for constraint, (terms, lower, upper) in rows:
            price = _number(constraint.pi)
            if lower != upper:
                price = min(price, 0.0)
            if not price:
                continue
            bound += price * upper
            for column, factor in terms.items():
                reduced[column] -= price * factor
        for unpaid, (lower, upper) in zip(reduced, self._bounds, strict=True):
            bound += min(unpaid * lower, unpaid * upper)
        return bound


def _number(given: float | None) -> float:
    return 0.0 if given is None else float(given)


def _ending(problem: Any, returned: Any) -> Ending:  # noqa: ANN401 PuLP is untyped
    """Return how it ended, from PuLP 4's statistics or from 3's problem."""
    if hasattr(returned, "has_solution"):
        status, found = int(returned.status), bool(returned.has_solution)
        proven = status == OPTIMAL
    else:
        status = int(returned)
        found = problem.sol_status in (
            pulp.LpSolutionOptimal,
            pulp.LpSolutionIntegerFeasible,
        )
        proven = problem.sol_status == pulp.LpSolutionOptimal
    if status == UNBOUNDED:
        raise EngineFault("A model of bounded columns was called unbounded by HiGHS.")
    if status == INFEASIBLE:
        return Ending.INFEASIBLE
    if not found:
        return Ending.UNKNOWN
    return Ending.OPTIMAL if proven else Ending.FEASIBLE
