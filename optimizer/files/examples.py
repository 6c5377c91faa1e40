"""The grey rows of the template: a small portfolio that uses every sheet once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.portfolio.calendar import Period
from optimizer.portfolio.project import Decision
from optimizer.portfolio.resources import BudgetBasis
from optimizer.portfolio.work import LinkType, Staffing, Status

if TYPE_CHECKING:
    from optimizer.files.flattening import Filled

START = date(2027, 1, 4)
SETTINGS: Filled = {
    "format": 1,
    "name": "Our portfolio",
    "start": START,
    "period": Period.WEEK,
    "horizon": 52,
    "value_unit": "kEUR",
    "standard_week": Decimal(40),
}
"""The only cells of a template that are read."""

EXAMPLES: dict[str, tuple[Filled, ...]] = {
    "locations": (
        {"id": "Munich", "country": "DE", "subdivision": "BY"},
        {"id": "Lab site"},
    ),
    "holidays": ({"location": "Lab site", "day": date(2027, 3, 29)},),
    "drivers": ({"driver": "Growth", "weight": Decimal(10)},),
    "role_rates": ({"skill": "ML", "rate": Decimal("77.5")},),
    "engineers": (
        {
            "id": "ana",
            "name": "Ana Lopez",
            "team": "Data",
            "location": "Munich",
            "hours_per_week": Decimal(40),
            "bau_share": Decimal("0.2"),
            "cost_per_hour": Decimal(80),
        },
        {
            "id": "bo",
            "name": "Bo Larsen",
            "team": "Platform",
            "location": "Lab site",
            "weekday_hours": (*(Decimal(8),) * 4, Decimal(0), Decimal(0), Decimal(0)),
            "first": date(2027, 2, 1),
        },
    ),
    "offers": (
        {
            "id": "contractor",
            "earliest": date(2027, 3, 1),
            "notice_weeks": 4,
            "shortest_weeks": 8,
            "weekly_price": Decimal(4),
        },
    ),
    "skills": (
        {"engineer": "ana", "skill": "ML", "level": 4, "speed": Decimal(1)},
        {"engineer": "bo", "skill": "BE", "level": 3, "speed": Decimal("0.8")},
    ),
    "absences": (
        {
            "engineer": "ana",
            "first": date(2027, 8, 2),
            "last": date(2027, 8, 20),
            "reason": "summer leave",
        },
        {
            "engineer": "bo",
            "first": date(2027, 5, 14),
            "last": date(2027, 5, 14),
            "share": Decimal("0.5"),
        },
    ),
    "ramp_up": (
        {"engineer": "bo", "week": 1, "share": Decimal("0.25")},
        {"engineer": "bo", "week": 2, "share": Decimal("0.5")},
    ),
    "facilities": ({"id": "rig", "name": "Test rig", "capacity": 2},),
    "capacity_changes": (
        {
            "facility": "rig",
            "first": date(2027, 6, 7),
            "last": date(2027, 6, 18),
            "capacity": 1,
        },
    ),
    "stocks": ({"id": "samples", "name": "Test samples", "amount": Decimal(100)},),
    "budgets": (
        {
            "id": "all",
            "name": "Whole portfolio",
            "basis": BudgetBasis.ROLE_RATES,
            "total": Decimal(900),
        },
    ),
    "budget_quarters": (
        {"budget": "all", "quarter": "2027-Q1", "amount": Decimal(250)},
    ),
    "floors": ({"id": "on call", "skill": "BE", "level": 2, "people": 1},),
    "projects": (
        {
            "id": "AI",
            "name": "AI back-end",
            "value": Decimal(900),
            "delay_cost": Decimal(30),
            "due": date(2027, 4, 9),
            "objectives": ("Growth",),
        },
        {
            "id": "NIS2",
            "name": "Compliance",
            "value": Decimal(0),
            "deadline": date(2027, 6, 30),
            "mandatory": True,
            "decision": Decision.IN,
        },
    ),
    "scores": ({"project": "AI", "driver": "Growth", "score": Decimal(8)},),
    "value_steps": ({"project": "AI", "late": 4, "value": Decimal(500)},),
    "at_most": ({"id": "one of two", "projects": ("AI", "NIS2"), "limit": 1},),
    "packages": (
        {"project": "AI", "id": "AI1", "name": "Interface", "staffing": Staffing.POOL,
         "shortest": 3, "longest": 6},
        {"project": "AI", "id": "AI2", "name": "Model",
         "staffing": Staffing.EFFORT_TEAM},
        {"project": "NIS2", "id": "N1", "name": "Audit",
         "staffing": Staffing.FIXED_TEAM,
         "duration": 4, "earliest": date(2027, 2, 1)},
    ),
    "modes": (
        {"package": "N1", "id": "in house", "duration": 6},
        {"package": "N1", "id": "with help", "duration": 3},
    ),
    "demands": (
        {"package": "AI1", "skill": "BE", "effort": Decimal(120)},
        {"package": "AI2", "skill": "ML", "effort": Decimal(240), "team_max": 3},
        {"package": "N1", "mode": "in house", "skill": "BE", "headcount": 1,
         "share": Decimal("0.5"), "not_engineers": ("bo",)},
    ),
    "uses": ({"package": "AI2", "facility": "rig", "units": 1},),
    "consumes": ({"package": "AI2", "stock": "samples", "amount": Decimal(20)},),
    "links": (
        {"package": "AI2", "predecessor": "AI1", "type": LinkType.FINISH_START},
        {"package": "N1", "predecessor": "AI1", "type": LinkType.START_START, "lag": 2,
         "soft": True},
    ),
    "progress": (
        {"package": "AI1", "status": Status.RUNNING, "started": date(2027, 1, 11)},
    ),
    "running_teams": ({"package": "AI1", "engineer": "bo", "demand": "BE"},),
    "remaining_effort": ({"package": "AI1", "demand": "BE", "hours": Decimal(60)},),
    "locks": ({"package": "N1", "start_from": date(2027, 3, 1), "must": ("ana",)},),
    "plan_projects": ({"project": "AI"},),
    "plan_packages": (
        {"package": "AI1", "start": date(2027, 1, 11), "periods": 4},
        {"package": "AI2", "start": date(2027, 2, 8), "finish": date(2027, 3, 19)},
    ),
    "assignments": (
        {"engineer": "bo", "package": "AI1", "demand": "BE",
         "period": date(2027, 1, 11), "hours": Decimal(24)},
        {"engineer": "ana", "package": "AI2", "demand": "ML"},
    ),
    "engagements": (
        {"offer": "contractor", "first": date(2027, 3, 1), "last": date(2027, 4, 30)},
    ),
}  # fmt: skip
"""Table → rows that show how it is filled in; no reader reads them."""
