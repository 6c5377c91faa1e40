"""Why something is as it is in a plan: one thing that the checker confirms."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from optimizer.portfolio.base import DomainModel, Id, Text

if TYPE_CHECKING:
    from collections.abc import Iterable


class Cause(StrEnum):
    """What kind of thing it is; those that nobody chose come first."""

    FACT = "fact"
    DECISION = "decision"
    LINK = "link"
    DATE = "date"
    LOCK = "lock"
    LEFT = "left"
    ABSENT = "absent"
    SKILL = "skill"
    ROOM = "room"
    BUSY = "busy"
    FACILITY = "facility"
    MONEY = "money"
    STOCK = "stock"
    FLOOR = "floor"
    TEAM = "team"
    LENGTH = "length"
    RULE = "rule"
    VALUE = "value"
    EQUAL = "equal"
    """Nothing binds: one of several plans that are worth the same."""

    @property
    def is_given(self) -> bool:
        """Whether it is so whatever the plan does with people and things."""
        return self in {Cause.FACT, Cause.DECISION, Cause.LINK, Cause.DATE, Cause.LOCK}

    @property
    def is_obstacle(self) -> bool:
        """Whether something stands in the way, and not only less is gained."""
        return self not in {Cause.ROOM, Cause.LENGTH, Cause.VALUE, Cause.EQUAL}


class Reason(DomainModel):
    """One thing that holds in a plan, and without which something would be otherwise.

    Attributes
    ----------
    text
        Part of a sentence: *AI2 ends on 1 May 2026*.
    packages, people
        Whom it names, by id, besides what it is a reason for.
    """

    cause: Cause
    text: Text
    packages: tuple[Id, ...] = ()
    people: tuple[Id, ...] = ()


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return each reason once, those that nobody chose first."""
    once: dict[str, Reason] = {}
    for reason in reasons:
        once.setdefault(reason.text, reason)
    ranks = list(Cause)
    return tuple(sorted(once.values(), key=lambda reason: ranks.index(reason.cause)))


OPENINGS = frozenset(
    {"as", "at", "budget", "floor", "in", "nobody", "nothing", "the", "what"}
    | {"with", "without"}
)
"""Words that a reason may begin with; any other is a name, and stays as it is."""


def sentence(reasons: Iterable[Reason], most: int = 3) -> str:
    """Return the first reasons as one sentence."""
    text = "; ".join([reason.text for reason in reasons][:most])
    if text.partition(" ")[0] in OPENINGS:
        text = f"{text[0].upper()}{text[1:]}"
    return f"{text}." if text else ""
