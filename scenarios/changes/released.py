"""What was decided may be planned again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from optimizer.portfolio.base import Id
from optimizer.portfolio.work import PackageLocks
from scenarios.changes.base import Change
from scenarios.changes.editing import with_package, with_person
from scenarios.changes.pieces.cutting import cut
from scenarios.changes.pieces.running import running_with, started
from scenarios.changes.problems import over, problem, unknown_package, unknown_person
from scenarios.changes.whom import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio
    from scenarios.situation import Situation


class Released(Change):
    """The locks of a package, of an engineer, or of the frozen window are gone.

    A package that runs is locked by running: it is cut at *now*, and any team does
    what remains.

    Attributes
    ----------
    engineer
        Loses the lock on projects, and on packages that the person must or must not
        be on. Running packages keep their teams.
    window
        Nothing is frozen any more.
    """

    kind: Literal["released"] = "released"
    package: Id | None = None
    engineer: Id | None = None
    window: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="after")
    def _says_what(self) -> Released:
        one_of(package=self.package, engineer=self.engineer, window=self.window)
        return self

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        if self.window:
            return "Nothing is frozen any more."
        return f"{self.package or self.engineer} is released from all locks."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield names that are not there, and what is not locked."""
        if self.package is not None:
            yield from unknown_package("package", self.package, situation)
            yield from over("package", self.package, situation)
            yield from _package_is_free(self.package, situation)
        if self.engineer is not None:
            yield from unknown_person("engineer", self.engineer, situation)
            yield from _person_is_free(self.engineer, situation)
        if self.window and situation.portfolio.freeze_until is None:
            yield problem("not_locked", "window", "No window is frozen.")

    def apply(self, situation: Situation) -> Situation:
        """Return the situation without the locks."""
        portfolio = situation.portfolio
        if self.window:
            return situation.replace(portfolio=portfolio.replace(freeze_until=None))
        if self.engineer is not None:
            portfolio = _without_person(portfolio, self.engineer)
            return situation.replace(portfolio=portfolio)
        package = self.package or ""
        portfolio = with_package(portfolio, package, locks=PackageLocks())
        situation = situation.replace(portfolio=portfolio)
        begun = started(situation).get(package)
        return situation if begun is None else cut(situation, begun, situation.now)


def _package_is_free(package: str, situation: Situation) -> Iterator[Issue]:
    known = [it for _, it in situation.portfolio.packages if it.id == package]
    free = any(it.locks == PackageLocks() for it in known)
    if free and package not in started(situation):
        message = f"{package} has no locks and has not begun."
        yield problem("not_locked", "package", message)


def _person_is_free(person: str, situation: Situation) -> Iterator[Issue]:
    known = [it for it in situation.portfolio.people if it.id == person]
    if not known or known[0].only_projects is not None:
        return
    locks = [package.locks for _, package in situation.portfolio.packages]
    if any(person in (*it.must, *it.must_not) for it in locks):
        return
    running = ", ".join(it.package.id for it in running_with(person, situation))
    hint = f"; release what runs by its own name: {running}" if running else ""
    yield problem("not_locked", "engineer", f"{person} has no locks{hint}.")


def _without_person(portfolio: Portfolio, person: str) -> Portfolio:
    """Return a portfolio without the locks of a person."""
    portfolio = with_person(portfolio, person, only_projects=None)
    for _, package in portfolio.packages:
        locks = package.locks
        free = locks.replace(
            must=tuple(it for it in locks.must if it != person),
            must_not=tuple(it for it in locks.must_not if it != person),
        )
        if free != locks:
            portfolio = with_package(portfolio, package.id, locks=free)
    return portfolio
