"""One reason why a project cannot be selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from optimizer.problem.problem import Problem


class Reason(NamedTuple):
    """What is impossible, where, in a sentence without its full stop."""

    code: str
    where: str
    sentence: str


def place(problem: Problem, package: int) -> str:
    """Return the path of a package."""
    compiled = problem.packages[package]
    return f"projects/{problem.projects[compiled.project].id}/packages/{compiled.id}"


def last_end(problem: Problem, package: int) -> int:
    """Return the last possible end of a package, its project's deadline included."""
    compiled = problem.packages[package]
    deadline = problem.projects[compiled.project].latest_end
    return deadline if compiled.started else min(deadline, compiled.latest_end)
