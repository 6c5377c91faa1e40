"""How long it takes, at least, from a package's start or end to the last end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.problem.problem import LinkType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.bounds.windows import Choices
    from optimizer.problem.problem import Link, Problem


@dataclass(frozen=True, slots=True)
class Tails:
    """Periods by package, over packages that must all run."""

    choices: Sequence[Choices]
    after_start: dict[int, int]
    after_end: dict[int, int]

    def path(self, package: int) -> int:
        """Return the length of the longest path through a package."""
        own = self.choices[package]
        return max(
            (own.first_start or 0) + self.after_start[package],
            (own.first_end or 0) + self.after_end[package],
        )


def tails(problem: Problem, choices: Sequence[Choices], chosen: Sequence[int]) -> Tails:
    """Return the longest paths to the end over the links between chosen packages."""
    shortest = {package: choices[package].shortest or 0 for package in chosen}
    found = Tails(choices, dict(shortest), dict.fromkeys(chosen, 0))
    links = [
        link
        for link in problem.links
        if link.predecessor in shortest and link.successor in shortest
    ]
    for _ in chosen:
        grown = [_lengthen(found, link, shortest) for link in links]
        if not any(grown):
            break
    return found


def _lengthen(found: Tails, link: Link, shortest: dict[int, int]) -> bool:
    """Carry a successor's tail over to its predecessor; return whether it grew."""
    to_start = link.type in (LinkType.FINISH_START, LinkType.START_START)
    from_end = link.type in (LinkType.FINISH_START, LinkType.FINISH_FINISH)
    beyond = (found.after_start if to_start else found.after_end)[link.successor]
    one, length = link.predecessor, link.lag + beyond
    if from_end:
        grown = length > found.after_end[one]
        found.after_end[one] = max(found.after_end[one], length)
        length = shortest[one] + found.after_end[one]
    else:
        grown = False
    grown |= length > found.after_start[one]
    found.after_start[one] = max(found.after_start[one], length)
    return grown
