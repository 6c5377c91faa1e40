"""What every change is: typed data that turns a situation into another."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from optimizer.portfolio.base import DomainModel
from optimizer.portfolio.issue import Issue
from scenarios.finding import there_is_no

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
    if name not in names:
        message = there_is_no(what, name, names)
        yield Issue(code="unknown_reference", where=field, message=message)
