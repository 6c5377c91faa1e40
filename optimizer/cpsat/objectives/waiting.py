"""Waiting: how long packages start after the first date that they could."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.cpsat.constraints.links import ends_of
from optimizer.cpsat.objectives.expression import Expression
from optimizer.portfolio.work import LinkType

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables


def expression(variables: Variables) -> Expression:
    """Return the sum of start − smallest start by dates and links, in periods."""
    model, problem = variables.model, variables.problem
    reach = 2 * problem.horizon + 200_000
    possible: defaultdict[int, list[Linear]] = defaultdict(list)
    for link in problem.links:
        row = variables.packages[link.successor]
        earlier, _ = ends_of(variables, link)
        first = earlier + link.lag
        if link.type in (LinkType.FINISH_FINISH, LinkType.START_FINISH):
            first = first - row.length
        if link.soft:
            other = problem.packages[link.predecessor].project
            binds = model.new_int_var(-reach, reach, "binds from")
            model.add(binds == first).only_enforce_if(variables.selected[other])
            model.add(binds == -reach).only_enforce_if(~variables.selected[other])
            first = binds
        possible[link.successor].append(first)
    total: Linear = 0
    for p, row in variables.open_packages():
        earliest = problem.packages[p].dates_allow
        first = model.new_int_var(-reach, reach, f"could start[{p}]")
        model.add_max_equality(first, [earliest, *possible[p]])
        waits = model.new_int_var(0, problem.horizon, f"waits[{p}]")
        model.add(waits == row.start - first).only_enforce_if(row.present)
        model.add(waits == 0).only_enforce_if(~row.present)
        total += waits
    return Expression(total)
