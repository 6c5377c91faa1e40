"""What a conflict says, in words that a board can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import SolveStatus
from scenarios.wording import worth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.why.member import Member


def of_conflict(members: Sequence[Member], *, minimal: bool, hopeless: bool) -> str:
    """Return what a conflict as a whole says."""
    if hopeless:
        return "There is no plan, and no rule that people could drop would change that."
    if not members:
        return "There is no plan; which rules are why was not shown in time."
    if len(members) == 1:
        return "One rule alone leaves no plan."
    if minimal:
        return (
            f"These {len(members)} rules cannot all hold, whatever else is dropped; "
            "without any one of them the others could."
        )
    return (
        f"These {len(members)} rules cannot all hold; perhaps some of them can stay, "
        "which was not shown in time."
    )


def of_member(member: Member, unit: str) -> str:
    """Return what one rule asks, and what there is without it."""
    return " ".join(
        filter(None, (member.sentence, _dropped(member, unit), _eased(member, unit)))
    )


def _dropped(member: Member, unit: str) -> str:
    without = member.without
    if without is None:
        return ""
    if without.status is SolveStatus.INFEASIBLE:
        return "Dropping it alone is not enough: another conflict is left."
    if without.plan is None:
        return "Whether dropping it is enough was not shown in time."
    return f"Without it the best plan delivers {worth(without.net_value, unit)}."


def _eased(member: Member, unit: str) -> str:
    near = member.nearest
    if near is None:
        return ""
    value = worth(near.net_value, unit)
    if near.proven:
        return f"The nearest that can be done is {near.label}, with {value}."
    return (
        f"It can be done with {near.label}, with {value}; from {near.open_from} on it "
        "is not excluded."
    )
