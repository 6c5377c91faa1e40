"""The packages of the plan consume no more of a stock than there is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExprT

    from optimizer.cpsat.variables import Variables


def add(variables: Variables) -> None:
    """Post one knapsack per stock; what started packages consumed counts."""
    used: defaultdict[int, list[LinearExprT]] = defaultdict(list)
    for p, package in enumerate(variables.problem.packages):
        started = package.started
        for w, way in enumerate(package.ways):
            if started is not None and started.way != w:
                continue
            chosen = (
                variables.packages[p].ways[w]
                if started is None
                else variables.selected[package.project]
            )
            for stock, amount in way.consumes:
                used[stock].append(amount * chosen)
    for stock, amounts in used.items():
        amount = variables.problem.stocks[stock].amount
        variables.model.add(sum(amounts) <= amount)
