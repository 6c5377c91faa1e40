"""A lower bound on the makespan from which packages can run at the same time.

At every moment the packages that run are a feasible set: no link and no window keeps
them apart, and nobody has to be twice in their teams. Were work interruptible, the
least total time of feasible sets that gives every package its length would be the
makespan (Mingozzi, Maniezzo, Ricciardelli and Bianco 1998, doi:10.1287/mnsc.44.5.714).
It is strong where few can run at once, for there the sums of what people have, on
which the other bounds rest, leave time that no set of packages can use.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from optimizer.bounds.highs import Ending, Model
from optimizer.bounds.linear import Linear
from optimizer.bounds.sets import unions
from optimizer.problem.problem import LinkType

if TYPE_CHECKING:
    from collections.abc import Sequence

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
CLOSE = 1e-6
"""Keeps floating point from claiming a period more."""
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


def concurrency_bound(
    problem: Problem, workload: Workload, after: Tails, chosen: Sequence[int]
) -> int:
    """Return a number of periods that no plan's makespan is below; 0 if none is known.

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
        return 0
    lengths = np.array([choices[package].shortest or 0 for package in rows])
    scarcity = _scarcity(workload, rows)
    apart = _apart(problem, after, rows, lengths)
    order = np.argsort(-scarcity.ranked() * lengths, kind="stable")
    taken, sets = _feasible_sets(
        scarcity, apart, [int(row) for row in order if lengths[row]]
    )
    if not taken:
        return 0
    heads = [choices[rows[row]].first_start or 0 for row in taken]
    tails = [after.after_end[rows[row]] for row in taken]
    return min(heads) + _least_time(sets[:, taken], lengths[taken]) + min(tails)


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


def _feasible_sets(
    scarcity: Scarcity, apart: Flags, order: Sequence[int]
) -> tuple[list[int], Flags]:
    """Return packages, and every maximal feasible set of them by its members.

    Packages whose sets would become too many are left out.
    """
    needs, most = scarcity.needs, scarcity.most
    count = len(apart)
    members = np.zeros((1, count), dtype=bool)
    blocked = np.zeros((1, count), dtype=bool)
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
    grows = [takes(row) for row in taken]
    return taken, members[~np.any(grows, axis=0)] if taken else members


def _least_time(sets: Flags, lengths: Periods) -> int:
    """Return the least total time of sets that gives each package its length."""
    model = Model("feasible_sets")
    cover = [Linear() for _ in lengths]
    everything = Linear()
    for members in sets:
        inside = np.flatnonzero(members)
        time = model.column(0, float(lengths[inside].max()))
        everything.put(time)
        for package in inside:
            cover[package].put(time, -1)
    for covered, length in zip(cover, lengths, strict=True):
        model.at_most(covered, -float(length))
    model.minimise(everything)
    answer = model.solve(SECONDS)
    return ceil(answer.bound - CLOSE) if answer.ending is Ending.OPTIMAL else 0
