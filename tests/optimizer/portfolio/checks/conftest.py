import pytest

from optimizer.portfolio.checks import issues
from optimizer.portfolio.portfolio import Portfolio


@pytest.fixture
def portfolio_of():
    """Build a portfolio of one project P, package w and engineer Ana, with changes.

    `package`, `project` and `engineer` change these three; other names are fields of
    the portfolio.
    """

    def build(package=None, project=None, engineer=None, **fields):
        work = {
            "id": "w",
            "duration": 2,
            "demands": [{"skill": "java"}],
            **(package or {}),
        }
        goal = {"id": "P", "value": 10, "packages": [work], **(project or {})}
        person = {"id": "Ana", "skills": {"java": {}}, **(engineer or {})}
        timeline = {"start": "2026-01-05", "horizon": 10}
        given = {"timeline": timeline, "engineers": [person], "projects": [goal]}
        return Portfolio.model_validate({**given, **fields})

    return build


@pytest.fixture
def codes(portfolio_of):
    """Return the codes of all issues of a portfolio with changes, in order."""

    def found(**changes):
        return [issue.code for issue in issues(portfolio_of(**changes))]

    return found
