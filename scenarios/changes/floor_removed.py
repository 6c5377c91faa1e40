"""Nobody needs to stay free for run-the-business work any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.base import Id
from scenarios.changes.base import Change, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class FloorRemoved(Change):
    """A floor that no longer holds."""

    kind: Literal["floor_removed"] = "floor_removed"
    floor: Id

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        return f"Floor {self.floor} no longer holds."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such floor."""
        names = (it.id for it in situation.portfolio.floors)
        yield from unknown("floor", "floor", self.floor, names)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation without the floor."""
        floors = tuple(it for it in situation.portfolio.floors if it.id != self.floor)
        return situation.replace(portfolio=situation.portfolio.replace(floors=floors))
