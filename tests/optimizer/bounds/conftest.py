"""Four weeks from Monday 2026-01-05, Ana and Bo with 40 hours a week of java."""

import pytest

from optimizer.portfolio.portfolio import Portfolio
from optimizer.problem.compiling import compile_problem

FIRST = "2026-01-05"


@pytest.fixture
def portfolio_of():
    """Build a portfolio from packages of one project worth 10, or from projects."""

    def build(*packages, project=None, people=("Ana", "Bo"), horizon=4, **fields):
        staff = [
            {"id": one, "skills": {"java": {}}} if isinstance(one, str) else one
            for one in people
        ]
        own = {"id": "P", "value": 10, "packages": list(packages), **(project or {})}
        timeline = {"start": FIRST, "horizon": horizon}
        given = {"timeline": timeline, "engineers": staff, "projects": [own]}
        return Portfolio.model_validate({**given, **fields})

    return build


@pytest.fixture
def problem_of(portfolio_of):
    """Build the same as integers."""

    def build(*packages, **fields):
        return compile_problem(portfolio_of(*packages, **fields))

    return build
