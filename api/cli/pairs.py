"""Who could learn what, of those asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.skills import skills_in_demand

if TYPE_CHECKING:
    from scenarios.situation import Situation


def pairs_to_train(
    situation: Situation, engineer: str | None, skill: str | None
) -> list[tuple[str, str]] | None:
    """Return engineers and skills to ask about; None where all are meant."""
    if engineer is None and skill is None:
        return None
    if engineer is not None and skill is not None:
        return [(engineer, skill)]
    if engineer is not None:
        people = [one for one in situation.portfolio.engineers if one.id == engineer]
        known = {name for one in people for name in one.skills}
        wanted = skills_in_demand(situation.portfolio)
        return [(engineer, name) for name in wanted if name not in known]
    return [
        (one.id, str(skill))
        for one in situation.portfolio.engineers
        if skill not in one.skills
    ]
