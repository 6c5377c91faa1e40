"""What people have left for pools once teams have their hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optimizer.cpsat.staffing.demand import team_loads

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from optimizer.problem.problem import Problem
    from optimizer.problem.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Supply:
    """People by periods, in hundredths of hours and in packages.

    Attributes
    ----------
    team_hours
        Hours of teams.
    capacity, available
        Hours with and without overtime before any work; 0 outside an engagement.
    slots
        Packages that may still give hours.
    """

    team_hours: NDArray[np.int64]
    capacity: NDArray[np.int64]
    available: NDArray[np.int64]
    slots: NDArray[np.int64]

    @property
    def free(self) -> NDArray[np.int64]:
        """Hours that pools may use, overtime included."""
        return self.capacity - self.team_hours

    @property
    def without_overload(self) -> NDArray[np.int64]:
        """Hours that pools may use before overtime begins."""
        left = np.maximum(self.available - self.team_hours, 0)
        regular: NDArray[np.int64] = np.minimum(left, self.free)
        return regular


def supply(problem: Problem, schedule: Schedule) -> Supply:
    """Return what is left beside the teams of a schedule."""
    people, horizon = problem.people, problem.horizon
    shape = (len(people), horizon)
    capacity = np.array([p.capacity for p in people], np.int64).reshape(shape)
    available = np.array([p.available for p in people], np.int64).reshape(shape)
    _close_offers(problem, schedule, capacity, available)
    hours = np.zeros(shape, np.int64)
    slots = np.repeat(
        np.array([[p.max_packages] for p in people], np.int64).reshape(-1, 1),
        horizon,
        axis=1,
    )
    for index, run in schedule.runs.items():
        busy: set[tuple[int, int]] = set()
        for load in team_loads(problem, index, run):
            if load.hours:
                hours[load.person, load.period] += load.hours
                busy.add((load.person, load.period))
        for person, period in busy:
            slots[person, period] -= 1
    return Supply(hours, capacity, available, slots)


def _close_offers(
    problem: Problem,
    schedule: Schedule,
    capacity: NDArray[np.int64],
    available: NDArray[np.int64],
) -> None:
    """Leave people on offer their hours within the engagement only."""
    engaged = {e.person: (e.first, e.end) for e in schedule.engaged.values()}
    for index, person in enumerate(problem.people):
        if person.offer is None:
            continue
        first, end = engaged.get(index, (0, 0))
        for table in (capacity, available):
            table[index, :first] = 0
            table[index, end:] = 0
