"""What rules stand in: a portfolio and the limits on measures, to be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from optimizer.portfolio.people import Engineer
from optimizer.portfolio.project import Project
from optimizer.portfolio.work import Package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from optimizer.plan.goals import MeasureLimit
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.work import Demand, Mode

Entry = TypeVar("Entry", Project, Package, Engineer)


@dataclass(frozen=True, slots=True)
class Terms:
    """What has to be kept: a portfolio, and limits on measures."""

    portfolio: Portfolio
    limits: tuple[MeasureLimit, ...] = ()

    def project(self, name: str) -> Project:
        """Return the project of this id."""
        return next(one for one in self.portfolio.projects if one.id == name)

    def engineer(self, name: str) -> Engineer:
        """Return the engineer of this id."""
        return next(one for one in self.portfolio.engineers if one.id == name)

    def with_fields(self, **changes: object) -> Terms:
        """Return terms with other values of fields of the portfolio."""
        return Terms(self.portfolio.model_copy(update=changes), self.limits)

    def with_project(self, name: str, **changes: object) -> Terms:
        """Return terms with other values of fields of a project."""
        projects = _changed(self.portfolio.projects, name, lambda _: changes)
        return self.with_fields(projects=projects)

    def with_engineer(self, name: str, **changes: object) -> Terms:
        """Return terms with other values of fields of an engineer."""
        engineers = _changed(self.portfolio.engineers, name, lambda _: changes)
        return self.with_fields(engineers=engineers)

    def with_package(
        self, name: str, change: Callable[[Package], dict[str, object]]
    ) -> Terms:
        """Return terms with the fields of a package that a change gives new values."""
        return self.with_fields(
            projects=tuple(
                one.model_copy(
                    update={"packages": _changed(one.packages, name, change)}
                )
                if any(package.id == name for package in one.packages)
                else one
                for one in self.portfolio.projects
            )
        )

    def with_demand(self, package: str, demand: str, **changes: object) -> Terms:
        """Return terms with other values of fields of a demand, in every mode."""

        def change(whole: Package) -> dict[str, object]:
            if whole.modes:
                return {
                    "modes": tuple(_asking(way, demand, changes) for way in whole.modes)
                }
            return {"demands": _asked(whole.demands, demand, changes)}

        return self.with_package(package, change)

    def with_entry(self, kind: str, name: str, **changes: object) -> Terms:
        """Return terms with other values of fields of an entry of a list."""
        entries = tuple(
            one.model_copy(update=changes) if one.id == name else one
            for one in getattr(self.portfolio, kind)
        )
        return self.with_fields(**{kind: entries})

    def without_entry(self, kind: str, name: str) -> Terms:
        """Return terms without an entry of a list."""
        rest = tuple(one for one in getattr(self.portfolio, kind) if one.id != name)
        return self.with_fields(**{kind: rest})


def _changed(
    entries: Iterable[Entry],
    name: str,
    change: Callable[[Entry], dict[str, object]],
) -> tuple[Entry, ...]:
    return tuple(
        one.model_copy(update=change(one)) if one.id == name else one for one in entries
    )


def _asking(way: Mode, demand: str, changes: dict[str, object]) -> Mode:
    return way.model_copy(update={"demands": _asked(way.demands, demand, changes)})


def _asked(
    demands: Iterable[Demand], name: str, changes: dict[str, object]
) -> tuple[Demand, ...]:
    return tuple(
        one.model_copy(update=changes) if one.id == name else one for one in demands
    )
