"""One way to run a package at one time: the run and the hours it takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from optimizer.problem.schedule import Run

NOBODY = np.zeros(0, np.int64)
NO_WORK = np.zeros((0, 0), np.int64)

PoolShares = dict[tuple[int, int], int]
"""(demand, person) → hundredths of hours in one period."""


@dataclass(frozen=True, slots=True)
class Option:
    """A run with its loads from *now* on.

    Attributes
    ----------
    members, shares
        People of the team and their shares in ten-thousandths.
    work
        Hundredths of hours, (members, periods from the run's first not before *now*).
    pool
        Period → shares.
    """

    package: int
    run: Run
    members: NDArray[np.int64] = field(default_factory=lambda: NOBODY)
    shares: NDArray[np.int64] = field(default_factory=lambda: NOBODY)
    work: NDArray[np.int64] = field(default_factory=lambda: NO_WORK)
    pool: Mapping[int, PoolShares] = field(default_factory=dict)
