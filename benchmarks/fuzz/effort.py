"""How much an exhaustive search may do before it gives up."""

from __future__ import annotations


class TooLarge(Exception):
    """The portfolio has more candidates than the search may look at."""


class Effort:
    """A number of steps; one is about ten microseconds."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def spend(self, steps: int) -> None:
        """Use so many steps.

        Raises
        ------
        TooLarge
            If there are none left.
        """
        self._left -= steps
        if self._left < 0:
            raise TooLarge
