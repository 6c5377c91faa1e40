"""Whose hours a pool gets, with dates and teams fixed: a small integer program.

Written from the contract and solved by HiGHS, so that the oracle owes nothing to
CP-SAT. Unlike Hall's condition it knows parallel limits, locks, floors and budgets.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import highspy

from optimizer.plan.qualification import obstacles
from optimizer.plan.spending import budget_use
from optimizer.portfolio.resources import BudgetBasis

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.fuzz.options import Option
    from optimizer.plan.ledger import Ledger
    from optimizer.portfolio.resources import Budget, Floor

MILLION = 1_000_000
"""Hundredths of hours × ten-thousandths of money."""

SOLVED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
"""Empty if pools have nothing left to do."""

PoolHours = dict[tuple[str, str, str, int], int]
"""(Package, demand, person, period) → hundredths of hours, without zeros."""


def staff_pools(ledger: Ledger, pools: Sequence[Option]) -> PoolHours | None:
    """Return hours for all pools, or None if there are none.

    Parameters
    ----------
    ledger
        The plan without the pools' hours from *now* on; with everything else.
    """
    model = _Model(ledger)
    for option in pools:
        model.add_pool(option)
    model.limit_people()
    for option in pools:
        model.keep_locks(option)
    for floor in ledger.portfolio.floors:
        model.keep_floor(floor)
    for budget in ledger.portfolio.budgets:
        if budget.basis is BudgetBasis.PERSON_RATES:
            model.keep_budget(budget)
    return model.solve()


@dataclass(slots=True)
class _Program:
    """An integer program for HiGHS."""

    highs: highspy.Highs = field(default_factory=highspy.Highs)
    columns: int = 0

    def __post_init__(self) -> None:
        self.highs.setOptionValue("output_flag", False)
        self.highs.setOptionValue("threads", 1)

    def integer(self, most: int) -> int:
        """Add a variable from 0 to `most`; return its column."""
        self.highs.addVar(0, most)
        self.highs.changeColIntegrality(self.columns, highspy.HighsVarType.kInteger)
        self.columns += 1
        return self.columns - 1

    def row(self, least: float, terms: Iterable[tuple[int, int]], most: float) -> None:
        """Add least ≤ Σ factor × column ≤ most, from pairs (column, factor)."""
        factors: defaultdict[int, float] = defaultdict(float)
        for column, factor in terms:
            factors[column] += factor
        self.highs.addRow(
            least, most, len(factors), list(factors), list(factors.values())
        )

    def solve(self) -> list[int] | None:
        """Return whole numbers, or None if there are none."""
        self.highs.run()
        if self.highs.getModelStatus() not in SOLVED:
            return None
        return [round(number) for number in self.highs.getSolution().col_value]


class _Model:
    """Hours of people in pools, on top of what a ledger already has."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._program = _Program()
        self._hours: dict[tuple[str, str, str, int], int] = {}
        self._of_person: defaultdict[tuple[str, int], dict[str, list[int]]]
        self._of_person = defaultdict(lambda: defaultdict(list))
        self._hopeless = False

    def add_pool(self, option: Option) -> None:
        """Every period's hours are worked by people who qualify and are employed."""
        for demand in option.mode.demands:
            able = [
                person
                for person in self._ledger.portfolio.people
                if not any(obstacles(person, demand, option.package, option.project))
            ]
            for period, hours in option.pool[demand.id].items():
                columns = []
                for person in able:
                    calendar = self._ledger.calendars[person.id]
                    if calendar.employed(period):
                        column = self._program.integer(hours)
                        columns.append(column)
                        key = (option.package.id, demand.id, person.id, period)
                        self._hours[key] = column
                        of_package = self._of_person[person.id, period]
                        of_package[option.package.id].append(column)
                if not columns:
                    self._hopeless = True
                    return
                self._program.row(hours, ((it, 1) for it in columns), hours)

    def limit_people(self) -> None:
        """Capacity, and packages with hours, of every person and period."""
        infinity = highspy.kHighsInf
        for (person, period), of_package in self._of_person.items():
            capacity = self._ledger.calendars[person].capacity(period)
            room = capacity - self._worked(person, period)
            everything = [(it, 1) for own in of_package.values() for it in own]
            self._program.row(-infinity, everything, max(0, room))
            elsewhere = self._ledger.packages_with_hours[person].get(period, set())
            most = self._ledger.directory.people[person].max_packages
            new = []
            for package, columns in of_package.items():
                if package in elsewhere:
                    continue
                works = self._program.integer(1)
                new.append((works, 1))
                terms = [*((it, 1) for it in columns), (works, -capacity)]
                self._program.row(-infinity, terms, 0)
            self._program.row(-infinity, new, most - len(elsewhere))

    def keep_locks(self, option: Option) -> None:
        """Whoever must be on a pool works at least one hundredth of an hour."""
        if option.started:
            return
        for person in option.package.locks.must:
            columns = [
                (column, 1)
                for (package, _, who, _), column in self._hours.items()
                if package == option.package.id and who == person
            ]
            if not columns:
                self._hopeless = True
                return
            self._program.row(1, columns, highspy.kHighsInf)

    def keep_floor(self, floor: Floor) -> None:
        """People, or hours, of a skill stay free."""
        ledger = self._ledger
        able = [
            person.id
            for person in ledger.portfolio.people
            if floor.skill in person.skills
            and person.skills[floor.skill].level >= floor.level
        ]
        for period in range(ledger.now, ledger.horizon):
            day = ledger.timeline.first_day(period)
            begun = floor.first is None or floor.first <= day
            if begun and (floor.last is None or day <= floor.last):
                present = [p for p in able if ledger.calendars[p].available(period)]
                if floor.people is not None:
                    self._keep_people(present, period, floor.people)
                if floor.hours is not None:
                    self._keep_hours(present, period, int(floor.hours * 100))

    def _keep_people(self, present: list[str], period: int, asked: int) -> None:
        idle = []
        for person in present:
            if self._worked(person, period):
                continue
            free = self._program.integer(1)
            idle.append((free, 1))
            capacity = self._ledger.calendars[person].capacity(period)
            terms = [*self._columns(person, period), (free, capacity)]
            self._program.row(-highspy.kHighsInf, terms, capacity)
        self._program.row(min(asked, len(present)), idle, highspy.kHighsInf)

    def _keep_hours(self, present: list[str], period: int, asked: int) -> None:
        """Free hours of a person are 0, or available hours less those assigned."""
        free_hours = []
        infinity = highspy.kHighsInf
        available = {p: self._ledger.calendars[p].available(period) for p in present}
        for person, hours in available.items():
            capacity = self._ledger.calendars[person].capacity(period)
            worked = self._worked(person, period)
            free, over = self._program.integer(hours), self._program.integer(1)
            self._program.row(-infinity, [(free, 1), (over, hours)], hours)
            terms = [*self._columns(person, period), (free, 1), (over, -capacity)]
            self._program.row(-infinity, terms, hours - worked)
            free_hours.append((free, 1))
        asked = min(asked, sum(available.values()))
        self._program.row(asked, free_hours, infinity)

    def keep_budget(self, budget: Budget) -> None:
        """Hours at people's own rates fit into what a budget has left."""
        ledger = self._ledger
        of_budget = {
            package.id
            for project, package in ledger.portfolio.packages
            if budget.project in {None, project.id}
            and (budget.objective is None or budget.objective in project.objectives)
        }
        for use in budget_use(ledger):
            if use.budget != budget.id:
                continue
            terms = []
            for (package, _, person, period), column in self._hours.items():
                within = use.quarter in {None, ledger.timeline.quarter(period)}
                rate = ledger.directory.people[person].cost_per_hour
                if package in of_budget and within and rate:
                    terms.append((column, int(rate * 10_000)))
            if terms:
                left = int((use.limit - use.used) * MILLION)
                self._program.row(-highspy.kHighsInf, terms, left)

    def _worked(self, person: str, period: int) -> int:
        return self._ledger.hours[person].get(period, 0)

    def _columns(self, person: str, period: int) -> list[tuple[int, int]]:
        of_package = self._of_person.get((person, period), {})
        return [(column, 1) for own in of_package.values() for column in own]

    def solve(self) -> PoolHours | None:
        """Return hours of all pools, or None."""
        numbers = None if self._hopeless else self._program.solve()
        if numbers is None:
            return None
        return {key: numbers[it] for key, it in self._hours.items() if numbers[it]}
