"""What every change is: typed data that turns a situation into another."""

from __future__ import annotations

from abc import ABC, abstractmethod
from difflib import get_close_matches
from typing import TYPE_CHECKING

from optimizer.portfolio.base import DomainModel
from optimizer.portfolio.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scenarios.situation import Situation


class Change(DomainModel, ABC):
    """One thing that happens, or that somebody decides.

    `kind` names it in files; see `scenarios.changes` for all kinds.
    """

    kind: str

    @property
    @abstractmethod
    def sentence(self) -> str:
        """What happens, for people: *Ana leaves on 2026-03-02.*"""

    @abstractmethod
    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield why this change cannot be applied here; nothing if it can."""

    @abstractmethod
    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which it has happened; `problems` is empty."""


def unknown(field: str, what: str, name: str, known: Iterable[str]) -> Iterator[Issue]:
    """Yield that a name is not there, and what is."""
    names = list(known)
    if name in names:
        return
    close = get_close_matches(name, names, n=3, cutoff=0.5)
    listed = close or names[:12]
    more = "" if close or len(names) <= 12 else f" and {len(names) - 12} more"
    there = f"There are {', '.join(listed)}{more}." if names else "There is none."
    if close:
        there = f"Did you mean {' or '.join(close)}?"
    yield Issue(
        code="unknown_reference",
        where=field,
        message=f"There is no {what} {name!r}. {there}",
    )
