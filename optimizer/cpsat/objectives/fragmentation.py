"""Fragmentation: packages with hours beyond the first, per person and period."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.cpsat.constraints.pool_hours import pool_people, team_terms
from optimizer.cpsat.objectives.expression import Expression

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables


def expression(variables: Variables) -> Expression:
    """Return the count where pools are named, else a lower bound of 0.

    Teams alone fragment nobody while everybody may be on one of them only.
    """
    model, people = variables.model, variables.problem.people
    if not variables.named_pools:
        single = all(person.max_team_packages == 1 for person in people)
        return Expression(0, exact=single and not variables.has_pools)
    busy = defaultdict(list)
    for (_, person, period), literal in variables.pool_busy.items():
        busy[person, period].append(literal)
    for (person, period), terms in team_terms(
        variables, pool_people(variables)
    ).items():
        busy[person, period] += [literal for _, literal in terms]
    total: Linear = 0
    for (person, period), literals in busy.items():
        if len(literals) > 1:
            most = len(literals) - 1
            beyond = model.new_int_var(0, most, f"fragments[{person},{period}]")
            model.add(beyond >= sum(literals) - 1)
            total += beyond
    return Expression(total, exact=False)
