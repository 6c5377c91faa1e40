"""Cost: hours worked at each person's own rate, or the role's where there is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from optimizer.cpsat.objectives.expression import Expression
from optimizer.cpsat.objectives.moves import pools_are_named
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import MemberKey, Variables
    from optimizer.problem.problem import Demand, Package, Way

MILLIONTHS = 1_000_000

Rate = Callable[["Variables", int, "Demand"], int]
"""What an hour of a person on a demand costs."""


def expression(variables: Variables) -> Expression:
    """Return the cost of all hours of the plan."""
    total = sum(package_costs(variables).values())
    return Expression(total, MILLIONTHS, exact=is_exact(variables))


def is_exact(variables: Variables) -> bool:
    """Return whether every hour and rate is known: fixed teams and named pools."""
    problem = variables.problem
    unpaid = {e for e, person in enumerate(problem.people) if person.rate is None}
    return pools_are_named(variables) and all(
        _is_known(package, way, unpaid)
        for package in problem.packages
        for way in package.ways
    )


def _is_known(package: Package, way: Way, unpaid: set[int]) -> bool:
    """Return whether hours are not split freely, and nobody is paid by the role.

    Role rates are rounded; whoever was on a started package, it may be by the role.
    """
    started = package.started is not None
    if way.staffing is Staffing.EFFORT_TEAM and not started:
        return False
    return not any(
        demand.role_rate and (unpaid if started else unpaid & set(demand.qualified))
        for demand in way.demands
    )


def own_rate(variables: Variables, person: int, demand: Demand) -> int:
    """Return a person's money per hour in ten-thousandths, 0 without a rate."""
    del demand
    return variables.problem.people[person].rate or 0


def any_rate(variables: Variables, person: int, demand: Demand) -> int:
    """Return money per hour, by the role (rounded down) without an own rate."""
    own = variables.problem.people[person].rate
    return demand.role_rate if own is None else own


def package_costs(variables: Variables, rate: Rate = any_rate) -> dict[int, Linear]:
    """Return package → its cost in millionths: a lower bound where not exact."""
    if rate not in variables.costs:
        costs: defaultdict[int, Linear] = defaultdict(int)
        _add_started(variables, rate, costs)
        _add_teams(variables, rate, costs)
        for p in variables.packages:
            costs[p] += _pool_cost(variables, p, rate)
        variables.costs[rate] = dict(costs)
    return variables.costs[rate]


def _add_started(
    variables: Variables, rate: Rate, costs: defaultdict[int, Linear]
) -> None:
    for p, package in enumerate(variables.problem.packages):
        if package.started is None:
            continue
        past = package.started.past_costs
        fixed = sum(cost.own if rate is own_rate else cost.any for cost in past)
        for load in package.started.loads:
            need = package.ways[package.started.way].demands[load.demand]
            fixed += load.hours * rate(variables, load.person, need)
        costs[p] += fixed * variables.selected[package.project]


def _add_teams(
    variables: Variables, rate: Rate, costs: defaultdict[int, Linear]
) -> None:
    for key in variables.members:
        way = variables.way(key.package, key.way)
        if way.staffing is Staffing.FIXED_TEAM:
            costs[key.package] += _fixed_cost(variables, key, rate)
    for p, _ in variables.open_packages():
        for w, way in enumerate(variables.problem.packages[p].ways):
            if way.staffing is Staffing.EFFORT_TEAM:
                costs[p] += _effort_cost(variables, p, w, rate)


def _fixed_cost(variables: Variables, key: MemberKey, rate: Rate) -> Linear:
    """Return a member's cost: a constant, or one that depends on the start."""
    model, way = variables.model, variables.way(key.package, key.way)
    need, member = variables.demand(key), variables.members[key]
    money = rate(variables, key.person, need)
    hours = variables.problem.people[key.person].team_hours(
        need.share, overtime=way.overtime
    )
    by_cost: defaultdict[int, set[int]] = defaultdict(set)
    for start in variables.starts[key.package]:
        by_cost[money * sum(hours[start : start + way.shortest])].add(start)
    if len(by_cost) == 1:
        return next(iter(by_cost)) * member
    least = min(by_cost)
    extra = model.new_int_var(0, max(by_cost) - least, f"extra cost[{key}]")
    for amount, starts in by_cost.items():
        if amount > least:
            literal = variables.starts_inside(key.package, frozenset(starts))
            model.add(extra >= amount - least).only_enforce_if(member, literal)
    return least * member + extra


def _effort_cost(variables: Variables, p: int, w: int, rate: Rate) -> Linear:
    """Return a lower bound: the cheapest split of the effort over the members."""
    model, way = variables.model, variables.way(p, w)
    total: Linear = 0
    hours: defaultdict[int, list[Linear]] = defaultdict(list)
    for key, member in variables.members.items():
        if (key.package, key.way) != (p, w):
            continue
        need = variables.demand(key)
        speed = need.speeds[need.qualified.index(key.person)]
        most = -(-need.effort * 100 // speed)
        worked = model.new_int_var(0, most, f"hours[{key}]")
        model.add(worked <= most * member)
        hours[key.demand].append(speed * worked)
        total += rate(variables, key.person, need) * worked
    for d, demand in enumerate(way.demands):
        model.add(sum(hours[d]) >= demand.effort * 100).only_enforce_if(
            variables.packages[p].ways[w]
        )
    return total


def _pool_cost(variables: Variables, p: int, rate: Rate) -> Linear:
    """Return the cost of named hours, or every hour at the cheapest rate."""
    package = variables.problem.packages[p]
    total: Linear = 0
    for w, way in enumerate(package.ways):
        started = package.started
        if way.staffing is not Staffing.POOL or (started and started.way != w):
            continue
        for d, need in enumerate(way.demands):
            if variables.named_pools:
                continue
            effort = started.remaining[d] if started else need.effort
            rates = [rate(variables, person, need) for person in need.qualified]
            chosen = variables.packages[p].ways[w]
            total += effort * min(rates, default=0) * chosen
    for (q, w, d, person, _), hours in variables.pool_hours.items():
        if q == p:
            need = package.ways[w].demands[d]
            total += rate(variables, person, need) * hours
    return total
