"""A running plan that names only what its portfolio has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.directory import Directory, way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.plan import Assignment, Plan, ScheduledPackage
    from optimizer.portfolio.portfolio import Portfolio
    from scenarios.situation import Situation


def with_portfolio(situation: Situation, portfolio: Portfolio) -> Situation:
    """Return the situation of another portfolio, which may lack what was planned.

    Packages and people that it lacks leave the running plan. Who was on a demand that
    a package no longer has stays on the package, on its first one.
    """
    baseline = situation.baseline
    if baseline is not None:
        baseline = _fitted(baseline, Directory.of(portfolio))
    return situation.replace(portfolio=portfolio, baseline=baseline)


def _fitted(plan: Plan, directory: Directory) -> Plan:
    rows = {row.package: row for row in _rows(plan, directory)}
    return plan.replace(
        selected=tuple(it for it in plan.selected if it in directory.projects),
        packages=tuple(rows.values()),
        assignments=tuple(_assignments(plan, directory, rows)),
        engagements=tuple(
            it for it in plan.engagements if it.offer in directory.offers
        ),
    )


def _rows(plan: Plan, directory: Directory) -> Iterator[ScheduledPackage]:
    for row in plan.packages:
        if row.package in directory.packages:
            _, package = directory.packages[row.package]
            known = way(package, row.mode)
            yield row if known else row.replace(mode=package.ways[0].id)


def _assignments(
    plan: Plan, directory: Directory, rows: dict[str, ScheduledPackage]
) -> Iterator[Assignment]:
    seen: set[tuple[str, str, str]] = set()
    for row in plan.assignments:
        if row.package not in rows or row.engineer not in directory.people:
            continue
        _, package = directory.packages[row.package]
        mode = way(package, rows[row.package].mode) or package.ways[0]
        demands = [demand.id for demand in mode.demands]
        if not demands:
            continue
        demand = row.demand if row.demand in demands else demands[0]
        place = (row.engineer, row.package, demand)
        if place not in seen:
            seen.add(place)
            yield row.replace(demand=demand)
