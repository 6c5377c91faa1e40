"""Every measure that can be a goal or a limit, as an expression over the variables."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from optimizer.cpsat.objectives import (
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
from optimizer.plan.goals import Measure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

OBJECTIVES: Mapping[Measure, ModuleType] = MappingProxyType(
    {
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
)
