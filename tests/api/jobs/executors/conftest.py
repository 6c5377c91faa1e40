"""A sweep that is small, and needs several answers."""

from datetime import date

import pytest

from optimizer import Portfolio
from optimizer.plan.effort import Limits
from scenarios.prices.key_people import key_people
from scenarios.situation import Situation


@pytest.fixture
def limits():
    """So that every answer repeats."""
    return Limits(deterministic=8, workers=1)


@pytest.fixture
def situation():
    """Four people, each of whom two projects need for something."""
    engineers = [
        {"id": name, "skills": {skill: {}}}
        for name, skill in (("Ann", "BE"), ("Ben", "BE"), ("Cem", "FE"), ("Dee", "QA"))
    ]
    projects = [
        {
            "id": name,
            "value": value,
            "packages": [
                {
                    "id": f"{name}-{skill}",
                    "staffing": "effort_team",
                    "demands": [{"skill": skill, "effort": 40}],
                }
                for skill in skills
            ],
        }
        for name, value, skills in (
            ("P", 100, ("BE", "FE")),
            ("Q", 70, ("BE", "QA")),
            ("R", 50, ("FE", "QA")),
        )
    ]
    return Situation(
        Portfolio(
            name="Small",
            timeline={"start": date(2026, 1, 5), "horizon": 2},
            engineers=engineers,
            projects=projects,
        )
    )


@pytest.fixture
def sweep(situation):
    """What it costs that somebody leaves: a question for each, after a first one."""
    return lambda asker: key_people(situation, asker)
