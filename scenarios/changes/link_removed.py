"""A package no longer has to wait for another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.base import Id
from optimizer.portfolio.work import Link, LinkType
from scenarios.changes.base import Change, unknown
from scenarios.changes.editing import package_of, with_package
from scenarios.changes.problems import no_effect_once_begun, unknown_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class LinkRemoved(Change):
    """The links from a predecessor to a package that has not begun.

    Attributes
    ----------
    predecessor
        The package that need not be waited for.
    type
        Links of this type only; all of them where left out.
    """

    kind: Literal["link_removed"] = "link_removed"
    package: Id
    predecessor: Id
    type: LinkType | None = None

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        return f"{self.package} no longer has to wait for {self.predecessor}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such package, or no such link."""
        yield from unknown_package("package", self.package, situation)
        yield from no_effect_once_begun("package", self.package, situation)
        for _, package in situation.portfolio.packages:
            if package.id == self.package:
                of = f"{self.type} link" if self.type else "link"
                links = [it for it in package.predecessors if self._of_type(it)]
                names = dict.fromkeys(it.package for it in links)
                what = f"{of} of {self.package} to"
                yield from unknown("predecessor", what, self.predecessor, names)

    def _of_type(self, link: Link) -> bool:
        return self.type is None or link.type is self.type

    def apply(self, situation: Situation) -> Situation:
        """Return the situation without the links."""
        links = tuple(
            link
            for link in package_of(situation.portfolio, self.package).predecessors
            if link.package != self.predecessor or not self._of_type(link)
        )
        portfolio = with_package(situation.portfolio, self.package, predecessors=links)
        return situation.replace(portfolio=portfolio)
