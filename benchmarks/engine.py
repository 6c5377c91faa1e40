"""What every engine of the benchmarks looks like, ours and the peers'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from benchmarks.record import Settings
from optimizer.plan.goals import Goals
from optimizer.portfolio.portfolio import Portfolio

if TYPE_CHECKING:
    from optimizer.plan.plan import Plan

Watch = Callable[[float | None, float | None], None]
"""Told of every better value and bound."""


class Inexpressible(Exception):
    """The engine has no words for something in the portfolio; says what."""


@dataclass(frozen=True, slots=True)
class Solution:
    """How an engine's search ended, in our words; `status` as in `SolveStatus`."""

    status: str
    plan: Plan | None
    value: float | None
    bound: float | None


Engine = Callable[[Portfolio, Goals, Settings, Watch], Solution]

ENGINES = {
    "quarterdeck": "benchmarks.quarterdeck",
    "pyjobshop": "benchmarks.peers.pyjobshop",
}
"""Engine → module whose `solve` it is; imported in the child that needs it."""


def engine(name: str) -> Engine:
    """Return the engine of a name, importing what it needs."""
    return cast("Engine", import_module(ENGINES[name]).solve)
