"""The errors of what-if.

OptimizerError
├── InvalidScenario   a change names what is not there, or leads to a contradiction
└── NotAnswered       a question that this portfolio gives no answer, with the reason
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.errors import OptimizerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.portfolio.issue import Issue


class InvalidScenario(OptimizerError):
    """A scenario cannot be applied to its portfolio.

    Attributes
    ----------
    issues
        All of them, by change: ``changes/2 (leaves)``.
    """

    def __init__(self, name: str, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        many = "1 issue" if len(self.issues) == 1 else f"{len(self.issues)} issues"
        lines = [f"Scenario {name!r} has {many}:", *map(str, self.issues)]
        super().__init__("\n  ".join(lines))


class NotAnswered(OptimizerError):
    """A question that has no answer here; the message says why, and what has one."""
