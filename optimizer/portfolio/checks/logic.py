"""The logic between projects does not contradict itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from optimizer.portfolio.checks.places import error, placed_projects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio


def others_only(portfolio: Portfolio) -> Iterator[Issue]:
    """A project requires and excludes other projects, not itself."""
    for where, project in placed_projects(portfolio):
        for field in ("requires", "excludes"):
            if project.id in getattr(project, field):
                yield error("self_link", where, f"{field} itself; remove that.")


def required_and_excluded(portfolio: Portfolio) -> Iterator[Issue]:
    """What a project requires, directly or not, does not exclude each other."""
    requires = {p.id: p.requires for p in portfolio.projects if p.requires}
    excluded = {
        frozenset((p.id, other)): (p.id, other)
        for p in portfolio.projects
        for other in p.excludes
        if other != p.id
    }
    if not excluded:
        return
    for where, project in placed_projects(portfolio):
        if project.id not in requires:
            continue
        together = _required_with(project.id, requires)
        for pair, (one, other) in excluded.items():
            if pair <= together:
                yield error(
                    "contradictory_logic",
                    where,
                    f"needs {_listed(together - {project.id})} to be selected, but "
                    f"{one} excludes {other}; remove one of the two.",
                )


def _required_with(project: str, requires: Mapping[str, Iterable[str]]) -> set[str]:
    """Return a project and all that it requires, directly or not."""
    together, waiting = {project}, [project]
    while waiting:
        for required in requires.get(waiting.pop(), ()):
            if required not in together:
                together.add(required)
                waiting.append(required)
    return together


def listed_once(portfolio: Portfolio) -> Iterator[Issue]:
    """A group of at_most, or the objectives of a project, name each thing once."""
    for group in portfolio.at_most:
        yield from _repeated(f"at_most/{group.id}", "project", group.projects)
    for where, project in placed_projects(portfolio):
        yield from _repeated(where, "objective", project.objectives)


def _repeated(where: str, kind: str, names: Iterable[str]) -> Iterator[Issue]:
    for name, times in Counter(names).items():
        if times > 1:
            yield error(
                "repeated",
                where,
                f"lists {kind} {name!r} {times} times; once is right.",
            )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
