"""What packages claim of people, and which sets of people cannot serve it (Hall).

For any set of people, the demands that only they may serve cannot claim more than
they have. Three units are counted: hours (weighted by speed), shares, memberships.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from optimizer.bounds.linear import Linear
from optimizer.problem.problem import WHOLE_SHARE, Staffing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from optimizer.problem.problem import Problem

PROFICIENT = 100
"""Speed 1, in hundredths."""


class Unit(StrEnum):
    """What is counted."""

    HOURS = "hours"
    SHARES = "shares"
    MEMBERS = "members"


@dataclass(frozen=True)
class Claim:
    """One demand, once its package is placed.

    Attributes
    ----------
    people
        Who may serve it.
    speeds
        Person → speed that its hours count with; 1 for those not listed.
    periods
        When it may claim anything.
    amounts
        Unit → period → a lower bound on the claim: ten-thousandths of hours × speed,
        persons × share, persons.
    overtime
        Whether its hours may be overtime.
    absent
        Whether a person who is away may be in its team.
    """

    people: frozenset[int]
    periods: range
    amounts: Mapping[Unit, Callable[[int], Linear]]
    speeds: Mapping[int, int] = field(default_factory=dict)
    overtime: bool = False
    absent: bool = False


@dataclass(frozen=True)
class Supply:
    """What people have, with offers as far as they are engaged.

    `engaged` gives offer → period → a column between 0 and 1.
    """

    problem: Problem
    engaged: Callable[[int, int], Linear]

    def of(self, unit: Unit, period: int, claims: Iterable[Claim]) -> Linear:
        """Return an upper bound on what all people of some claims have."""
        claims = tuple(claims)
        supply = Linear()
        offered: defaultdict[int, float] = defaultdict(float)
        for person in frozenset().union(*(claim.people for claim in claims)):
            own = [claim for claim in claims if person in claim.people]
            amount = self._amount(unit, period, person, own)
            offer = self.problem.people[person].offer
            if offer is None:
                supply.constant += amount
            else:
                offered[offer] = max(offered[offer], amount)
        for offer, amount in offered.items():
            supply.add(self.engaged(offer, period), amount)
        return supply

    def _amount(
        self, unit: Unit, period: int, person: int, claims: list[Claim]
    ) -> float:
        someone = self.problem.people[person]
        if unit is Unit.HOURS:
            overtime = any(claim.overtime for claim in claims)
            speed = max(claim.speeds.get(person, PROFICIENT) for claim in claims)
            hours = someone.capacity if overtime else someone.available
            return hours[period] * speed
        employed_from, employed_until = someone.employed
        here = someone.available[period] or not someone.location_works[period]
        if not employed_from <= period < employed_until:
            return 0
        if not here and not any(claim.absent for claim in claims):
            return 0
        return 1 if unit is Unit.SHARES else someone.max_team_packages
