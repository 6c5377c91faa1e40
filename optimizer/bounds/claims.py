"""What a demand claims of people, in three units: hours, shares, memberships."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from optimizer.bounds.linear import Linear

PROFICIENT = 100
"""Speed 1, in hundredths."""


class Unit(StrEnum):
    """What is counted."""

    HOURS = "hours"
    SHARES = "shares"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Terms:
    """Who may serve a demand, and how what they have counts for it.

    Attributes
    ----------
    speeds
        Pairs (person, speed) that hours are multiplied by; 1 for those not listed.
    overtime
        Whether the hours may be overtime.
    absent
        Whether a person who is away may be in the team.
    """

    people: frozenset[int]
    speeds: tuple[tuple[int, int], ...] = ()
    overtime: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One demand, once its package is placed.

    Attributes
    ----------
    periods
        When it may claim anything.
    amounts
        Unit → period → a lower bound on the claim: ten-thousandths of hours × speed,
        persons × share, persons.
    """

    terms: Terms
    periods: range
    amounts: Mapping[Unit, Callable[[int], Linear]]
