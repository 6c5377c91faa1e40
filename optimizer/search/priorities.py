"""In which order projects and packages are placed, and whom teams prefer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

    from numpy.typing import NDArray

    from optimizer.search.tables import Tables
    from optimizer.search.windows import Window


class PackageRule(StrEnum):
    """What makes a package urgent."""

    LATEST_FINISH = "latest_finish"
    LATEST_START = "latest_start"
    LEAST_SLACK = "least_slack"
    EARLIEST_START = "earliest_start"


class ProjectRule(StrEnum):
    """What makes a project urgent."""

    DENSITY = "density"
    DELAY = "delay"
    VALUE = "value"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Taste:
    """The choices that differ from one generated schedule to the next.

    Attributes
    ----------
    liking
        By person; teams take the smallest first.
    noise
        Package → what is added to its priority, in periods.
    thrifty
        Whether money decides between options, and time only among equals.
    """

    rule: PackageRule
    liking: NDArray[np.float64]
    noise: Mapping[int, float]
    stop: Callable[[], bool]
    thrifty: bool = False

    def ranks(
        self, group: Sequence[int], found: Mapping[int, Window]
    ) -> dict[int, float]:
        """Return a priority of every package of a group, the smallest first."""
        ranks = {}
        for index in group:
            window = found[index]
            rank = {
                PackageRule.LATEST_FINISH: window.last_end,
                PackageRule.LATEST_START: window.last_start,
                PackageRule.LEAST_SLACK: window.last_start - window.start,
                PackageRule.EARLIEST_START: window.start,
            }[self.rule]
            ranks[index] = rank + self.noise.get(index, 0.0)
        return ranks


def liking(
    tables: Tables, random: Random, spread: float, *, thrifty: bool
) -> NDArray[np.float64]:
    """Return how gladly people are spared: scarce and dear ones last.

    Parameters
    ----------
    spread
        Standard deviation of a random factor.
    thrifty
        Whether money decides, and scarcity only among equals.
    """
    scarcity = tables.scarcity
    noise = np.array([random.gauss(0, spread) for _ in range(len(scarcity))])
    liked: NDArray[np.float64] = scarcity * np.exp(noise)
    if thrifty:
        rates = [person.rate or 0 for person in tables.problem.people]
        liked = np.array(rates, float) + liked / (1.0 + float(liked.max(initial=0)))
    return liked


def project_order(
    tables: Tables, projects: Sequence[int], rule: ProjectRule, factors: Sequence[float]
) -> list[int]:
    """Return projects, the most urgent first; `factors` multiply the urgency."""
    hours = _scarce_hours(tables)
    problem = tables.problem
    urgency = {}
    for index in projects:
        project = problem.projects[index]
        value = max(project.delivered, default=project.full)
        late = min(max(project.on_time_until, 0), problem.horizon - 1)
        delay = (
            project.delivered[late] - project.delivered[min(late + 1, problem.horizon)]
        )
        urgency[index] = {
            ProjectRule.DENSITY: value / hours[index],
            ProjectRule.DELAY: delay / hours[index] + 1e-6 * value / hours[index],
            ProjectRule.VALUE: float(value),
            ProjectRule.DUE: 1.0 / (1 + max(0, min(late, project.latest_end))),
        }[rule]
    return sorted(projects, key=lambda index: (-urgency[index] * factors[index], index))


def _scarce_hours(tables: Tables) -> list[float]:
    """Return hours by project, weighted by how much is asked of who can do them."""
    problem = tables.problem
    hours = [1.0] * len(problem.projects)
    for package in problem.packages:
        if package.started is None and package.ways:
            for demand, needed in tables.hours_needed(package):
                pressure = tables.pressure[demand.qualified]
                hours[package.project] += needed * (0.1 + pressure)
    return hours
