"""What became of a project and why, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import SolveStatus
from optimizer.report.wording import count, number
from scenarios.comparison.by_project import Fate
from scenarios.interval import Interval
from scenarios.why.sentences import of_member
from scenarios.wording import worth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.comparison.by_project import DifferenceRow
    from scenarios.why.counterfactual import Counterfactual
    from scenarios.why.explanation import WhyProject
    from scenarios.why.member import Nearest


def told(why: WhyProject, unit: str) -> tuple[str, ...]:
    """Return the answer in sentences."""
    return (
        _fate(why),
        *_forced(why, unit),
        *_in_the_way(why),
        *(of_member(member, unit) for member in why.obstacles),
    )


def _fate(why: WhyProject) -> str:
    if why.decided_out:
        return f"{why.project} is out by decision."
    if why.fate is Fate.ON_TIME:
        return f"{why.project} is in the plan and on time: nothing stands in its way."
    if why.fate is Fate.LATE:
        return (
            f"{why.project} is in the plan and {count(why.late or 0, 'period')} late."
        )
    if why.fate is Fate.UNFINISHED:
        return f"{why.project} is in the plan and does not end in it."
    return f"{why.project} is not in the plan."


def _forced(why: WhyProject, unit: str) -> Iterator[str]:
    found = why.counterfactual
    if found is None:
        return
    name = f"{why.project} {found.asked.label}"
    if found.refused:
        yield f"{name} contradicts the portfolio: {found.refused[0].message}"
    elif found.status is SolveStatus.INFEASIBLE:
        yield f"No plan has {name}."
    elif found.plan is None:
        yield f"Whether any plan has {name} was not shown in time."
    else:
        value = worth(found.net_value, unit)
        yield f"With {name}, the best plan delivers {value}; {_price(found, unit)}."
        changed = [_effect(row) for row in found.effects if not row.is_offer]
        if changed:
            yield f"Against the plan explained: {'; '.join(changed)}."


def _price(found: Counterfactual, unit: str) -> str:
    if found.price.proven and not found.price.low:
        return "that costs nothing, another plan being as good"
    if found.price.high is not None and found.price.high < 0:
        return f"that gains {worth(Interval.exactly(0) - found.price, unit)}"
    return f"that costs {worth(found.price, unit)}"


def _effect(row: DifferenceRow) -> str:
    fates = {row.was: row.becomes}
    if Fate.DROPPED in fates:
        happens = "comes in"
    elif row.becomes is Fate.DROPPED:
        happens = "leaves"
    elif row.was != row.becomes and row.becomes is not None:
        happens = f"is then {row.becomes.label}"
    else:
        happens = "ends at another time"
    sign = "+" if row.difference > 0 else "−" if row.difference < 0 else "±"
    return f"{row.item} {happens} ({sign}{number(float(abs(row.difference)), 2)})"


def _in_the_way(why: WhyProject) -> Iterator[str]:
    found, many = why.counterfactual, len(why.obstacles)
    if why.earliest is not None:
        yield f"{why.project} can end by {why.earliest.label}{_open(why.earliest)}."
    if found is None or found.refused:
        return
    impossible = found.status is SolveStatus.INFEASIBLE
    if many == 1:
        yield "One thing stands in its way, whatever else is dropped."
    elif many and why.minimal:
        yield f"{many} things together stand in its way, whatever else is dropped."
    elif many:
        yield (
            f"{many} things together stand in its way; perhaps not all of them do, "
            "which was not shown in time."
        )
    elif why.hopeless:
        yield "No rule that people could drop, and no one skill, would change that."
    elif impossible or found.costs:
        yield "What stands in its way was not shown in time."


def _open(earliest: Nearest) -> str:
    if earliest.proven:
        return ", and no earlier"
    return f"; from {earliest.open_from} on is not excluded"
