"""No more money of a budget is spent in all, or in a quarter, than it has."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.cpsat.objectives.cost import own_rate, package_costs
from optimizer.cpsat.objectives.value import project_end
from optimizer.portfolio.resources import BudgetBasis
from optimizer.problem.problem import Window

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables
    from optimizer.problem.problem import Budget

RULES = ("budgets",)

ROLE_TO_MILLIONTHS = 100
STATED_TO_MILLIONTHS = 10_000


def add(variables: Variables) -> None:
    """Post every window of every budget.

    Budgets on each person's hours are posted for windows that hold the whole
    timeline; the checker refuses plans that overspend in a narrower one.
    """
    for budget in variables.problem.budgets:
        for window in budget.windows:
            used = sum(_used(variables, budget, window))
            spent = _spent_before_now(variables, budget, window)
            if budget.basis is BudgetBasis.STATED and spent > window.amount:
                _limit_future(variables, budget, window, used)
            else:
                variables.model.add(used <= max(window.amount, spent))


def _limit_future(
    variables: Variables, budget: Budget, window: Window, used: Linear
) -> None:
    """Post that stated costs fit, or that all of them are facts.

    What a running project spent before *now* depends on its end.
    """
    model, problem = variables.model, variables.problem
    past = _past(window, problem.now)
    before = sum(
        _stated(variables, j, past)
        for j in budget.projects
        if problem.projects[j].running
    )
    facts_alone = model.new_bool_var(f"facts of {budget.id}")
    model.add(used <= before).only_enforce_if(facts_alone)
    model.add(used <= window.amount).only_enforce_if(~facts_alone)


def _past(window: Window, now: int) -> Window:
    """Return the part of a window that is fact; empty if it has not begun."""
    return Window(window.first, max(window.first, min(window.end, now)), 0)


def _spent_before_now(variables: Variables, budget: Budget, window: Window) -> int:
    """Return what facts may have used already: that alone breaks no rule.

    Of stated costs this is all that a running project could have spent.
    """
    problem, now = variables.problem, variables.problem.now
    past = _past(window, now)
    spent = 0
    for j in budget.projects:
        project = problem.projects[j]
        if not project.running or project.barred:
            continue
        if budget.basis is BudgetBasis.STATED:
            spent += project.stated_cost * STATED_TO_MILLIONTHS
        for p in project.packages:
            started = problem.packages[p].started
            if started is None:
                continue
            if budget.basis is BudgetBasis.PERSON_RATES:
                spent += sum(
                    cost.own
                    for cost in started.past_costs
                    if window.first <= cost.period < window.end
                )
            elif budget.basis is BudgetBasis.ROLE_RATES:
                spent += ROLE_TO_MILLIONTHS * sum(
                    past.part(demand.role_cost, started.start, min(started.ends))
                    for demand in problem.packages[p].ways[started.way].demands
                )
    return spent


def _used(variables: Variables, budget: Budget, window: Window) -> list[Linear]:
    packages = [
        p for j in budget.projects for p in variables.problem.projects[j].packages
    ]
    match budget.basis:
        case BudgetBasis.STATED:
            return [_stated(variables, j, window) for j in budget.projects]
        case BudgetBasis.ROLE_RATES:
            return [_role_cost(variables, p, window) for p in packages]
        case BudgetBasis.PERSON_RATES:
            whole = window.first <= 0 and window.end >= variables.problem.horizon
            costs = package_costs(variables, own_rate)
            return [costs.get(p, 0) for p in packages] if whole else []


def _whole(variables: Variables, window: Window) -> bool:
    horizon = variables.problem.horizon
    return window.first < -horizon * 10 and window.end > horizon


def _stated(variables: Variables, j: int, window: Window) -> Linear:
    project, model = variables.problem.projects[j], variables.model
    total, chosen = project.stated_cost, variables.selected[j]
    if not total:
        return 0
    if not project.packages:
        there = window.first <= variables.problem.now < window.end
        return total * STATED_TO_MILLIONTHS * chosen if there else 0
    if _whole(variables, window):
        return total * STATED_TO_MILLIONTHS * chosen
    first, last = _project_span(variables, j)
    spent = model.new_int_var(0, total, f"stated[{j}]")
    horizon = variables.problem.horizon
    lows = [variables.problem.packages[p] for p in project.packages]
    low = min(
        package.earliest if package.started is None else package.started.start
        for package in lows
    )
    rows = [
        (begin, end, window.part(total, begin, end))
        for begin in range(low, horizon + 1)
        for end in range(begin, horizon + 1)
    ]
    model.add_allowed_assignments([first, last, spent], rows).only_enforce_if(chosen)
    model.add(spent == 0).only_enforce_if(~chosen)
    return spent * STATED_TO_MILLIONTHS


def _project_span(variables: Variables, j: int) -> tuple[Linear, Linear]:
    model, starts = variables.model, []
    for p in variables.problem.projects[j].packages:
        started = variables.problem.packages[p].started
        starts.append(started.start if started else variables.packages[p].start)
    first = model.new_int_var(-(10**6), 10**6, f"start of {j}")
    model.add_min_equality(first, starts)
    return first, project_end(variables, j)


def _role_cost(variables: Variables, p: int, window: Window) -> Linear:
    package = variables.problem.packages[p]
    used: list[Linear] = []
    started = package.started
    for w, way in enumerate(package.ways):
        if started is not None and started.way != w:
            continue
        costs = [demand.role_cost for demand in way.demands]
        chosen = (
            variables.packages[p].ways[w]
            if p in variables.packages
            else variables.selected[package.project]
        )
        if not any(costs):
            continue
        if _whole(variables, window):
            used.append(sum(costs) * ROLE_TO_MILLIONTHS * chosen)
        elif started is not None and len(started.ends) == 1:
            parts = [window.part(c, started.start, started.ends[0]) for c in costs]
            used.append(sum(parts) * ROLE_TO_MILLIONTHS * chosen)
        else:
            used.append(_timed(variables, p, w, costs, window))
    return sum(used)


def _timed(
    variables: Variables, p: int, w: int, costs: list[int], window: Window
) -> Linear:
    """Return role cost in a window, by start and length, in millionths."""
    model, row, way = variables.model, variables.packages[p], variables.way(p, w)
    started = variables.problem.packages[p].started
    starts = [started.start] if started else list(variables.starts[p])
    lengths = (
        [end - started.start for end in started.ends]
        if started
        else range(way.shortest, way.longest + 1)
    )
    spent = model.new_int_var(0, sum(costs), f"spent[{p},{w}]")
    model.add(spent == 0).only_enforce_if(~row.ways[w])
    for length in lengths:
        by_amount: defaultdict[int, set[int]] = defaultdict(set)
        for start in starts:
            amount = sum(window.part(c, start, start + length) for c in costs)
            by_amount[amount].add(start)
        upto = variables.at_most("length", p, row.length, length)
        below = variables.at_most("length", p, row.length, length - 1)
        for amount, same in by_amount.items():
            when = [row.ways[w], upto, ~below]
            if started is None:
                when.append(variables.starts_inside(p, frozenset(same)))
            if amount:
                model.add(spent >= amount).only_enforce_if(when)
    return spent * ROLE_TO_MILLIONTHS
