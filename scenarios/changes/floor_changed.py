"""People or hours that stay free for run-the-business work are others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.resources import Floor
from scenarios.changes.base import Change, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class FloorChanged(Change):
    """A floor in place of the one of its id, or a new one."""

    kind: Literal["floor_changed"] = "floor_changed"
    floor: Floor

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        floor = self.floor
        amount = f"{floor.people} people" if floor.hours is None else f"{floor.hours} h"
        since = f" from {floor.first}" if floor.first else ""
        until = f" until {floor.last}" if floor.last else ""
        return f"{amount} of {floor.skill} stay free{since}{until} ({floor.id})."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that nobody has the skill."""
        skills = dict.fromkeys(
            skill for it in situation.portfolio.people for skill in it.skills
        )
        yield from unknown("floor/skill", "skill of a person", self.floor.skill, skills)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the floor."""
        floors = [it for it in situation.portfolio.floors if it.id != self.floor.id]
        portfolio = situation.portfolio.replace(floors=(*floors, self.floor))
        return situation.replace(portfolio=portfolio)
