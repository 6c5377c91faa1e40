"""How large the exact model of a problem would be, before it is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from optimizer.problem.problem import Package, Problem, Way

LARGEST_MODEL = 150_000
"""Rows above which building alone takes longer than people wait for a plan."""


def model_size(problem: Problem) -> int:
    """Return about how many rows depend on starts, lengths, people and periods."""
    hours_shared = any(floor.hours for floor in problem.floors) or any(
        way.staffing is Staffing.POOL
        for package in problem.packages
        for way in package.ways
    )
    return sum(
        _rows(problem, package, way, hours_shared=hours_shared)
        for package in problem.packages
        if package.started is None and not problem.projects[package.project].barred
        for way in package.ways
    )


def _rows(problem: Problem, package: Package, way: Way, *, hours_shared: bool) -> int:
    starts = max(0, min(package.latest_start, problem.horizon) - package.earliest + 1)
    rows = 0
    if way.staffing is Staffing.EFFORT_TEAM:
        rows += starts * (way.longest - way.shortest + 1) * len(way.demands)
    if hours_shared and way.is_team:
        rows += starts * sum(len(demand.qualified) for demand in way.demands)
    return rows
