"""One period as a transport problem: hours of pieces to people, at least cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ortools.graph.python.min_cost_flow import (  # type: ignore[import-untyped]
    SimpleMinCostFlow,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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


def transport(
    period: Period, cost: Callable[[Piece, int], int]
) -> tuple[Shares, Shortage | None]:
    """Return who does how many hours, and the smallest proof if not all can be done.

    Parameters
    ----------
    cost
        Of a hundredth of an hour of a piece by a person; overload comes on top.
    """
    people = sorted({person for able in period.able for person in able})
    network = _Network(period, people)
    flows = network.solve(cost)
    shares = {
        (piece.package, piece.demand, person): hours
        for (number, person), hours in flows.items()
        for piece in (period.pieces[number],)
        if hours
    }
    return shares, _shortage(period, flows)


class _Network:
    """Source → pieces → people → sink."""

    def __init__(self, period: Period, people: list[int]) -> None:
        self._period = period
        self._flow = SimpleMinCostFlow()
        self._source, self._sink = 0, 1
        self._pieces = [2 + n for n in range(len(period.pieces))]
        first = 2 + len(period.pieces)
        self._people = {person: first + n for n, person in enumerate(people)}

    def solve(self, cost: Callable[[Piece, int], int]) -> dict[tuple[int, int], int]:
        """Return (piece number, person) → hours of a largest flow of least cost."""
        flow = self._flow
        total = sum(piece.hours for piece in self._period.pieces)
        self._add_ends()
        arcs = self._add_choices(cost)
        flow.set_node_supply(self._source, total)
        flow.set_node_supply(self._sink, -total)
        status = flow.solve_max_flow_with_min_cost()
        if status != flow.OPTIMAL:
            raise RuntimeError(f"the transport flow ended {status}, OPTIMAL was due")
        return {key: flow.flow(arc) for key, arc in arcs.items()}

    def _add_ends(self) -> None:
        period = self._period
        add = self._flow.add_arc_with_capacity_and_unit_cost
        for number, piece in enumerate(period.pieces):
            add(self._source, self._pieces[number], piece.hours, 0)
        for person, node in self._people.items():
            for hours, price in (
                (period.regular.get(person, 0), 0),
                (period.overtime.get(person, 0), OVERLOAD_COST),
            ):
                if hours > 0:
                    add(node, self._sink, hours, price)

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


def _shortage(period: Period, flows: Mapping[tuple[int, int], int]) -> Shortage | None:
    """Return the Hall set around the first piece that is not served in full."""
    served = [0] * len(period.pieces)
    serves: dict[int, list[int]] = {}
    for (number, person), hours in flows.items():
        served[number] += hours
        if hours:
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
