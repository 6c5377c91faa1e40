"""The last number at which something holds that holds for all smaller ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def last_that_holds(
    least: int, most: int, holds: Callable[[int], bool | None]
) -> tuple[int, int]:
    """Return between what and what the last number lies; equal where it is proven.

    Bisection, as what holds at a number holds at every smaller one.

    Parameters
    ----------
    least
        A number at which it holds.
    most
        The largest number at which it may hold.
    holds
        Whether it holds at a number; None where that is not proven, which ends the
        search.
    """
    while least < most:
        middle = (least + most + 1) // 2
        answer = holds(middle)
        if answer is None:
            break
        least, most = (middle, most) if answer else (least, middle - 1)
    return least, most


def bisections(least: int, most: int) -> int:
    """Return how many answers the search takes at most."""
    return max(0, most - least).bit_length()
