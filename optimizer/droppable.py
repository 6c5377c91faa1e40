"""The rules of a portfolio that people could agree to drop, each by name.

Rules of nature stay: hours, qualification, what has started. What somebody decided
can be dropped: dates, locks, leave, budgets, floors, limits, logic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.portfolio.issue import Issue
from optimizer.portfolio.project import Decision
from optimizer.portfolio.work import PackageLocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optimizer.plan.goals import MeasureLimit
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Package

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


def _rule(
    code: str,
    where: str,
    message: str,
    change: Callable[[Portfolio], Portfolio],
) -> Droppable:
    issue = Issue(code=code, where=where, message=message)
    return Droppable(issue, lambda portfolio, limits: (change(portfolio), limits))


def _project_changes(
    project: str, **changes: object
) -> Callable[[Portfolio], Portfolio]:
    def change(portfolio: Portfolio) -> Portfolio:
        return portfolio.model_copy(
            update={
                "projects": tuple(
                    one.model_copy(update=changes) if one.id == project else one
                    for one in portfolio.projects
                )
            }
        )

    return change


def _of_project(project: Project) -> Iterator[Droppable]:
    where = f"projects/{project.id}"
    if project.mandatory:
        yield _rule(
            "mandatory",
            where,
            f"{project.id} is mandatory.",
            _project_changes(project.id, mandatory=False),
        )
    if project.decision is not None:
        word = "in" if project.decision is Decision.IN else "out"
        yield _rule(
            f"decided_{word}",
            where,
            f"{project.id} is decided to be {word}.",
            _project_changes(project.id, decision=None),
        )
    if project.deadline is not None:
        yield _rule(
            "deadline",
            where,
            f"{project.id} must end by {project.deadline}.",
            _project_changes(project.id, deadline=None),
        )
    if project.release is not None:
        yield _rule(
            "release",
            where,
            f"{project.id} does not start before {project.release}.",
            _project_changes(project.id, release=None),
        )
    if project.requires:
        yield _rule(
            "requires",
            where,
            f"{project.id} requires {', '.join(project.requires)}.",
            _project_changes(project.id, requires=()),
        )
    if project.excludes:
        yield _rule(
            "excludes",
            where,
            f"{project.id} excludes {', '.join(project.excludes)}.",
            _project_changes(project.id, excludes=()),
        )


def _package_changes(
    package: str, **changes: object
) -> Callable[[Portfolio], Portfolio]:
    def change(portfolio: Portfolio) -> Portfolio:
        return portfolio.model_copy(
            update={
                "projects": tuple(
                    project.model_copy(
                        update={
                            "packages": tuple(
                                one.model_copy(update=changes)
                                if one.id == package
                                else one
                                for one in project.packages
                            )
                        }
                    )
                    for project in portfolio.projects
                )
            }
        )

    return change


def _of_package(project: Project, package: Package) -> Iterator[Droppable]:
    where = f"projects/{project.id}/packages/{package.id}"
    if package.earliest is not None:
        yield _rule(
            "earliest",
            where,
            f"{package.id} does not start before {package.earliest}.",
            _package_changes(package.id, earliest=None),
        )
    if package.latest is not None:
        yield _rule(
            "latest",
            where,
            f"{package.id} must end by {package.latest}.",
            _package_changes(package.id, latest=None),
        )
    if package.locks != PackageLocks():
        stated = package.locks.model_dump(mode="json", exclude_defaults=True)
        yield _rule(
            "locks",
            where,
            f"{package.id} is locked: "
            + ", ".join(f"{name} {what}" for name, what in stated.items())
            + ".",
            _package_changes(package.id, locks=PackageLocks()),
        )
    if package.predecessors:
        names = ", ".join(link.package for link in package.predecessors)
        yield _rule(
            "links",
            where,
            f"{package.id} is linked to {names}.",
            _package_changes(package.id, predecessors=()),
        )


def _person_changes(person: str, **changes: object) -> Callable[[Portfolio], Portfolio]:
    def change(portfolio: Portfolio) -> Portfolio:
        return portfolio.model_copy(
            update={
                "engineers": tuple(
                    one.model_copy(update=changes) if one.id == person else one
                    for one in portfolio.engineers
                )
            }
        )

    return change


def _of_people(portfolio: Portfolio) -> Iterator[Droppable]:
    for person in portfolio.engineers:
        where = f"engineers/{person.id}"
        if person.absences:
            days = ", ".join(f"{a.first} to {a.last}" for a in person.absences)
            yield _rule(
                "absences",
                where,
                f"{person.id} is away: {days}.",
                _person_changes(person.id, absences=()),
            )
        if person.only_projects is not None:
            yield _rule(
                "only_projects",
                where,
                f"{person.id} works only for {', '.join(person.only_projects)}.",
                _person_changes(person.id, only_projects=None),
            )


def _without(kind: str, name: str) -> Callable[[Portfolio], Portfolio]:
    def change(portfolio: Portfolio) -> Portfolio:
        rest = tuple(one for one in getattr(portfolio, kind) if one.id != name)
        return portfolio.model_copy(update={kind: rest})

    return change


def _of_scarcities(portfolio: Portfolio) -> Iterator[Droppable]:
    for budget in portfolio.budgets:
        yield _rule(
            "budget",
            f"budgets/{budget.id}",
            f"Budget {budget.id} is limited.",
            _without("budgets", budget.id),
        )
    for floor in portfolio.floors:
        yield _rule(
            "floor",
            f"floors/{floor.id}",
            f"Floor {floor.id} keeps {floor.skill} free.",
            _without("floors", floor.id),
        )
    for rule in portfolio.at_most:
        yield _rule(
            "at_most",
            f"at_most/{rule.id}",
            f"At most {rule.limit} of {', '.join(rule.projects)}.",
            _without("at_most", rule.id),
        )
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
