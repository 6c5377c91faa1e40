"""What all stories of Atlas share."""

from datetime import date, timedelta

from optimizer import Goals, Measure, Tier

NET_VALUE = Goals.single(Measure.NET_VALUE)
DISRUPTION = Goals(
    tiers=tuple(
        Tier(weights={measure: 1}, must_prove=True)
        for measure in (Measure.NET_VALUE, Measure.MOVES, Measure.SHIFT)
    )
)
NIS2 = (
    ("N1", "SEC", 200, ()),
    ("N2", "DO", 240, ("N1",)),
    ("N3", "BE", 160, ("N1",)),
    ("N4", "QA", 80, ("N2", "N3")),
)
"""Package, skill, effort in hours, predecessors."""


def monday(number):
    """First day of week W*number*."""
    return date(2026, 1, 5) + timedelta(weeks=number - 1)


def urgent_by(week):
    """Story 3: the urgent project, to be done by the end of a week, as files state it."""
    packages = [
        {
            "id": name,
            "staffing": "effort_team",
            "demands": [{"skill": skill, "effort": hours, "team_max": 2}],
            "predecessors": list(before),
        }
        for name, skill, hours, before in NIS2
    ]
    return {
        "id": "NIS2",
        "mandatory": True,
        "value": 0,
        "deadline": (monday(week) + timedelta(days=4)).isoformat(),
        "packages": packages,
    }
