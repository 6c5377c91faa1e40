"""Random projects: values, delays, logic and the packages they are made of."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from optimizer.portfolio.project import AtMost, Decision, Project, ValueStep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.fuzz.chance import Chance, Days
    from benchmarks.fuzz.tasks import PackageMaker
    from optimizer.portfolio.work import Package

DRIVERS = ("growth", "risk")
OBJECTIVES = ("one", "two")


def some_projects(
    chance: Chance, days: Days, maker: PackageMaker, most: int, packages: int
) -> tuple[Project, ...]:
    """Return projects that together have so many packages at the most."""
    projects: list[Project] = []
    made: list[str] = []
    left = packages
    for number in range(chance.between(2, most)):
        count = min(left, chance.one_of((0, 1, 1, 1, 1, 2, 2, 2, 3)))
        own: list[Package] = []
        for _ in range(count):
            package = maker.package(f"w{len(made)}", made)
            own.append(package)
            made.append(package.id)
        left -= count
        earlier = [project.id for project in projects]
        projects.append(_project(chance, days, f"p{number}", own, earlier))
    return tuple(projects)


def _project(
    chance: Chance,
    days: Days,
    name: str,
    packages: Sequence[Package],
    earlier: Sequence[str],
) -> Project:
    mandatory = chance.often(7)
    decision = chance.maybe(5, tuple(Decision))
    penalised = (mandatory or decision is Decision.IN) and chance.often(50)
    related = chance.maybe(20, earlier) if earlier else None
    relation = chance.one_of(("requires", "excludes"))
    return Project(
        id=name,
        packages=tuple(packages),
        floor=Decimal(-20) if penalised else Decimal(0),
        probability=Decimal(chance.one_of(("1", "1", "0.5", "0.3333"))),
        objectives=chance.some(OBJECTIVES, 0, 2),
        release=days.near(0, 2) if chance.often(12) else None,
        deadline=days.near(2) if chance.often(10) else None,
        mandatory=mandatory,
        decision=decision,
        stated_cost=chance.hours(0, 100),
        capex_share=Decimal(chance.one_of(("0", "0.4"))),
        **({} if related is None else {relation: (related,)}),
        **_value(chance),
        **_delay(chance, days),
    )


def _value(chance: Chance) -> dict[str, Any]:
    return chance.one_of(
        (
            {"value": chance.hours(5, 100)},
            {"value": chance.hours(5, 100)},
            {"value": chance.hours(5, 100)},
            {"rank": chance.between(1, 3)},
            {"scores": {driver: chance.hours(0, 10) for driver in DRIVERS}},
            {},
        )
    )


def _delay(chance: Chance, days: Days) -> dict[str, Any]:
    """Return a due date with a cost of delay, with value steps, or with neither."""
    if not chance.often(60):
        return {}
    due = days.near()
    if chance.often(70):
        return {"due": due, "delay_cost": chance.hours(0, 20)}
    late = chance.between(1, 2)
    steps = (
        ValueStep(late=late, value=Decimal("4.5")),
        ValueStep(late=late + 1, value=Decimal(chance.one_of((4, 0, -10)))),
    )
    return {"due": due, "value_steps": steps}


def some_groups(chance: Chance, projects: Sequence[Project]) -> tuple[AtMost, ...]:
    """Return at most one group of projects that compete."""
    if len(projects) < 2 or not chance.often(15):
        return ()
    names = tuple(project.id for project in projects)
    some = chance.some(names, 2, 3)
    return (AtMost(id="rivals", projects=some, limit=chance.between(0, 2)),)
