"""The classical core of a problem: lengths, distances, units and people as bits.

Period capacities of all facilities are packed into one integer, the people who are
free into another, so that one operation looks at all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optimizer.problem.problem import WHOLE_SHARE, Staffing
from optimizer.search.requirements import Requirements
from optimizer.search.windows import FROM_END, TO_END

if TYPE_CHECKING:
    from optimizer.problem.problem import Link, Package, Problem

Seats = tuple[tuple[int, int], ...]
"""By demand: people who qualify, as bits, and how many are needed."""

Arcs = list[list[tuple[int, int]]]
"""Activity → pairs of another one and the distance between the two starts."""


@dataclass(frozen=True, slots=True)
class Classical:
    """Activities of fixed length without calendars; indices are its own.

    Attributes
    ----------
    packages
        Activity → package of the problem.
    before, after
        Activity → pairs (other, distance): start ≥ start of other + distance; the
        same arcs seen from the other side.
    needs
        Activity → units of all facilities, packed.
    capacity, guard
        Units there are, packed, with a guard bit above each facility.
    seats
        Activity → its seats.
    people
        All people, as bits.
    monotone
        Whether nothing may start before what it follows, forwards or backwards.
    """

    packages: tuple[int, ...]
    lengths: tuple[int, ...]
    earliest: tuple[int, ...]
    before: tuple[tuple[tuple[int, int], ...], ...]
    after: tuple[tuple[tuple[int, int], ...], ...]
    needs: tuple[int, ...]
    capacity: int
    guard: int
    seats: tuple[Seats, ...]
    people: int
    horizon: int
    monotone: bool

    def reversed(self) -> Classical:
        """Return the same with time running backwards."""
        return replace(
            self,
            earliest=(0,) * len(self.packages),
            before=_backwards(self.after, self.lengths),
            after=_backwards(self.before, self.lengths, into=True),
        )


def _backwards(
    arcs: tuple[tuple[tuple[int, int], ...], ...],
    lengths: tuple[int, ...],
    *,
    into: bool = False,
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return start-to-start distances when starts are ends of the reversed time.

    From start(j) ≥ start(i) + δ follows start'(i) ≥ start'(j) + δ + length(j) −
    length(i), because start' = −end.
    """
    return tuple(
        tuple(
            (
                other,
                distance
                + (
                    lengths[own] - lengths[other]
                    if into
                    else lengths[other] - lengths[own]
                ),
            )
            for other, distance in row
        )
        for own, row in enumerate(arcs)
    )


def classical(problem: Problem) -> Classical | None:
    """Return the classical core of the forced projects, or None if there is more."""
    if _has_more(problem):
        return None
    needs = Requirements(problem).needs
    projects = {
        other
        for index, project in enumerate(problem.projects)
        if project.forced
        for other in needs[index]
    }
    chosen = [i for i, p in enumerate(problem.packages) if p.project in projects]
    if not all(_is_plain(problem, problem.packages[index]) for index in chosen):
        return None
    before, after = _arcs(problem, chosen)
    if _in_circles(before):
        return None
    packing = _Packing([facility.capacity[0] for facility in problem.facilities])
    ways = [problem.packages[index].ways[0] for index in chosen]
    return Classical(
        packages=tuple(chosen),
        lengths=tuple(way.shortest for way in ways),
        earliest=tuple(problem.packages[index].earliest for index in chosen),
        before=tuple(map(tuple, before)),
        after=tuple(map(tuple, after)),
        needs=tuple(packing.packed(dict(way.uses)) for way in ways),
        capacity=packing.capacity,
        guard=packing.guard,
        seats=tuple(
            tuple((sum(1 << p for p in d.qualified), d.headcount) for d in way.demands)
            for way in ways
        ),
        people=(1 << len(problem.people)) - 1,
        horizon=problem.horizon,
        monotone=all(
            distance >= max(0, ways[i].shortest - ways[j].shortest)
            for j, row in enumerate(before)
            for i, distance in row
        ),
    )


def _arcs(problem: Problem, chosen: list[int]) -> tuple[Arcs, Arcs]:
    """Return the links between activities, by successor and by predecessor."""
    number = {package: n for n, package in enumerate(chosen)}
    before: Arcs = [[] for _ in chosen]
    after: Arcs = [[] for _ in chosen]
    for link in problem.links:
        if link.predecessor in number and link.successor in number:
            i, j = number[link.predecessor], number[link.successor]
            distance = _distance(problem, link)
            before[j].append((i, distance))
            after[i].append((j, distance))
    return before, after


def _has_more(problem: Problem) -> bool:
    """Return whether calendars, money or rules between projects matter."""
    varying = any(len(set(f.capacity)) > 1 for f in problem.facilities)
    barred = any(p.barred or p.latest_end < problem.horizon for p in problem.projects)
    others = problem.offers, problem.budgets, problem.floors, problem.excludes
    return varying or barred or any(others) or bool(problem.at_most)


def _is_plain(problem: Problem, package: Package) -> bool:
    """Return whether a package has one length, no dates and whole, steady people."""
    horizon = problem.horizon
    if (
        len(package.ways) != 1
        or package.started is not None
        or package.must
        or package.kept_team is not None
        or min(package.latest_start, package.latest_end) < horizon
    ):
        return False
    way = package.ways[0]
    if way.staffing is None:
        return not way.consumes
    return (
        way.staffing is Staffing.FIXED_TEAM
        and not way.consumes
        and all(
            demand.share == WHOLE_SHARE
            and all(_is_steady(problem, person) for person in demand.qualified)
            for demand in way.demands
        )
    )


def _is_steady(problem: Problem, index: int) -> bool:
    """Return whether a person is always there and on one team at a time."""
    person = problem.people[index]
    first, end = person.employed
    return (
        first <= problem.now
        and end >= problem.horizon
        and all(
            hours or not works
            for hours, works in zip(
                person.available, person.location_works, strict=True
            )
        )
    )


def _distance(problem: Problem, link: Link) -> int:
    """Return how long after the predecessor's start the successor may start."""
    distance = link.lag
    if link.type in FROM_END:
        distance += problem.packages[link.predecessor].ways[0].shortest
    if link.type in TO_END:
        distance -= problem.packages[link.successor].ways[0].shortest
    return distance


def _in_circles(before: Arcs) -> bool:
    waiting = [len(row) for row in before]
    after: list[list[int]] = [[] for _ in before]
    for own, row in enumerate(before):
        for other, _ in row:
            after[other].append(own)
    queue = [own for own, count in enumerate(waiting) if not count]
    for own in queue:
        for other in after[own]:
            waiting[other] -= 1
            if not waiting[other]:
                queue.append(other)
    return len(queue) < len(before)


class _Packing:
    """Several capacities in one integer, a guard bit above each."""

    def __init__(self, capacities: list[int]) -> None:
        self._shifts: list[int] = []
        self.capacity = self.guard = shift = 0
        self._most = capacities
        for capacity in capacities:
            self._shifts.append(shift)
            self.capacity |= capacity << shift
            shift += capacity.bit_length() + 1
            self.guard |= 1 << (shift - 1)

    def packed(self, units: dict[int, int]) -> int:
        """Return units of each facility in one integer."""
        return sum(
            min(amount, self._most[f] + 1) << self._shifts[f]
            for f, amount in units.items()
        )
