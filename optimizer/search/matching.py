"""People to the seats of a team: everyone on one demand, the best liked first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def seat(
    candidates: Sequence[Sequence[int]],
    headcounts: Sequence[int],
    must: Iterable[int] = (),
) -> tuple[tuple[int, int], ...] | None:
    """Return pairs (person, demand) that fill every seat, or None.

    Parameters
    ----------
    candidates
        Demand → people who can take it, best liked first.
    headcounts
        Demand → seats.
    must
        People who are in the team in any case.
    """
    seats = [d for d, count in enumerate(headcounts) for _ in range(count)]
    if len(seats) == len(headcounts) == 1 and not must:
        return ((candidates[0][0], 0),) if candidates[0] else None
    seating = _Seating(candidates, seats)
    if not all(seating.bring(person) for person in must):
        return None
    order = sorted(range(len(seats)), key=lambda s: len(candidates[seats[s]]))
    if not all(seating.fill(s, set()) for s in order if s not in seating.taken):
        return None
    pairs = ((person, seats[s]) for s, person in seating.taken.items())
    return tuple(sorted(pairs, key=lambda pair: (pair[1], pair[0])))


class _Seating:
    """Augmenting paths between seats and people."""

    def __init__(self, candidates: Sequence[Sequence[int]], seats: list[int]) -> None:
        self._candidates = candidates
        self._seats = seats
        self.taken: dict[int, int] = {}
        self._seat_of: dict[int, int] = {}

    def fill(self, seat: int, tried: set[int]) -> bool:
        """Find a person for a seat, moving others if need be."""
        free = [p for p in self._candidates[self._seats[seat]] if p not in tried]
        for person in free:
            if person not in self._seat_of:
                self._put(person, seat)
                return True
        for person in free:
            if person in tried:
                continue
            tried.add(person)
            if self.fill(self._seat_of[person], tried):
                self._put(person, seat)
                return True
        return False

    def bring(self, person: int, tried: set[int] | None = None) -> bool:
        """Find a seat for a person, moving others if need be."""
        tried = set() if tried is None else tried
        for seat, demand in enumerate(self._seats):
            if seat in tried or person not in self._candidates[demand]:
                continue
            tried.add(seat)
            if seat not in self.taken or self.bring(self.taken[seat], tried):
                self._put(person, seat)
                return True
        return False

    def _put(self, person: int, seat: int) -> None:
        self.taken[seat] = person
        self._seat_of[person] = seat
