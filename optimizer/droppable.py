"""The rules of a portfolio that people could agree to drop, each by name.

Rules of nature stay: hours, qualification, what has started. What somebody decided
can be dropped: dates, locks, leave, budgets, floors, limits, logic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from optimizer.portfolio.issue import Issue
from optimizer.portfolio.people import Engineer
from optimizer.portfolio.project import Decision, Project
from optimizer.portfolio.work import Package, PackageLocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from optimizer.plan.goals import MeasureLimit
    from optimizer.portfolio.portfolio import Portfolio

Entry = TypeVar("Entry", Project, Package, Engineer)
Kept = tuple["Portfolio", tuple["MeasureLimit", ...]]


@dataclass(frozen=True, slots=True)
class Droppable:
    """One rule: what it is called, and the portfolio without it."""

    issue: Issue
    drop: Callable[[Portfolio, tuple[MeasureLimit, ...]], Kept]

    @property
    def key(self) -> tuple[str, str]:
        """What tells this rule from the others."""
        return self.issue.code, self.issue.where


def droppable(
    portfolio: Portfolio, limits: tuple[MeasureLimit, ...]
) -> Iterator[Droppable]:
    """Yield every rule that could be dropped, in the order of the portfolio."""
    for project in portfolio.projects:
        yield from _of_project(project)
        for package in project.packages:
            yield from _of_package(project, package)
    yield from _of_people(portfolio)
    yield from _of_scarcities(portfolio)
    for limit in limits:
        yield _of_limit(limit)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where rules stand: in one entry of a list of the portfolio.

    Attributes
    ----------
    change
        From new values of fields to the portfolio in which the entry has them.
    """

    where: str
    change: Callable[[Portfolio, dict[str, object]], Portfolio]

    def rule(self, code: str, message: str, **changes: object) -> Droppable:
        """Return the rule that these values of fields would drop."""
        return _rule(code, self.where, message, lambda p: self.change(p, changes))


def _rule(
    code: str, where: str, message: str, change: Callable[[Portfolio], Portfolio]
) -> Droppable:
    issue = Issue(code=code, where=where, message=message)
    return Droppable(issue, lambda portfolio, limits: (change(portfolio), limits))


def _changed(
    entries: Iterable[Entry], name: str, changes: dict[str, object]
) -> tuple[Entry, ...]:
    """Return the entries with other values of fields in the one of this id."""
    return tuple(
        one.model_copy(update=changes) if one.id == name else one for one in entries
    )


def _project(name: str) -> _Place:
    def change(portfolio: Portfolio, changes: dict[str, object]) -> Portfolio:
        projects = _changed(portfolio.projects, name, changes)
        return portfolio.model_copy(update={"projects": projects})

    return _Place(f"projects/{name}", change)


def _package(project: str, name: str) -> _Place:
    def change(portfolio: Portfolio, changes: dict[str, object]) -> Portfolio:
        projects = tuple(
            one.model_copy(update={"packages": _changed(one.packages, name, changes)})
            for one in portfolio.projects
        )
        return portfolio.model_copy(update={"projects": projects})

    return _Place(f"projects/{project}/packages/{name}", change)


def _engineer(name: str) -> _Place:
    def change(portfolio: Portfolio, changes: dict[str, object]) -> Portfolio:
        engineers = _changed(portfolio.engineers, name, changes)
        return portfolio.model_copy(update={"engineers": engineers})

    return _Place(f"engineers/{name}", change)


def _of_project(project: Project) -> Iterator[Droppable]:
    rule, name = _project(project.id).rule, project.id
    if project.mandatory:
        yield rule("mandatory", f"{name} is mandatory.", mandatory=False)
    if project.decision is not None:
        word = "in" if project.decision is Decision.IN else "out"
        message = f"{name} is decided to be {word}."
        yield rule(f"decided_{word}", message, decision=None)
    if project.deadline is not None:
        message = f"{name} must end by {project.deadline}."
        yield rule("deadline", message, deadline=None)
    if project.release is not None:
        message = f"{name} does not start before {project.release}."
        yield rule("release", message, release=None)
    if project.requires:
        message = f"{name} requires {', '.join(project.requires)}."
        yield rule("requires", message, requires=())
    if project.excludes:
        message = f"{name} excludes {', '.join(project.excludes)}."
        yield rule("excludes", message, excludes=())


def _of_package(project: Project, package: Package) -> Iterator[Droppable]:
    rule, name = _package(project.id, package.id).rule, package.id
    if package.earliest is not None:
        message = f"{name} does not start before {package.earliest}."
        yield rule("earliest", message, earliest=None)
    if package.latest is not None:
        yield rule("latest", f"{name} must end by {package.latest}.", latest=None)
    if package.locks != PackageLocks():
        stated = package.locks.model_dump(mode="json", exclude_defaults=True)
        locks = ", ".join(f"{lock} {what}" for lock, what in stated.items())
        yield rule("locks", f"{name} is locked: {locks}.", locks=PackageLocks())
    if package.predecessors:
        names = ", ".join(link.package for link in package.predecessors)
        yield rule("links", f"{name} is linked to {names}.", predecessors=())


def _of_people(portfolio: Portfolio) -> Iterator[Droppable]:
    for person in portfolio.engineers:
        rule, name = _engineer(person.id).rule, person.id
        if person.absences:
            days = ", ".join(f"{a.first} to {a.last}" for a in person.absences)
            yield rule("absences", f"{name} is away: {days}.", absences=())
        if person.only_projects is not None:
            projects = ", ".join(person.only_projects)
            message = f"{name} works only for {projects}."
            yield rule("only_projects", message, only_projects=None)


def _entry(code: str, kind: str, name: str, message: str) -> Droppable:
    """Return the rule that is a whole entry of a list of the portfolio."""

    def change(portfolio: Portfolio) -> Portfolio:
        rest = tuple(one for one in getattr(portfolio, kind) if one.id != name)
        return portfolio.model_copy(update={kind: rest})

    return _rule(code, f"{kind}/{name}", message, change)


def _of_scarcities(portfolio: Portfolio) -> Iterator[Droppable]:
    for budget in portfolio.budgets:
        message = f"Budget {budget.id} is limited."
        yield _entry("budget", "budgets", budget.id, message)
    for floor in portfolio.floors:
        message = f"Floor {floor.id} keeps {floor.skill} free."
        yield _entry("floor", "floors", floor.id, message)
    for rule in portfolio.at_most:
        message = f"At most {rule.limit} of {', '.join(rule.projects)}."
        yield _entry("at_most", "at_most", rule.id, message)
    if portfolio.freeze_until is not None:
        yield _rule(
            "freeze",
            "freeze_until",
            f"The running plan is frozen until {portfolio.freeze_until}.",
            lambda whole: whole.model_copy(update={"freeze_until": None}),
        )


def _of_limit(limit: MeasureLimit) -> Droppable:
    words = [str(limit.measure)]
    if limit.at_most is not None:
        words.append(f"at most {limit.at_most:f}")
    if limit.at_least is not None:
        words.append(f"at least {limit.at_least:f}")
    issue = Issue(
        code="limit",
        where=" ".join(
            filter(None, ("limits", *words, limit.project, limit.objective))
        ),
        message=f"The limit: {' '.join(words)}.",
    )
    return Droppable(
        issue,
        lambda portfolio, limits: (
            portfolio,
            tuple(one for one in limits if one != limit),
        ),
    )
