"""When, how and by whom a package is done is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import field_validator

from optimizer.portfolio.base import Id
from optimizer.portfolio.work import PackageLocks
from scenarios.changes.base import Change, unknown
from scenarios.changes.editing import package_of, with_package
from scenarios.changes.problems import (
    no_effect_once_begun,
    passed,
    unknown_package,
    unknown_person,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation

WORDS = {
    "start_on": "starts on {}",
    "start_from": "starts on {} or later",
    "start_until": "starts by {}",
    "mode": "is done in mode {}",
    "must": "is done with {}",
    "must_not": "is done without {}",
}


class PackageLocked(Change):
    """Locks of a package that has not begun, besides those that it has.

    A start or a mode takes the place of one that is locked already.
    """

    kind: Literal["package_locked"] = "package_locked"
    package: Id
    locks: PackageLocks

    @field_validator("locks")
    @classmethod
    def _says_something(cls, locks: PackageLocks) -> PackageLocks:
        if locks == PackageLocks():
            raise ValueError(f"should give at least one of {', '.join(WORDS)}")
        return locks

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        said = [
            words.format(", ".join(given) if isinstance(given, tuple) else given)
            for field, words in WORDS.items()
            if (given := getattr(self.locks, field))
        ]
        return f"{self.package} {' and '.join(said)}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield names that are not there, days that are over, or that it has begun."""
        yield from unknown_package("package", self.package, situation)
        yield from no_effect_once_begun("package", self.package, situation)
        for field in ("must", "must_not"):
            for person in getattr(self.locks, field):
                yield from unknown_person(f"locks/{field}", person, situation)
        for field in ("start_on", "start_until"):
            day = getattr(self.locks, field)
            yield from passed(f"locks/{field}", day, situation, holds=True)
        for _, package in situation.portfolio.packages:
            if package.id == self.package and self.locks.mode is not None:
                modes = [mode.id for mode in package.ways]
                what = f"mode of {package.id}"
                yield from unknown("locks/mode", what, self.locks.mode, modes)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the locks."""
        before = package_of(situation.portfolio, self.package).locks
        given = {field: it for field, it in self.locks if it is not None}
        given |= {
            field: tuple(dict.fromkeys((*getattr(before, field), *given[field])))
            for field in ("must", "must_not")
        }
        locks = before.replace(**given)
        portfolio = with_package(situation.portfolio, self.package, locks=locks)
        return situation.replace(portfolio=portfolio)
