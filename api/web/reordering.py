"""Changes in another order, or one less, as the buttons beside them say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Item = TypeVar("Item")

PRESS = re.compile("(up|down|remove) ([0-9]{1,4})")


def reordered(items: Sequence[Item], press: str) -> tuple[Item, ...]:
    """Return items after a button was pressed: ``up 3``, ``down 1``, ``remove 2``.

    Items are counted from 1; what no button says changes nothing.
    """
    found = PRESS.fullmatch(press)
    number = int(found[2]) if found else 0
    if found is None or not 1 <= number <= len(items):
        return tuple(items)
    left, place = list(items), number - 1
    item = left.pop(place)
    if found[1] != "remove":
        left.insert(max(0, place - 1) if found[1] == "up" else place + 1, item)
    return tuple(left)
