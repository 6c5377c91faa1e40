"""A package begins again: its work so far is void."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.base import Day, Id
from optimizer.portfolio.work import Progress, Status
from scenarios.changes.base import Change, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class PackageRestarted(Change):
    """The work on a package so far is void, and all of it is to be done again.

    It is planned like any other, with any team, and keeps its start and its people
    in the running plan to be compared with.

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
        """Yield that there is no such package."""
        names = (package.id for _, package in situation.portfolio.packages)
        yield from unknown("package", "package", self.package, names)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which the package has not begun."""
        portfolio, now = situation.portfolio, situation.portfolio.now
        start = next(
            (
                row.start
                for row in (situation.baseline.packages if situation.baseline else ())
                if row.package == self.package
            ),
            portfolio.timeline.start,
        )
        days = [day for day in (self.not_before, now) if day is not None]
        again = {
            "progress": Progress(status=Status.PLANNED, started=start),
            "earliest": max(days, default=None),
        }
        projects = tuple(
            project.replace(
                packages=tuple(
                    package.replace(**again) if package.id == self.package else package
                    for package in project.packages
                )
            )
            for project in portfolio.projects
        )
        return situation.replace(portfolio=portfolio.replace(projects=projects))
