"""The packages of the plan consume no more of a stock than there is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables

RULES = ("stocks",)


def add(variables: Variables) -> None:
    """Post one knapsack per stock; what started packages consumed is gone."""
    problem = variables.problem
    left = [stock.amount for stock in problem.stocks]
    used: defaultdict[int, list[Linear]] = defaultdict(list)
    for p, package in enumerate(problem.packages):
        started = package.started
        for w, way in enumerate(package.ways):
            for stock, amount in way.consumes:
                if started is None:
                    used[stock].append(amount * variables.packages[p].ways[w])
                elif started.way == w and not problem.projects[package.project].barred:
                    left[stock] -= amount
    for stock, amounts in used.items():
        variables.model.add(sum(amounts) <= max(0, left[stock]))
