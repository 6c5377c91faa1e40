"""One period as a transport problem: hours of pieces to people, at least cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from ortools.graph.python.min_cost_flow import (  # type: ignore[import-untyped]
    SimpleMinCostFlow,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from optimizer.cpsat.staffing.demand import Piece

OVERLOAD_COST = 1_000_000
"""Of a hundredth of an hour; above every other cost."""

Shares = dict[tuple[int, int, int], int]
"""(package, demand, person) → hundredths of hours in one period."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """Pieces that need more hours than all who may serve any of them have.

    Attributes
    ----------
    pieces
        Pairs (package, demand).
    people
        Everyone who may serve one of them.
    needed, free
        Hundredths of hours; `needed` is the larger.
    """

    pieces: tuple[tuple[int, int], ...]
    people: tuple[int, ...]
    needed: int
    free: int


@dataclass(frozen=True, slots=True)
class Period:
    """Pieces of one period, who may serve each, and what people have left.

    Attributes
    ----------
    able
        Piece by piece, the people who may serve it.
    regular, overtime
        Person → hours before and after overtime begins.
    """

    pieces: Sequence[Piece]
    able: Sequence[Sequence[int]]
    regular: Mapping[int, int]
    overtime: Mapping[int, int] = field(default_factory=dict)

    def free(self, person: int) -> int:
        """Return all hours that a person has left."""
        return self.regular.get(person, 0) + self.overtime.get(person, 0)


class Transport:
    """Who does how many hours, at least cost; choices can be taken away.

    Source → pieces → people → sink.

    Parameters
    ----------
    cost
        Of a hundredth of an hour of a piece by a person; overload comes on top.
    """

    def __init__(self, period: Period, cost: Callable[[Piece, int], int]) -> None:
        self._period = period
        self._flow = SimpleMinCostFlow()
        self._source, self._sink = 0, 1
        self._pieces = [2 + n for n in range(len(period.pieces))]
        first = 2 + len(period.pieces)
        people = sorted({person for able in period.able for person in able})
        self._people = {person: first + n for n, person in enumerate(people)}
        self._add_ends()
        self._arcs = self._add_choices(cost)

    def _add_ends(self) -> None:
        period, flow = self._period, self._flow
        add = flow.add_arc_with_capacity_and_unit_cost
        for number, piece in enumerate(period.pieces):
            add(self._source, self._pieces[number], piece.hours, 0)
        for person, node in self._people.items():
            for hours, price in (
                (period.regular.get(person, 0), 0),
                (period.overtime.get(person, 0), OVERLOAD_COST),
            ):
                if hours > 0:
                    add(node, self._sink, hours, price)
        total = sum(piece.hours for piece in period.pieces)
        flow.set_node_supply(self._source, total)
        flow.set_node_supply(self._sink, -total)

    def _add_choices(
        self, cost: Callable[[Piece, int], int]
    ) -> dict[tuple[int, int], int]:
        add = self._flow.add_arc_with_capacity_and_unit_cost
        return {
            (number, person): add(
                self._pieces[number],
                self._people[person],
                piece.hours,
                cost(piece, person),
            )
            for number, piece in enumerate(self._period.pieces)
            for person in self._period.able[number]
            if self._period.free(person) > 0
        }

    def forbid(self, person: int, packages: Collection[int]) -> None:
        """Keep a person to some packages."""
        for number, piece in enumerate(self._period.pieces):
            arc = self._arcs.get((number, person))
            if arc is not None and piece.package not in packages:
                self._flow.set_arc_capacity(arc, 0)

    def solve(self) -> tuple[Shares, Shortage | None]:
        """Return hours, and the smallest proof if not all can be done."""
        flow = self._flow
        status = flow.solve_max_flow_with_min_cost()
        if status != flow.OPTIMAL:
            raise RuntimeError(f"the transport flow ended {status}, OPTIMAL was due")
        hours = flow.flows(np.fromiter(self._arcs.values(), np.int64)).tolist()
        flows = {k: h for k, h in zip(self._arcs, hours, strict=True) if h}
        pieces = self._period.pieces
        shares = {
            (pieces[number].package, pieces[number].demand, person): hours
            for (number, person), hours in flows.items()
        }
        return shares, _shortage(self._period, flows)


def _shortage(period: Period, flows: Mapping[tuple[int, int], int]) -> Shortage | None:
    """Return the Hall set around the first piece that is not served in full."""
    served = [0] * len(period.pieces)
    serves: dict[int, list[int]] = {}
    for (number, person), hours in flows.items():
        served[number] += hours
        serves.setdefault(person, []).append(number)
    short = next((n for n, p in enumerate(period.pieces) if served[n] < p.hours), None)
    if short is None:
        return None
    reached, people = _reached(period, serves, short)
    members = sorted(reached)
    return Shortage(
        pieces=tuple(
            (period.pieces[n].package, period.pieces[n].demand) for n in members
        ),
        people=tuple(sorted(people)),
        needed=sum(period.pieces[n].hours for n in members),
        free=sum(period.free(person) for person in people),
    )


def _reached(
    period: Period, serves: Mapping[int, list[int]], short: int
) -> tuple[set[int], set[int]]:
    """Return pieces and people that could pass hours on to a piece."""
    reached, people, queue = {short}, set[int](), [short]
    while queue:
        found = set(period.able[queue.pop()]) - people
        people |= found
        numbers = {n for person in found for n in serves.get(person, ())} - reached
        reached |= numbers
        queue += numbers
    return reached, people
