"""Random portfolios for properties, from the same builder as the long fuzz run.

Hypothesis drives the builder's random choices, so that it can shrink them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies

from benchmarks.fuzz.cases import some_case
from benchmarks.fuzz.chance import SMALL, TINY

if TYPE_CHECKING:
    from benchmarks.fuzz.cases import Case
    from benchmarks.fuzz.chance import Size
    from optimizer.portfolio.portfolio import Portfolio


def cases(size: Size = TINY) -> strategies.SearchStrategy[Case]:
    """Draw valid portfolios with or without *now*, progress and a running plan."""
    randoms = strategies.randoms(use_true_random=False)
    return randoms.map(lambda random: some_case(random, size))


def tiny_cases() -> strategies.SearchStrategy[Case]:
    """Draw cases that the exhaustive oracle can answer."""
    return cases(TINY)


def small_cases() -> strategies.SearchStrategy[Case]:
    """Draw cases of up to five projects, ten packages and six people."""
    return cases(SMALL)


def portfolios(size: Size = TINY) -> strategies.SearchStrategy[Portfolio]:
    """Draw valid portfolios."""
    return cases(size).map(lambda case: case.portfolio)
