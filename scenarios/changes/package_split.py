"""A package is done in parts, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from optimizer.portfolio.base import Id, Share
from scenarios.changes.base import Change
from scenarios.changes.editing import package_of
from scenarios.changes.pieces.cutting import cut
from scenarios.changes.pieces.parts import in_parts, shortest_length
from scenarios.changes.pieces.running import started
from scenarios.changes.problems import over, problem, unknown_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class PackageSplit(Change):
    """Parts of a package, each contiguous and with a team of its own.

    The last part keeps the name; the others are called ``AI2 (part 1)``. Each has the
    start and the people of the original in the running plan. One that runs is cut at
    *now* first, and what remains is done in parts.

    Attributes
    ----------
    shares
        Of the effort, or of the length where that is stated; they add up to 1.
    """

    kind: Literal["package_split"] = "package_split"
    package: Id
    shares: Annotated[
        tuple[Annotated[Share, Field(gt=0)], ...], Field(min_length=2, max_length=20)
    ]

    @model_validator(mode="after")
    def _adds_up(self) -> PackageSplit:
        if sum(self.shares) != 1:
            raise ValueError(f"shares should add up to 1, found {sum(self.shares)}")
        return self

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        parts = ", ".join(f"{share:.0%}" for share in self.shares)
        return f"{self.package} is done in {len(self.shares)} parts: {parts}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such package, or that it is done, or too short."""
        yield from unknown_package("package", self.package, situation)
        yield from over("package", self.package, situation)
        for _, package in self._to_split(situation).portfolio.packages:
            length = shortest_length(package)
            if package.id != self.package or length is None:
                continue
            if length < len(self.shares):
                yield problem(
                    "too_short",
                    "shares",
                    f"{self.package} has {length} period(s) to be done in "
                    f"{len(self.shares)} parts; each takes at least one.",
                )

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the parts."""
        situation = self._to_split(situation)
        package = package_of(situation.portfolio, self.package)
        return in_parts(situation, package, self.shares)

    def _to_split(self, situation: Situation) -> Situation:
        """Return the situation with what is done already cut off."""
        begun = started(situation).get(self.package)
        if begun is None or not begun.is_running:
            return situation
        return cut(situation, begun, situation.now)
