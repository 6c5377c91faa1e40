from datetime import date, timedelta

import pytest

from optimizer import Limits, Plan, Portfolio
from scenarios.asking import Asker
from scenarios.situation import Situation

MONDAY = date(2026, 1, 5)


@pytest.fixture
def week():
    """First day of week number 0, 1, …."""
    return lambda number: MONDAY + timedelta(weeks=number)


@pytest.fixture
def asker():
    """Questions whose answers repeat."""
    return Asker(Limits(deterministic=40, workers=1))


@pytest.fixture
def portfolio(week):
    """Two projects of one package each, 80 and 40 hours, for Ann and Ben in weeks."""
    return Portfolio(
        timeline={"start": MONDAY, "horizon": 8},
        engineers=[
            {"id": "Ann", "skills": {"BE": {}}},
            {"id": "Ben", "skills": {"BE": {}, "QA": {}}},
        ],
        projects=[
            {
                "id": "P",
                "value": 100,
                "due": week(1),
                "delay_cost": 10,
                "packages": [
                    {
                        "id": "build",
                        "staffing": "effort_team",
                        "demands": [{"skill": "BE", "effort": 80, "team_max": 2}],
                    }
                ],
            },
            {
                "id": "Q",
                "value": 50,
                "packages": [
                    {
                        "id": "test",
                        "staffing": "effort_team",
                        "demands": [{"skill": "QA", "effort": 40}],
                        "predecessors": ["build"],
                    }
                ],
            },
        ],
    )


@pytest.fixture
def plan(week):
    """Both build in the first week; Ben tests in the second."""
    return Plan(
        selected=["P", "Q"],
        packages=[
            {"package": "build", "start": week(0), "periods": 1},
            {"package": "test", "start": week(1), "periods": 1},
        ],
        assignments=[
            {"engineer": "Ann", "package": "build", "demand": "BE"},
            {"engineer": "Ben", "package": "build", "demand": "BE"},
            {"engineer": "Ben", "package": "test", "demand": "QA"},
        ],
    )


@pytest.fixture
def situation(portfolio, plan):
    """The running plan is the best there is."""
    return Situation.of(portfolio, plan)


@pytest.fixture
def edited(situation):
    """From fields of engineers, projects and packages by id to another situation."""

    def edit(**fields):
        portfolio = situation.portfolio
        engineers = tuple(
            it.replace(**fields.get(it.id, {})) for it in portfolio.engineers
        )
        projects = tuple(
            project.replace(
                **fields.get(project.id, {}),
                packages=tuple(
                    it.replace(**fields.get(it.id, {})) for it in project.packages
                ),
            )
            for project in portfolio.projects
        )
        return situation.replace(
            portfolio=portfolio.replace(engineers=engineers, projects=projects)
        )

    return edit
