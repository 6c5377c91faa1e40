"""Budgets of all three bases, exact to a millionth of money."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from optimizer.bounds.exact.ends import Spans
from optimizer.bounds.linear import Linear, total
from optimizer.problem.problem import BudgetBasis
from optimizer.problem.team_work import spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optimizer.bounds.exact.ends import Ends
    from optimizer.bounds.exact.grid import Grid
    from optimizer.bounds.exact.placements import Placement
    from optimizer.bounds.exact.staffing import Staffing
    from optimizer.bounds.highs import Model
    from optimizer.problem.problem import Budget, Package

OF_HUNDREDTHS = 10_000
OF_TEN_THOUSANDTHS = 100

WHOLE = 1e-6
"""Rows are in whole money: HiGHS does not like numbers of 10^12."""


class Money:
    """What projects spend, by period, on each basis, in millionths of money."""

    def __init__(
        self, model: Model, grid: Grid, ends: Ends, staffing: Staffing
    ) -> None:
        self._model = model
        self._grid = grid
        self._ends = ends
        self._staffing = staffing
        for budget in grid.problem.budgets:
            self._limit(budget)

    def _limit(self, budget: Budget) -> None:
        spent: defaultdict[int, Linear] = defaultdict(Linear)
        for project in dict.fromkeys(budget.projects):
            for period, money in self._of_project(budget.basis, project):
                spent[period].add(money)
        for window in budget.windows:
            within = [
                (period, money)
                for period, money in spent.items()
                if window.first <= period < window.end
            ]
            self._hold(within, window.amount)

    def _hold(self, within: list[tuple[int, Linear]], amount: int) -> None:
        """Keep within an amount; if facts alone pass it, spend nothing more."""
        now = self._grid.problem.now
        before = total(money for period, money in within if period < now)
        after = total(money for period, money in within if period >= now)
        used = Linear().add(before).add(after)
        most_before, most_after = (sum(x.terms.values()) for x in (before, after))
        if most_before > amount:
            only_facts = self._model.column(0, 1, whole=True)
            used.put(only_facts, -most_before)
            nothing_more = Linear().add(after).put(only_facts, most_after)
            self._model.at_most(Linear().add(nothing_more, WHOLE), most_after * WHOLE)
        self._model.at_most(Linear().add(used, WHOLE), amount * WHOLE)

    def _of_project(
        self, basis: BudgetBasis, project: int
    ) -> Iterable[tuple[int, Linear]]:
        if basis is BudgetBasis.STATED:
            return self._stated(project)
        packages = self._grid.problem.projects[project].packages
        rows = self._role_rates if basis is BudgetBasis.ROLE_RATES else self._own_rates
        return [row for package in packages for row in rows(package)]

    def _stated(self, project: int) -> Iterator[tuple[int, Linear]]:
        some = self._grid.problem.projects[project]
        cost = some.stated_cost
        if not some.packages:
            money = Linear().add(self._grid.of(project), cost * OF_HUNDREDTHS)
            yield self._grid.problem.now, money
            return
        own = [self._grid.packages[package] for package in some.packages]
        spans = Spans(self._model, self._ends.of[project], own)
        for (first, end), column in spans.columns.items():
            for period, part in _parts(cost, first, end):
                yield period, Linear([(column, part * OF_HUNDREDTHS)])

    def _role_rates(self, package: int) -> Iterator[tuple[int, Linear]]:
        some = self._grid.problem.packages[package]
        for placement, column in self._grid.packages[package].pairs:
            for period, part in _at_role_rates(some, placement).items():
                yield period, Linear([(column, part * OF_TEN_THOUSANDTHS)])

    def _own_rates(self, package: int) -> Iterator[tuple[int, Linear]]:
        people = self._grid.problem.people
        started = self._grid.problem.packages[package].started
        for placement, column in self._grid.packages[package].pairs:
            for past in started.past_costs if started else ():
                yield past.period, Linear([(column, past.own)])
            for load in placement.loads:
                money = load.hours * (people[load.person].rate or 0)
                yield load.period, Linear([(column, money)])
        for (of, _, _, person, period), column in self._staffing.pool_hours.items():
            if of == package:
                yield period, Linear([(column, people[person].rate or 0)])


def _at_role_rates(package: Package, placement: Placement) -> Counter[int]:
    """Return period → ten-thousandths of money."""
    spent: Counter[int] = Counter()
    for demand in package.ways[placement.way].demands:
        spent.update(dict(_parts(demand.role_cost, placement.start, placement.end)))
    return spent


def _parts(cost: int, start: int, end: int) -> list[tuple[int, int]]:
    if start >= end:
        return [(start, cost)]
    return [(start + k, part) for k, part in enumerate(spread(cost, end - start))]
