from datetime import date
from pathlib import Path

import pytest

from optimizer.plan.effort import Limits
from optimizer.plan.plan import Plan
from optimizer.portfolio.portfolio import Portfolio
from scenarios.asking import Asker
from scenarios.changes.package_restarted import PackageRestarted
from scenarios.situation import Situation

ATLAS = Path(__file__).parents[3] / "data" / "atlas"


@pytest.fixture(scope="session")
def atlas():
    """Seven projects, twelve engineers, twenty packages, and the running plan."""
    portfolio = (ATLAS / "portfolio.json").read_text("utf-8")
    baseline = (ATLAS / "baseline.json").read_text("utf-8")
    return Situation.of(
        Portfolio.model_validate_json(portfolio), Plan.model_validate_json(baseline)
    )


@pytest.fixture(scope="session")
def blocked(atlas):
    """Story 1 at W8: the work on AI2 is void, and begins again in W11 or later."""
    situation = Situation.of(atlas.portfolio, atlas.baseline, date(2026, 2, 23))
    restart = PackageRestarted(package="AI2", not_before=date(2026, 3, 16))
    return restart.apply(situation)


@pytest.fixture
def asker():
    """Asks so that answers repeat."""
    return Asker(Limits(deterministic=600, workers=1))


@pytest.fixture
def stopped(asker):
    """Somebody stopped it before the first question."""
    asker.control.stop.set()
    return asker


@pytest.fixture(scope="session")
def alone():
    """Ana builds P alone in three weeks, one too late: 90 of 100.

    Two would build it in two weeks. The first two of ten weeks lie in the first
    quarter. Ben tests, and nothing is to be tested.
    """
    return Situation.of(
        Portfolio.model_validate(
            {
                "timeline": {"start": "2026-03-23", "horizon": 10},
                "engineers": [
                    {"id": "Ana", "skills": {"build": {}}},
                    {"id": "Ben", "skills": {"test": {}}},
                ],
                "projects": [
                    {
                        "id": "P",
                        "value": 100,
                        "delay_cost": 10,
                        "due": "2026-04-03",
                        "packages": [
                            {
                                "id": "P1",
                                "staffing": "effort_team",
                                "demands": [
                                    {"skill": "build", "effort": 120, "team_max": 2}
                                ],
                            }
                        ],
                    }
                ],
            }
        )
    )


@pytest.fixture(scope="session")
def mandatory(alone):
    """P must be done."""
    (project,) = alone.portfolio.projects
    projects = (project.replace(mandatory=True),)
    return alone.replace(portfolio=alone.portfolio.replace(projects=projects))
