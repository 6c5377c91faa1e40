"""Who computes lets those who answer go first."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

NICE = 10
"""How much precedence a process that computes gives to everything else."""
GROUP = Path("/proc/self/autogroup")
"""Where Linux keeps the same of a whole session, if it groups processes by these."""


def give_way() -> None:
    """Give every other process of this machine precedence.

    Where Linux shares processors among sessions first, and within each only then, a
    process that has a session of its own would have as much as all of the server,
    however nice it is within: then the session gives way as well.
    """
    os.nice(NICE)
    if os.getsid(0) == os.getpid():
        with suppress(OSError):  # another system, or one without such groups
            GROUP.write_text(str(NICE))
