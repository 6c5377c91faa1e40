"""Whether distinct people can fill the seats of all demands at once."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

MOST_SUBSETS = 4096
"""Larger packages are compared by pairs and as a whole only."""


def all_seated(demands: Sequence[tuple[int, Set[str]]]) -> bool:
    """Return whether every demand can get its number of people, each on one demand.

    Hall's condition over sets of demands, given as pairs (seats, people who may take
    them): the people of a set are at least as many as its seats.
    """
    sizes: Sequence[int] = range(1, len(demands) + 1)
    if 2 ** len(demands) > MOST_SUBSETS:
        sizes = (1, 2, len(demands))
    return all(
        sum(seats for seats, _ in some) <= len(frozenset().union(*(a for _, a in some)))
        for size in sizes
        for some in combinations(demands, size)
    )
