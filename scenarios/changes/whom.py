"""The people that a change is about: one, a team, or everybody with a skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.changes.base import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.people import Engineer
    from optimizer.portfolio.portfolio import Portfolio


def one_of(**fields: object) -> None:
    """Refuse fields of which not exactly one is given.

    Raises
    ------
    ValueError
        With the names of all of them.
    """
    given = [name for name, value in fields.items() if value]
    if len(given) != 1:
        names = ", ".join(fields)
        found = " and ".join(given) or "none"
        raise ValueError(f"should give exactly one of {names}, found {found}")


def unknown_group(
    team: str | None, skill: str | None, portfolio: Portfolio
) -> Iterator[Issue]:
    """Yield that no engineer is on the team, or has the skill."""
    if team is not None:
        teams = dict.fromkeys(it.team for it in portfolio.engineers if it.team)
        yield from unknown("team", "team", team, teams)
    if skill is not None:
        skills = dict.fromkeys(name for it in portfolio.engineers for name in it.skills)
        yield from unknown("skill", "skill of an engineer", skill, skills)


def group(
    team: str | None, skill: str | None, portfolio: Portfolio
) -> tuple[Engineer, ...]:
    """Return the engineers of a team, or with a skill."""
    if team is not None:
        return tuple(it for it in portfolio.engineers if it.team == team)
    return tuple(it for it in portfolio.engineers if skill in it.skills)
