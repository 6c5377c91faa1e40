"""What is left of budgets while packages come and go."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.problem.problem import BudgetBasis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optimizer.problem.problem import Problem
    from optimizer.search.option import Option, PoolShares


class Purse:
    """Money left of every window of every budget, in millionths, mutable."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._left = [[w.amount for w in b.windows] for b in problem.budgets]
        self._least = [[0 for _ in b.windows] for b in problem.budgets]
        self._of_project: defaultdict[int, list[int]] = defaultdict(list)
        for index, budget in enumerate(problem.budgets):
            for project in budget.projects:
                self._of_project[project].append(index)

    def copy(self) -> Purse:
        """Return a purse of its own."""
        twin = object.__new__(Purse)
        twin._problem = self._problem
        twin._of_project = self._of_project
        twin._least = self._least
        twin._left = [list(windows) for windows in self._left]
        return twin

    def kept(self) -> bool:
        """Return whether nothing is overspent that facts do not overspend."""
        return all(
            left >= least
            for windows, allowed in zip(self._left, self._least, strict=True)
            for left, least in zip(windows, allowed, strict=True)
        )

    def forgive(self) -> None:
        """Accept what facts overspend, as long as nothing is added."""
        self._least = [[min(0, left) for left in windows] for windows in self._left]

    def boundaries(self, projects: Iterable[int]) -> list[int]:
        """Return the ends of windows in which stated costs of projects count."""
        budgets = {index for project in projects for index in self._of_project[project]}
        return sorted(
            {
                window.end
                for index in budgets
                for window in self._problem.budgets[index].windows
                if self._problem.budgets[index].basis is BudgetBasis.STATED
                and self._problem.now < window.end < self._problem.horizon
            }
        )

    def _pay_hours(self, budget: int, period: int, money: int, sign: int) -> None:
        for number, window in enumerate(self._problem.budgets[budget].windows):
            if window.first <= period < window.end:
                self._left[budget][number] -= sign * money

    def pay_package(self, option: Option, sign: int) -> None:
        """Pay a package at role rates, or its team at own rates."""
        package = self._problem.packages[option.package]
        run = option.run
        for index in self._of_project.get(package.project, ()):
            basis = self._problem.budgets[index].basis
            if basis is BudgetBasis.ROLE_RATES:
                for demand in package.ways[run.way].demands:
                    self._pay_rounded(index, demand.role_cost, run.start, run.end, sign)
            elif basis is BudgetBasis.PERSON_RATES:
                started = package.started
                for past in () if started is None else started.past_costs:
                    self._pay_hours(index, past.period, past.own, sign)
                self._pay_team(index, option, sign)

    def _pay_rounded(
        self, budget: int, cost: int, start: int, end: int, sign: int
    ) -> None:
        """Pay ten-thousandths of money, spread in whole ten-thousandths."""
        for number, window in enumerate(self._problem.budgets[budget].windows):
            part = window.part(cost, start, end)
            self._left[budget][number] -= sign * part * 100

    def _pay_team(self, budget: int, option: Option, sign: int) -> None:
        first = max(option.run.start, self._problem.now)
        rates = [self._problem.people[p].rate or 0 for p in option.members.tolist()]
        for k, column in enumerate(option.work.T.tolist()):
            money = sum(h * rate for h, rate in zip(column, rates, strict=True))
            self._pay_hours(budget, first + k, money, sign)

    def pay_hours(
        self, package: int, period: int, shares: PoolShares, sign: int
    ) -> None:
        """Pay pool hours at own rates."""
        project = self._problem.packages[package].project
        for index in self._of_project.get(project, ()):
            if self._problem.budgets[index].basis is BudgetBasis.PERSON_RATES:
                people = self._problem.people
                money = sum(
                    hours * (people[person].rate or 0)
                    for (_, person), hours in shares.items()
                )
                self._pay_hours(index, period, money, sign)

    def pay_project(self, project: int, start: int, end: int, sign: int) -> None:
        """Pay a project's stated cost."""
        cost = self._problem.projects[project].stated_cost
        for index in self._of_project.get(project, ()):
            budget = self._problem.budgets[index]
            if budget.basis is BudgetBasis.STATED:
                for number, window in enumerate(budget.windows):
                    part = window.part(cost, start, end)
                    self._left[index][number] -= sign * part * 10_000
