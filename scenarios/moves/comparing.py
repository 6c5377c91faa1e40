"""What a trial that breaks nothing would be worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.moves.reason import Cause, Reason

if TYPE_CHECKING:
    from decimal import Decimal

    from scenarios.moves.words import Words


def worth(
    words: Words, gain: Decimal, when: str, people: tuple[str, ...] = ()
) -> Reason:
    """Return how the value would differ; where it would not, that nothing binds.

    Parameters
    ----------
    gain
        Net value as tried less that of the plan.
    when
        What is tried, as the beginning of a sentence: *at its old start,*.
    """
    text = f"{when} the plan would be {words.worth(gain)}"
    if gain < 0:
        return Reason(cause=Cause.VALUE, text=text, people=people)
    ending = "it could be better" if gain else "one of several of that value"
    return Reason(cause=Cause.EQUAL, text=f"{text}: {ending}", people=people)
