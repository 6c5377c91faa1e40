"""A portfolio in which everything that has a name is called by a hostile one."""

from __future__ import annotations

from datetime import date
from typing import Any

from optimizer.portfolio.portfolio import Portfolio
from scenarios.scenario import Scenario

START = date(2026, 1, 5)
SKILLS = 5
"""Few enough that one solve is over at once."""


def portfolio_of(names: tuple[str, ...]) -> Portfolio:
    """Return one in which people, skills, projects, packages and more have these names.

    Every name is one of a person; the first ones are of all else, too.
    """
    skills = names[:SKILLS]
    return Portfolio.model_validate(
        {
            "name": names[0],
            "timeline": {"start": START, "horizon": 8},
            "engineers": [
                {"id": name, "skills": {skills[number % len(skills)]: {}}}
                for number, name in enumerate(names)
            ],
            "projects": [
                _project(name, skills[number % len(skills)])
                for number, name in enumerate(names)
            ],
        }
    )


def _project(name: str, skill: str) -> dict[str, Any]:
    package = {
        "id": f"{name} p"[:200],
        "staffing": "effort_team",
        "demands": [{"skill": skill, "effort": 40}],
    }
    return {"id": name, "value": 10, "packages": [package]}


def absence_of(portfolio: Portfolio, number: int, name: str) -> Scenario:
    """Return a scenario with this name, in which one of the people is away."""
    change = {
        "kind": "engineer_absent",
        "engineer": portfolio.engineers[number % len(portfolio.engineers)].id,
        "first": START,
        "last": date(2026, 1, 9),
    }
    return Scenario.model_validate(
        {"name": name, "description": name, "changes": [change]}
    )
