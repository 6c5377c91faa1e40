"""Hours × rate: a person's own, or the role's where they have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.problem.problem import Problem
    from optimizer.search.option import Option, PoolShares


def rate(problem: Problem, package: int, way: int, demand: int, person: int) -> int:
    """Return money per hour in ten-thousandths."""
    own = problem.people[person].rate
    if own is not None:
        return own
    return problem.packages[package].ways[way].demands[demand].role_rate


def team_cost(problem: Problem, option: Option) -> int:
    """Return the cost of a team's hours from *now* on, in millionths of money."""
    demands = dict(option.run.team)
    hours = option.work.sum(axis=1).tolist()
    return sum(
        one * rate(problem, option.package, option.run.way, demands[person], person)
        for person, one in zip(option.members.tolist(), hours, strict=True)
    )


def pool_cost(problem: Problem, package: int, way: int, shares: PoolShares) -> int:
    """Return the cost of a pool's hours of one period, in millionths of money."""
    return sum(
        hours * rate(problem, package, way, demand, person)
        for (demand, person), hours in shares.items()
    )


def option_cost(problem: Problem, option: Option) -> int:
    """Return the cost of an option from *now* on, in millionths of money."""
    return team_cost(problem, option) + sum(
        pool_cost(problem, option.package, option.run.way, shares)
        for shares in option.pool.values()
    )
