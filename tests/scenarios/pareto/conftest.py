from datetime import date
from pathlib import Path

import pytest

from optimizer.plan.plan import Plan
from optimizer.portfolio.portfolio import Portfolio
from scenarios.changes.package_restarted import PackageRestarted
from scenarios.situation import Situation

ATLAS = Path(__file__).parents[3] / "data" / "atlas"


@pytest.fixture(scope="session")
def blocked():
    """Story 1 of Atlas at W8: the work on AI2 is void, until W11 or later."""
    portfolio = (ATLAS / "portfolio.json").read_text("utf-8")
    baseline = (ATLAS / "baseline.json").read_text("utf-8")
    situation = Situation.of(
        Portfolio.model_validate_json(portfolio),
        Plan.model_validate_json(baseline),
        date(2026, 2, 23),
    )
    restart = PackageRestarted(package="AI2", not_before=date(2026, 3, 16))
    return restart.apply(situation)


@pytest.fixture
def trio():
    """Three projects of one week each, for two people of whom one is dear.

    The cheap one has time for two of them until the end of the timeline.
    """
    return Situation.of(
        Portfolio.model_validate(
            {
                "timeline": {"start": "2026-01-05", "horizon": 2},
                "value_unit": "k€",
                "engineers": [
                    {"id": "Dear", "cost_per_hour": 3, "skills": {"ML": {}}},
                    {"id": "Cheap", "cost_per_hour": 1, "skills": {"ML": {}}},
                ],
                "projects": [
                    one_week(name, value)
                    for name, value in (("A", 100), ("B", 50), ("C", 20))
                ],
            }
        )
    )


def one_week(name, value):
    """A project that takes anybody one week."""
    package = {
        "id": f"{name}1",
        "duration": 1,
        "demands": [{"skill": "ML", "headcount": 1}],
    }
    return {"id": name, "value": value, "packages": [package]}
