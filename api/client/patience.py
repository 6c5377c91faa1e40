"""How long a client tries again what may succeed later."""

from __future__ import annotations

from random import uniform
from time import monotonic, sleep

FIRST_PAUSE = 0.25
"""Seconds before the second attempt; each further pause is twice as long."""
LONGEST_PAUSE = 10.0


class Patience:
    """Pauses between attempts, until so many seconds are over."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds
        self._next = FIRST_PAUSE

    def lasts(self, least: float = 0.0) -> bool:
        """Wait before the next attempt; return at once, and false, where it is over.

        Parameters
        ----------
        least
            Seconds that the service asks to wait.
        """
        # Clients that lost the same server should not come back at the same moment.
        pause = max(least, self._next * uniform(0.5, 1.0))
        self._next = min(2 * self._next, LONGEST_PAUSE)
        if monotonic() + pause > self._end:
            return False
        sleep(pause)
        return True
