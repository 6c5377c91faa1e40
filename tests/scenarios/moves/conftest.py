from datetime import date
from pathlib import Path

import pytest

from optimizer.plan.effort import Limits
from optimizer.plan.plan import Plan
from optimizer.portfolio.portfolio import Portfolio
from scenarios.asking import Asker
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
    stated = atlas.portfolio.model_dump(mode="json")
    for project in stated["projects"]:
        for package in project["packages"]:
            if package["id"] == "AI2":
                package["earliest"] = "2026-03-16"
                package["progress"] = {"status": "planned", "started": "2026-01-26"}
    portfolio = Portfolio.model_validate(stated)
    return Situation.of(portfolio, atlas.baseline, date(2026, 2, 23))


@pytest.fixture
def asker():
    """Asks so that answers repeat."""
    return Asker(Limits(deterministic=300, workers=1))
