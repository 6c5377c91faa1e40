"""An answer as integers: what an engine returns, before names come back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Run:
    """When and how one package runs, in periods.

    `team` holds pairs (person, demand index); empty for pools and without demands.
    """

    start: int
    length: int
    way: int
    team: tuple[tuple[int, int], ...] = ()

    @property
    def end(self) -> int:
        """The period after the last."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Engaged:
    """An offer's engagement ``[first, end)`` and the person (variant) it brings."""

    person: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Selection, dates, teams, pool hours and engagements.

    Attributes
    ----------
    selected
        By project.
    runs
        Package → run, for the packages of selected projects (started ones as they
        are: start possibly negative, length in all).
    pool_hours
        (package, demand index, person, period) → hundredths of hours, from *now* on.
    engaged
        Offer → engagement.
    """

    selected: tuple[bool, ...]
    runs: Mapping[int, Run]
    pool_hours: Mapping[tuple[int, int, int, int], int] = field(default_factory=dict)
    engaged: Mapping[int, Engaged] = field(default_factory=dict)
