"""Sets of people that are unions of the people who may serve one demand."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def unions(classes: Iterable[frozenset[int]], most: int) -> list[frozenset[int]]:
    """Return each class, everybody, then unions of ever more classes.

    Parameters
    ----------
    most
        How many sets are wanted; classes are returned even if they are more.
    """
    ordered = sorted(filter(None, set(classes)), key=lambda own: (len(own), *own))
    if not ordered:
        return []
    found = dict.fromkeys([*ordered, frozenset().union(*ordered)])
    waiting = deque(ordered)
    while waiting and len(found) < most:
        one = waiting.popleft()
        for other in ordered:
            union = one | other
            if union not in found and not one.isdisjoint(other):
                found[union] = None
                waiting.append(union)
    return list(found)
