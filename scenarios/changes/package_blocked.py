"""A package cannot go on, or begin, until a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.base import Day, Id
from scenarios.changes.base import Change
from scenarios.changes.pieces.cutting import blocked, cut
from scenarios.changes.pieces.running import started
from scenarios.changes.problems import over, passed, unknown_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class PackageBlocked(Change):
    """A package that waits for something.

    One that runs is cut at *now*: what remains begins on the day or later, with any
    team.

    Attributes
    ----------
    until
        It begins in the first period on or after this day, or later.
    """

    kind: Literal["package_blocked"] = "package_blocked"
    package: Id
    until: Day

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        return f"{self.package} is blocked until {self.until}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such package, that it is done, or the day over."""
        yield from unknown_package("package", self.package, situation)
        yield from over("package", self.package, situation)
        yield from passed("until", self.until, situation)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which the package waits."""
        begun = started(situation).get(self.package)
        if begun is None:
            return blocked(situation, self.package, self.until)
        return cut(situation, begun, situation.now, not_before=self.until)
