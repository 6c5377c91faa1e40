"""Every measure of a plan, one module each; its docstring is the formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.goals import Measure
from optimizer.plan.measures import (
    balance,
    cost,
    dropped,
    fragmentation,
    handovers,
    makespan,
    moves,
    net_value,
    objective_share,
    on_time,
    overload,
    releases,
    shift,
    value,
    value_loss,
    waiting,
)

if TYPE_CHECKING:
    from types import ModuleType

MEASURES: dict[Measure, ModuleType] = {
    Measure.NET_VALUE: net_value,
    Measure.VALUE: value,
    Measure.VALUE_LOSS: value_loss,
    Measure.OVERLOAD: overload,
    Measure.FRAGMENTATION: fragmentation,
    Measure.WAITING: waiting,
    Measure.MOVES: moves,
    Measure.RELEASES: releases,
    Measure.SHIFT: shift,
    Measure.DROPPED: dropped,
    Measure.HANDOVERS: handovers,
    Measure.COST: cost,
    Measure.BALANCE: balance,
    Measure.MAKESPAN: makespan,
    Measure.ON_TIME: on_time,
    Measure.OBJECTIVE_SHARE: objective_share,
}
