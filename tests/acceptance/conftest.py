"""Atlas, as its files state it."""

from pathlib import Path

import pytest

from optimizer import Plan, Portfolio

ATLAS = Path(__file__).parents[2] / "data" / "atlas"


@pytest.fixture
def atlas():
    """Seven projects, twelve engineers, twenty packages."""
    return Portfolio.model_validate_json((ATLAS / "portfolio.json").read_text("utf-8"))


@pytest.fixture
def baseline():
    """The optimum from which the stories start."""
    return Plan.model_validate_json((ATLAS / "baseline.json").read_text("utf-8"))
