from datetime import date
from pathlib import Path

import pytest

from optimizer.plan.effort import Limits
from optimizer.plan.plan import Plan
from optimizer.portfolio.portfolio import Portfolio
from scenarios.answers.answer import AnswerKind, of_outcome
from scenarios.asking import Asker
from scenarios.candidate import Candidate
from scenarios.changes.package_restarted import PackageRestarted
from scenarios.scenario import Scenario
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
def blocked():
    """Story 1 at W8: the work on AI2 is void, and begins again in W11 or later."""
    restart = PackageRestarted(package="AI2", not_before=date(2026, 3, 16))
    return Scenario(name="Blocked", now=date(2026, 2, 23), changes=(restart,))


@pytest.fixture
def asker():
    """Asks so that answers repeat."""
    return Asker(Limits(deterministic=200, workers=1))


@pytest.fixture
def answered(asker):
    """Ask for the best plan of a situation, and return it as a candidate."""

    def candidate(name, situation):
        outcome = asker.ask(name, situation)
        return Candidate(name, situation, of_outcome(AnswerKind.RESPONSE, outcome))

    return candidate


@pytest.fixture
def small():
    """Two projects for one engineer who has time for one of them, and a contractor."""
    return Situation.of(
        Portfolio.model_validate(
            {
                "timeline": {"start": "2026-01-05", "horizon": 4},
                "engineers": [
                    {"id": "Ana", "cost_per_hour": 50, "skills": {"ML": {}}},
                ],
                "offers": [
                    {
                        "engineer": {"id": "Con", "skills": {"ML": {}}},
                        "earliest": "2026-01-05",
                        "shortest_weeks": 2,
                        "fixed_price": 10,
                        "weekly_price": 15,
                    }
                ],
                "projects": [
                    project_of("A", 100),
                    project_of("B", 70.25),
                ],
            }
        )
    )


def project_of(name, value):
    """A project that takes one person for three of four weeks."""
    package = {
        "id": f"{name}1",
        "duration": 3,
        "demands": [{"skill": "ML", "headcount": 1}],
    }
    return {
        "id": name,
        "name": f"Project {name}",
        "value": value,
        "packages": [package],
    }
