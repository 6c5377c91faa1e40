"""Whom a piece prefers: those who had it before, then the cheaper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.cpsat.staffing.demand import Piece
    from optimizer.cpsat.staffing.transport import Shares
    from optimizer.problem.problem import Problem

MOVE = 10_000
NEWCOMER = 1_000
HANDOVER = 300
DEAREST = 100
"""Cost of a hundredth of an hour of the person with the highest rate."""


@dataclass(slots=True)
class Preference:
    """Costs of a hundredth of an hour, as staffing rolls from period to period.

    Attributes
    ----------
    thrifty
        Money first: rates weigh more than moves and handovers.
    """

    problem: Problem
    thrifty: bool = False
    _last: set[tuple[int, int, int]] = field(default_factory=set)
    _ever: set[tuple[int, int]] = field(default_factory=set)
    _dearest: int = 1

    def __post_init__(self) -> None:
        rates = [person.rate or 0 for person in self.problem.people]
        self._dearest = max(rates, default=0) or 1
        if self.problem.baseline is not None:
            self._ever |= self.problem.baseline.pairs

    def is_move(self, package: int, person: int) -> bool:
        """Return whether a pair would be new against the running plan."""
        baseline = self.problem.baseline
        return (
            baseline is not None
            and baseline.starts[package] is not None
            and (person, package) not in baseline.pairs
        )

    def cost(self, piece: Piece, person: int) -> int:
        """Return the cost of a hundredth of an hour of a piece by a person."""
        rate = self.problem.people[person].rate
        rate = min(piece.role_rate, self._dearest) if rate is None else rate
        scale = DEAREST * (MOVE if self.thrifty else 1)
        cost = rate * scale // self._dearest
        if (piece.package, piece.demand, person) not in self._last:
            cost += HANDOVER
        if (person, piece.package) not in self._ever:
            cost += NEWCOMER
            if self.is_move(piece.package, person):
                cost += MOVE
        return cost

    def continues(self, package: int, demand: int, person: int) -> bool:
        """Return whether a person had hours of a demand the period before."""
        return (package, demand, person) in self._last

    def worked(self, package: int, person: int) -> bool:
        """Return whether a person has been on a package, now or in the baseline."""
        return (person, package) in self._ever

    def advance(self, shares: Shares) -> None:
        """Go on to the next period."""
        self._last = {key for key, hours in shares.items() if hours}
        self._ever |= {(person, package) for package, _, person in self._last}
