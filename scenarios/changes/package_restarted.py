"""A package begins again: its work so far is void."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.base import Day, Id
from scenarios.changes.base import Change
from scenarios.changes.editing import noted
from scenarios.changes.pieces.cutting import blocked, void
from scenarios.changes.pieces.running import started
from scenarios.changes.problems import passed, unknown_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class PackageRestarted(Change):
    """The work on a package so far is void, and all of it is to be done again.

    It is planned like any other, with any team, and keeps its start and its people
    in the running plan to be compared with. Hours already worked stay in the past, as
    a package that is done.

    Attributes
    ----------
    not_before
        It begins again in the first period on or after this day; *now* where left
        out.
    """

    kind: Literal["package_restarted"] = "package_restarted"
    package: Id
    not_before: Day | None = None

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        when = f" from {self.not_before}" if self.not_before else ""
        return f"{self.package} begins again{when}; its work so far is void."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such package, or that the day is over."""
        yield from unknown_package("package", self.package, situation)
        yield from passed("not_before", self.not_before, situation)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which the package has not begun."""
        begun = started(situation).get(self.package)
        if begun is not None:
            return void(situation, begun, self.not_before)
        if self.not_before is not None:
            situation = blocked(situation, self.package, self.not_before)
        message = f"{self.package} has not begun; there is no work to be void."
        return noted(situation, "not_begun", f"packages/{self.package}", message)
