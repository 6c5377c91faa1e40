"""What has started: one option each, or a few ends for a running pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optimizer.cpsat.staffing.pools import Unstaffable, staff_pools
from optimizer.problem.problem import Staffing
from optimizer.problem.schedule import Run
from optimizer.search.option import Option
from optimizer.search.pools import pool_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from optimizer.problem.problem import Started
    from optimizer.search.draft import Draft
    from optimizer.search.option import PoolShares
    from optimizer.search.room import Room


def started_options(
    room: Room, package: int, liking: NDArray[np.float64]
) -> Iterator[Option]:
    """Yield the options of a started package, the earliest end first."""
    whole = room.tables.problem.packages[package]
    started = whole.started
    if started is None:
        return
    pool = whole.ways[started.way].staffing is Staffing.POOL and not started.done
    for end in sorted(started.ends):
        run = Run(started.start, end - started.start, started.way, started.team)
        if end > room.tables.horizon and not started.done:
            return
        option = (
            pool_option(room, package, run, liking)
            if pool
            else _team_option(room, package, run, started)
        )
        if option is not None:
            yield option


def enter_together(draft: Draft, packages: Sequence[int]) -> bool:
    """Enter running packages at their last ends, pools staffed as a whole.

    Whether that worked; one after the other, pools may take each other's people.
    """
    problem = draft.tables.problem
    for index in packages:
        started = problem.packages[index].started
        if started is None or max(started.ends) > problem.horizon:
            return False
        length = max(started.ends) - started.start
        run = Run(started.start, length, started.way, started.team)
        option = _team_option(draft.room, index, run, started)
        draft.room.take(option)
        draft.enter(option)
    staffed = staff_pools(problem, draft.schedule())
    if isinstance(staffed, Unstaffable):
        return False
    shares: dict[tuple[int, int], PoolShares] = {}
    for (index, demand, person, period), hours in staffed.pool_hours.items():
        shares.setdefault((period, index), {})[demand, person] = hours
    for (period, index), given in shares.items():
        draft.room.set_pool(period, index, given)
    return True


def _team_option(room: Room, package: int, run: Run, started: Started) -> Option:
    now = room.tables.now
    way = room.tables.problem.packages[package].ways[run.way]
    team = [] if started.done else list(started.team)
    rows = {person: row for row, (person, _) in enumerate(team)}
    work = np.zeros((len(team), max(0, run.end - now)), np.int64)
    for load in started.loads:
        work[rows[load.person], load.period - now] += load.hours
    return Option(
        package,
        run,
        np.array([person for person, _ in team], np.int64),
        np.array([way.demands[d].share for _, d in team], np.int64),
        work,
    )
