"""People who change one portfolio at the same time, and keep what they were told."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import sleep
from typing import TYPE_CHECKING

from api.client import ServiceFault, Unreachable, VersionMoved

if TYPE_CHECKING:
    from collections.abc import Iterable
    from threading import Event

    from api.client import Quarterdeck

SECONDS_TO_THINK = 0.05
"""Between reading and writing, so that others come in between."""


@dataclass(slots=True)
class Editor:
    """Somebody who gives a portfolio new names.

    Attributes
    ----------
    made
        The names that the service has acknowledged.
    late
        How often somebody else was first, and they were told (412).
    unsure
        The names whose fate was never told, because the server died.
    """

    name: str
    made: list[str] = field(default_factory=list)
    late: int = 0
    unsure: list[str] = field(default_factory=list)

    def edit_until(self, over: Event, client: Quarterdeck, portfolio: str) -> None:
        """Read, change and write, again and again."""
        number = 0
        while not over.is_set():
            number += 1
            self._edit(client, portfolio, f"{self.name} {number}")

    def _edit(self, client: Quarterdeck, portfolio: str, wanted: str) -> None:
        read = client.portfolios.read(portfolio)
        sleep(SECONDS_TO_THINK)
        changed = read.changed(read.content.replace(name=wanted))
        try:
            client.portfolios.replace(changed)
        except VersionMoved:
            self.late += 1
        except (Unreachable, ServiceFault):
            self.unsure.append(wanted)
        else:
            self.made.append(wanted)


def changes_lost(editors: Iterable[Editor], kept: Iterable[str]) -> int:
    """Return how many acknowledged changes are not among the versions, once each.

    A version that nobody could have written counts as well.
    """
    names = list(kept)
    made = [name for editor in editors for name in editor.made]
    unsure = {name for editor in editors for name in editor.unsure}
    lost = sum(names.count(name) != 1 for name in made)
    return lost + len(set(names) - set(made) - unsure)
