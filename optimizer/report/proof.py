"""What is proven about a plan, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.goals import Measure
from optimizer.plan.outcome import SolveStatus
from optimizer.report.wording import money, number, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.outcome import Outcome, TierResult
    from optimizer.report.material import Material

NOT_OPTIMIZED = (
    "It was checked, not optimized: how much better a plan could be is open."
)
"""What is said of a plan that nobody searched for."""
OF_VALUE = frozenset({Measure.VALUE.value, Measure.NET_VALUE.value})


def bound_on_value(material: Material) -> float | None:
    """Return what no plan can pass; None where that is not known."""
    first = _first(material.outcome)
    return first.bound if first is not None and first.name in OF_VALUE else None


def proof(material: Material) -> Iterator[str]:
    """Yield what can be said about better plans."""
    outcome = material.outcome
    first = _first(outcome)
    if outcome is None or first is None:
        yield NOT_OPTIMIZED
        return
    if first.bound is None or first.value is None:
        yield "How much better a plan could be is unknown: no bound was found."
        return
    if first.name in OF_VALUE:
        yield from _engagements(material)
        yield _of_value(first.value, first.bound, first.gap, material.unit)
    else:
        yield _of_measure(first.name, first.value, first.bound, first.gap)
    if outcome.status is not SolveStatus.OPTIMAL and first.gap == 0:
        yield "Goals that come after it are not all proven: see how sure this is."


def is_net(material: Material) -> bool:
    """Return whether what is proven is of value less the price of engaged offers."""
    first = _first(material.outcome)
    net = first is not None and first.name == Measure.NET_VALUE
    return net and material.measures.net_value != material.measures.value


def _engagements(material: Material) -> Iterator[str]:
    """Say where the value that is delivered is not the one that is compared."""
    if is_net(material):
        measures, unit = material.measures, material.unit
        price = money(float(measures.value - measures.net_value), unit)
        net = money(float(measures.net_value), unit)
        yield f"Less {price} for the offers that it takes, it is worth {net}."


def _first(outcome: Outcome | None) -> TierResult | None:
    return outcome.tiers[0] if outcome is not None and outcome.tiers else None


def _of_value(value: float, bound: float, gap: float | None, unit: str) -> str:
    if gap == 0:
        remark = "this one is proven best"
    else:
        missing = money(bound - value, unit)
        remark = f"at most {missing} ({percent(gap, 2)}) are still to be had"
    return f"No plan can be worth more than {money(bound, unit)}: {remark}."


def _of_measure(name: str, value: float, bound: float, gap: float | None) -> str:
    words = name.replace("_", " ")
    if gap == 0:
        return f"The goal was {words}: {number(value, 2)} is proven best."
    return (
        f"The goal was {words}: {number(value, 2)} was reached, and no plan can pass "
        f"{number(bound, 2)}."
    )
