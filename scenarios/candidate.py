"""One plan of several to choose from, with the situation that it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.plan.plan import Plan
    from scenarios.answers.answer import Answer
    from scenarios.situation import Situation


@dataclass(frozen=True, slots=True)
class Candidate:
    """A named answer, to be compared with others.

    Attributes
    ----------
    name
        Unique among those that it is compared with.
    """

    name: str
    situation: Situation
    answer: Answer

    @property
    def plan(self) -> Plan | None:
        """The plan, where there is one."""
        return self.answer.plan
