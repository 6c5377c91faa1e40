"""Story 3 of Atlas: the urgent project cannot be done by W14, and why."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from optimizer import Limits, Plan, Portfolio
from scenarios.asking import Asker
from scenarios.interval import Interval
from scenarios.situation import Situation
from scenarios.why.why_not import why_not

ATLAS = Path(__file__).parents[3] / "data" / "atlas"
NIS2 = (
    ("N1", "SEC", 200, ()),
    ("N2", "DO", 240, ("N1",)),
    ("N3", "BE", 160, ("N1",)),
    ("N4", "QA", 80, ("N2", "N3")),
)
"""Package, skill, effort in hours, predecessors."""


def week(number):
    """First day of week W*number*."""
    return date(2026, 1, 5) + timedelta(weeks=number - 1)


@pytest.fixture(scope="module")
def found():
    """Why it cannot be done."""
    portfolio = Portfolio.model_validate_json(
        (ATLAS / "portfolio.json").read_text("utf-8")
    )
    baseline = Plan.model_validate_json((ATLAS / "baseline.json").read_text("utf-8"))
    urgent = {
        "id": "NIS2",
        "mandatory": True,
        "value": 0,
        "deadline": week(14) + timedelta(days=4),
        "packages": [
            {
                "id": name,
                "staffing": "effort_team",
                "demands": [{"skill": skill, "effort": hours, "team_max": 2}],
                "predecessors": list(before),
            }
            for name, skill, hours, before in NIS2
        ],
    }
    portfolio = portfolio.replace(projects=(*portfolio.projects, urgent))
    asker = Asker(Limits(deterministic=300, workers=1))
    return why_not(Situation.of(portfolio, baseline, week(5)), asker)


def test_the_conflict_names_the_project_its_date_and_what_is_decided_of_its_work(found):
    assert found.minimal
    members = {(member.code, member.where) for member in found.members}
    assert {("mandatory", "projects/NIS2"), ("deadline", "projects/NIS2")} <= members
    assert all(where.startswith("projects/NIS2") for _, where in members)
    assert all(member.verified for member in found.members)


def test_dropping_the_project_or_its_date_costs_nothing(found):
    worth = {member.code: member.without.net_value for member in found.members}
    assert worth["mandatory"] == worth["deadline"] == Interval.exactly(3500)
    assert found.members[0].first == 1


def test_the_nearest_that_can_be_done_is_w15_with_3440(found):
    (deadline,) = (member for member in found.members if member.code == "deadline")
    assert deadline.nearest.label == (week(15) + timedelta(days=4)).isoformat()
    assert deadline.nearest.proven
    assert deadline.nearest.net_value == Interval.exactly(3440)
