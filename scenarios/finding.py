"""Things by their names, and what to say where nothing is called so."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol, TypeVar

from scenarios.errors import NotAnswered

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_NAMES = 12
"""Names that are listed where none is like the one given."""


class Named(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> str:
        """What it is called."""


Thing = TypeVar("Thing", bound=Named)


def find(what: str, name: str, things: Iterable[Thing]) -> Thing:
    """Return the thing of that id.

    Raises
    ------
    NotAnswered
        If there is none; with what there is.
    """
    known = {thing.id: thing for thing in things}
    if name not in known:
        raise NotAnswered(there_is_no(what, name, known))
    return known[name]


def there_is_no(what: str, name: str, known: Iterable[str]) -> str:
    """Return that nothing is called so, and what is, or what was perhaps meant."""
    names = list(known)
    close = get_close_matches(name, names, n=3, cutoff=0.5)
    more = max(0, len(names) - MOST_NAMES)
    if close:
        there = f"Did you mean {' or '.join(close)}?"
    elif names:
        rest = f" and {more} more" if more else ""
        there = f"There are {', '.join(names[:MOST_NAMES])}{rest}."
    else:
        there = "There is none."
    return f"There is no {what} {name!r}. {there}"
