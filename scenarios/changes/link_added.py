"""A package has to wait for another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.base import Id
from optimizer.portfolio.work import Link
from scenarios.changes.base import Change
from scenarios.changes.editing import package_of, with_package
from scenarios.changes.problems import no_effect_once_begun, problem, unknown_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class LinkAdded(Change):
    """A link from a predecessor to a package that has not begun."""

    kind: Literal["link_added"] = "link_added"
    package: Id
    predecessor: Link

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        link = self.predecessor
        words = link.type.replace("_", " to ")
        lag = f", lag {link.lag} period(s)" if link.lag else ""
        return f"{self.package} follows {link.package} ({words}{lag})."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that a package is not there, has begun, or has the link already."""
        before = self.predecessor.package
        yield from unknown_package("package", self.package, situation)
        yield from unknown_package("predecessor", before, situation)
        yield from no_effect_once_begun("package", self.package, situation)
        for _, package in situation.portfolio.packages:
            if package.id == self.package and self.predecessor in package.predecessors:
                message = f"{self.package} has this link to {before} already."
                yield problem("already_so", "predecessor", message)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the link."""
        links = package_of(situation.portfolio, self.package).predecessors
        portfolio = with_package(
            situation.portfolio, self.package, predecessors=(*links, self.predecessor)
        )
        return situation.replace(portfolio=portfolio)
