"""The errors of the engine.

OptimizerError
├── InvalidPortfolio      the input contradicts itself; holds every issue at once
├── InvalidPlan           a plan names things its portfolio does not have
├── UnreadableFile        a file cannot be read as a portfolio or a plan
├── UnwritableFile        a kind of file cannot hold what was to be written
├── UnsupportedGoal       a goal or limit that the portfolio gives no meaning
├── NoPlanFound           a plan was required of an outcome that has none
└── EngineFault           our own bug: a model or a plan that must not exist
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.portfolio.issue import Issue


class OptimizerError(Exception):
    """Any failure that this library foresees."""


def _listed(issues: Sequence[Issue]) -> str:
    """Return how many issues there are, and below it each on a line of its own."""
    count = "1 issue" if len(issues) == 1 else f"{len(issues)} issues"
    return "\n  ".join([f"{count}:", *map(str, issues)])


class InvalidPortfolio(OptimizerError):
    """The portfolio breaks one or more consistency rules.

    Attributes
    ----------
    issues
        All of them, in the order of the portfolio.
    """

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(_listed(self.issues))


class InvalidPlan(OptimizerError):
    """A plan names packages, people or modes that its portfolio does not have."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(_listed(self.issues))


class UnreadableFile(OptimizerError):
    """A file cannot be read; every issue names file, sheet, row and field."""

    def __init__(self, path: object, issues: Sequence[Issue]) -> None:
        self.path = path
        self.issues = tuple(issues)
        super().__init__(f"{path}: {_listed(self.issues)}")


class UnwritableFile(OptimizerError):
    """A kind of file that is not written, or cannot hold what was to be written."""


class UnsupportedGoal(OptimizerError):
    """A goal or limit that this portfolio gives no meaning, with the reason."""


class NoPlanFound(OptimizerError):
    """A plan was required of an outcome that has none."""


class EngineFault(OptimizerError):
    """A model that OR-Tools calls invalid or a plan that breaks a rule: our bug."""
