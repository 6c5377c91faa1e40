"""What is left of everything that packages take, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optimizer.problem.problem import WHOLE_SHARE
from optimizer.search.floors import floor_limit, floors_kept
from optimizer.search.money import Purse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from optimizer.search.option import Option, PoolShares
    from optimizer.search.tables import Table, Tables


class Room:
    """Residual capacities, mutable; arrays are (people or facilities, horizon).

    Attributes
    ----------
    hours, shares, teams, packages
        Left of each person: hundredths of hours, ten-thousandths of share, team
        packages, packages with hours.
    units, stocks
        Left of facilities and stocks.
    purse
        Left of budgets.
    pool
        Period → package → hours given; values are replaced, never changed.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        shape = tables.capacity.shape
        self.hours = tables.capacity.copy()
        self.shares = np.full(shape, WHOLE_SHARE, np.int64)
        self.teams = np.repeat(tables.max_teams[:, None], shape[1], axis=1)
        self.packages = np.repeat(tables.max_packages[:, None], shape[1], axis=1)
        self.units = tables.units.copy()
        self.stocks = [stock.amount for stock in tables.problem.stocks]
        self.purse = Purse(tables.problem)
        self.pool: list[dict[int, PoolShares]] = [{} for _ in range(shape[1])]
        self._floor_limit: Table | None = None

    def copy(self) -> Room:
        """Return a room of its own."""
        twin = object.__new__(Room)
        twin.tables = self.tables
        twin.hours = self.hours.copy()
        twin.shares = self.shares.copy()
        twin.teams = self.teams.copy()
        twin.packages = self.packages.copy()
        twin.units = self.units.copy()
        twin.stocks = list(self.stocks)
        twin.purse = self.purse.copy()
        twin.pool = [dict(period) for period in self.pool]
        twin._floor_limit = self._floor_limit
        return twin

    def take(self, option: Option) -> None:
        """Use what an option needs."""
        self._use(option, 1)
        for period, shares in option.pool.items():
            self.set_pool(period, option.package, shares)

    def give_back(self, option: Option) -> None:
        """Free what an option uses; pool hours as they are now."""
        self._use(option, -1)
        run = option.run
        for period in range(max(run.start, self.tables.now), self._end(option)):
            if option.package in self.pool[period]:
                self.set_pool(period, option.package, {})

    def _end(self, option: Option) -> int:
        return min(option.run.end, self.tables.horizon)

    def _use(self, option: Option, sign: int) -> None:
        first, end = max(option.run.start, self.tables.now), self._end(option)
        package = self.tables.problem.packages[option.package]
        way = package.ways[option.run.way]
        for facility, units in way.uses:
            self.units[facility, first:end] -= sign * units
        for stock, amount in way.consumes:
            self.stocks[stock] -= sign * amount
        self.purse.pay_package(option, sign)
        if option.members.size:
            self._use_team(option, first, end, sign)
        self._floor_limit = None

    def _use_team(self, option: Option, first: int, end: int, sign: int) -> None:
        members, work = option.members, option.work
        self.shares[members, first:end] -= sign * option.shares[:, None]
        self.teams[members, first:end] -= sign
        worked = first + work.shape[1]
        self.hours[members, first:worked] -= sign * work
        self.packages[members, first:worked] -= sign * (work > 0)

    def set_pool(self, period: int, package: int, shares: PoolShares) -> None:
        """Replace the pool hours that a package has in a period."""
        for sign, given in ((-1, self.pool[period].get(package, {})), (1, shares)):
            seen: set[int] = set()
            for (_, person), hours in given.items():
                self.hours[person, period] -= sign * hours
                if person not in seen:
                    self.packages[person, period] -= sign
                    seen.add(person)
            self.purse.pay_hours(package, period, given, sign)
        if shares:
            self.pool[period][package] = shares
        else:
            self.pool[period].pop(package, None)
        self._floor_limit = None

    def usable(self, people: Table, first: int, end: int) -> Table:
        """Return hours left that floors do not hold back."""
        left: Table = self.hours[people, first:end]
        if not self.tables.problem.floors:
            return left
        if self._floor_limit is None:
            self._floor_limit = floor_limit(self.tables, self.hours)
        return np.minimum(left, self._floor_limit[people, first:end])

    def pool_usable(self, people: Table, first: int, end: int) -> Table:
        """Return hours left for one package more."""
        slots: NDArray[np.bool_] = self.packages[people, first:end] > 0
        usable: Table = self.usable(people, first, end) * slots
        return usable

    def fits(self) -> bool:
        """Return whether no period asks for more than there is from *now* on."""
        tables = (self.hours, self.shares, self.teams, self.packages, self.units)
        return all((table >= 0).all() for table in tables)

    def kept(self, first: int, end: int) -> bool:
        """Return whether floors in [first, end) and all budgets are kept."""
        if not self.purse.kept():
            return False
        if not self.tables.problem.floors:
            return True
        return floors_kept(self.tables, self.hours, first, end)
