"""Which packages can run at the same time, as weights: a packing.

At every moment the packages that run are a feasible set: no link and no window keeps
them apart, and nobody has to be twice in their teams. Were work interruptible, the
least total time of feasible sets that gives every package its length would be the
makespan (Mingozzi, Maniezzo, Ricciardelli and Bianco 1998, doi:10.1287/mnsc.44.5.714).
The prices of that relaxation weigh packages so that no feasible set has more than a
capacity, which is a renewable resource that follows from all others: its work bounds
the makespan, and its row lets a solver see what no sum of hours shows. Both are
strong where few packages can run at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optimizer.bounds.highs import Model
from optimizer.bounds.linear import Linear
from optimizer.bounds.sets import unions
from optimizer.problem.problem import LinkType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from optimizer.bounds.tails import Tails
    from optimizer.bounds.workload import Workload
    from optimizer.problem.problem import Problem

    Flags = NDArray[np.bool_]
    Amounts = NDArray[np.float64]
    Periods = NDArray[np.int64]

MOST_PACKAGES = 200
"""Beyond so many the sets that could be listed are those of a small part."""
MOST_SETS = 10_000
"""Feasible sets that are listed."""
MOST_RESOURCES = 60
"""Facilities and sets of people, the scarcest, that sets of packages must fit."""
MOST_UNIONS = 200
"""Sets of people looked at."""
SECONDS = 10.0
"""Far more than the relaxation takes: an answer cut short would not be repeatable."""
RESOLUTION = 27_720
"""Weight of what fills the capacity alone; halves to twelfths of it are whole."""
CLOSE = 1e-6
"""What floating point may be off."""
NEVER = -(10**9)
"""No path leads there."""


@dataclass(frozen=True, slots=True)
class Scarcity:
    """What packages need in each period of their run, and the most there ever is.

    Attributes
    ----------
    needs
        Packages × resources.
    most
        By resource.
    """

    needs: Amounts
    most: Amounts

    def ranked(self) -> Amounts:
        """Return the largest share of a resource that each package takes."""
        if not self.most.size:
            return np.zeros(len(self.needs))
        return np.asarray((self.needs / np.maximum(self.most, CLOSE)).max(axis=1))


@dataclass(frozen=True, slots=True)
class Packing:
    """Weights of which packages that run at the same time have no more than so much.

    Attributes
    ----------
    weights
        Package → weight, more than 0; of packages that must run.
    capacity
        The most that packages weigh together while they run.
    least
        No plan's makespan is below, in periods.
    """

    weights: Mapping[int, int]
    capacity: int
    least: int


def packing_of(
    problem: Problem, workload: Workload, after: Tails, chosen: Sequence[int]
) -> Packing | None:
    """Return the packing with the most work, None if there is nothing to pack.

    It holds for every plan within the horizon.

    Parameters
    ----------
    workload
        What packages need in each period.
    chosen
        Packages that must run.
    """
    choices = after.choices
    rows = [
        package
        for package in chosen
        if problem.packages[package].started is None
        and choices[package].shortest is not None
    ]
    if not 1 < len(rows) <= MOST_PACKAGES:
        return None
    lengths = np.array([choices[package].shortest or 0 for package in rows])
    scarcity = _scarcity(workload, rows)
    apart = _apart(problem, after, rows, lengths)
    order = np.argsort(-scarcity.ranked() * lengths, kind="stable")
    sets = _feasible_sets(scarcity, apart, [int(row) for row in order if lengths[row]])
    weights = _weights(sets, lengths)
    packed = np.flatnonzero(weights)
    if not packed.size:
        return None
    capacity = int((sets @ weights).max())
    heads = min(choices[rows[row]].first_start or 0 for row in packed)
    tails = min(after.after_end[rows[row]] for row in packed)
    work = -(-int(weights @ lengths) // capacity)
    return Packing(
        weights={rows[row]: int(weights[row]) for row in packed},
        capacity=capacity,
        least=heads + work + tails,
    )


def _scarcity(workload: Workload, rows: Sequence[int]) -> Scarcity:
    """Return the resources that the packages together could exceed, scarcest first."""
    found: dict[tuple[float, ...], float] = {}
    supplies = list(workload.facilities())
    for people in unions(workload.classes, MOST_UNIONS):
        supplies += workload.of_people(people)
    for supply, energies in supplies:
        most = float(max(supply, default=0))
        own = tuple(float(energies.get(package, 0)) for package in rows)
        if sum(own) > most:
            found[own] = min(most, found.get(own, most))
    scarce = sorted(found, key=lambda own: (found[own] / sum(own), own))
    scarce = scarce[:MOST_RESOURCES]
    return Scarcity(
        needs=np.array(scarce, dtype=float).reshape(len(scarce), len(rows)).T,
        most=np.array([found[own] for own in scarce], dtype=float) + CLOSE,
    )


def _apart(
    problem: Problem, after: Tails, rows: Sequence[int], lengths: Periods
) -> Flags:
    """Return which pairs of packages links or windows keep from running together."""
    distances = _distances(problem, rows, lengths)
    count = len(rows)
    follows = distances[count:, :count] >= 0
    first = np.array([after.choices[package].first_start for package in rows])
    last = np.array([after.choices[package].last_end for package in rows])
    follows |= last[:, None] <= first[None, :]
    np.fill_diagonal(follows, val=True)
    return np.asarray(follows | follows.T)


def _distances(problem: Problem, rows: Sequence[int], lengths: Periods) -> Periods:
    """Return the longest paths between the starts, then the ends, of packages."""
    count = len(rows)
    row_of = {package: row for row, package in enumerate(rows)}
    distances = np.full((2 * count, 2 * count), NEVER, dtype=np.int64)
    np.fill_diagonal(distances, 0)
    everyone = np.arange(count)
    distances[everyone, count + everyone] = lengths
    for link in problem.links:
        if link.predecessor not in row_of or link.successor not in row_of:
            continue
        from_end = link.type in (LinkType.FINISH_START, LinkType.FINISH_FINISH)
        to_end = link.type in (LinkType.FINISH_FINISH, LinkType.START_FINISH)
        one = row_of[link.predecessor] + count * from_end
        other = row_of[link.successor] + count * to_end
        distances[one, other] = max(distances[one, other], link.lag)
    for middle in range(2 * count):
        through = distances[:, middle, None] + distances[None, middle, :]
        np.maximum(distances, through, out=distances)
    return distances


def _feasible_sets(scarcity: Scarcity, apart: Flags, order: Sequence[int]) -> Flags:
    """Return the maximal feasible sets by their members.

    Packages whose sets would become too many are in none.
    """
    needs, most = scarcity.needs, scarcity.most
    members = np.zeros((1, len(apart)), dtype=bool)
    blocked = np.zeros((1, len(apart)), dtype=bool)
    used = np.zeros((1, len(most)))
    taken: list[int] = []

    def takes(row: int) -> Flags:
        return np.asarray(~blocked[:, row] & (used + needs[row] <= most).all(axis=1))

    for row in order:
        fits = takes(row)
        if not fits[0] or len(members) + int(fits.sum()) > MOST_SETS:
            continue
        larger = members[fits]
        larger[:, row] = True
        members = np.vstack((members, larger))
        blocked = np.vstack((blocked, blocked[fits] | apart[row]))
        used = np.vstack((used, used[fits] + needs[row]))
        taken.append(row)
    grows = np.zeros(len(members), dtype=bool)
    for row in taken:
        grows |= takes(row)
    return np.asarray(members[~grows])


def _weights(sets: Flags, lengths: Periods) -> Periods:
    """Return the weights with the most work of which every set fits the resolution."""
    model = Model("packing")
    weight = {int(row): model.column(0, 1) for row in np.flatnonzero(sets.any(axis=0))}
    for members in sets:
        inside = np.flatnonzero(members)
        model.at_most(Linear([(weight[int(row)], 1) for row in inside]), 1)
    model.minimise(Linear([(weight[row], -float(lengths[row])) for row in weight]))
    values = model.solve(SECONDS).values
    weights = np.zeros(len(lengths), dtype=np.int64)
    for row, column in weight.items() if values else ():
        weights[row] = int((values[column] + CLOSE) * RESOLUTION)
    return weights
