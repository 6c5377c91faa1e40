"""A candidate with all that tables say of its plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from optimizer.report.material import Material
from scenarios.answers.answer import AnswerKind, of_plan
from scenarios.candidate import Candidate

if TYPE_CHECKING:
    from scenarios.situation import Situation

BEFORE = "Before"
"""What the running plan is called where nothing has happened yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A candidate, its plan joined with its portfolio, checked and measured.

    Attributes
    ----------
    material
        None where there is no plan.
    """

    candidate: Candidate
    material: Material | None

    @classmethod
    def of(cls, candidate: Candidate) -> Self:
        """Return a candidate with its plan looked at once."""
        situation, plan = candidate.situation, candidate.plan
        if plan is None:
            return cls(candidate, None)
        material = Material.gather(
            situation.portfolio, plan, baseline=situation.baseline
        )
        return cls(candidate, material)

    @property
    def name(self) -> str:
        """What people call it, unique among those shown together."""
        return self.candidate.name


def before(base: Situation) -> Entry | None:
    """Return the running plan as it was; None where there is none."""
    if base.baseline is None:
        return None
    answer = of_plan(AnswerKind.PRESENT, base.baseline, base)
    return Entry.of(Candidate(BEFORE, base, answer))
