"""Two worlds that differ in nothing but money of people and reasons of leave."""

from __future__ import annotations

from dataclasses import dataclass

from optimizer import Plan, Portfolio
from scenarios.scenario import Scenario


@dataclass(frozen=True)
class World:
    """What somebody who may only read must not learn."""

    rate: int
    other_rate: int | None
    price: int
    budget: int
    reason: str

    def portfolio(self, *, offers: bool) -> Portfolio:
        """Return three projects, two people and, if wanted, an offer of a third."""
        absence = {"first": "2026-01-19", "last": "2026-01-23", "reason": self.reason}
        offer = {
            "engineer": {
                "id": "Cyd",
                "skills": {"ML": {}},
                "cost_per_hour": self.rate,
                "absences": [absence],
            },
            "fixed_price": self.price,
            "weekly_price": self.price,
        }
        return Portfolio.model_validate(
            {
                "name": "Worlds",
                "timeline": {"start": "2026-01-05", "horizon": 6},
                "role_rates": {"BE": self.rate + 1, "FE": self.rate + 2},
                "engineers": [
                    {
                        "id": "Ann",
                        "skills": {"BE": {}},
                        "cost_per_hour": self.rate,
                        "absences": [absence],
                    },
                    {
                        "id": "Bob",
                        "skills": {"FE": {}},
                        "cost_per_hour": self.other_rate,
                    },
                ],
                "offers": [offer] if offers else [],
                "budgets": [
                    {"id": basis, "basis": basis, "total": self.budget}
                    for basis in ("role_rates", "person_rates", "stated")
                ],
                "projects": [
                    project("P", 100, "BE", self.rate),
                    project("Q", 60, "FE", self.rate),
                    project("R", 500, "ML", self.rate),
                ],
            }
        )

    def scenario(self, *, offers: bool) -> Scenario:
        """Return a scenario with a change of every kind that has something to hide."""
        absent = {
            "kind": "engineer_absent",
            "engineer": "Ann",
            "first": "2026-01-12",
            "last": "2026-01-16",
            "reason": self.reason,
        }
        joins = {"id": "Dan", "skills": {"QA": {}}, "cost_per_hour": self.rate}
        added = project("S", 30, "FE", self.rate)
        limit = {"measure": "cost", "at_most": self.budget}
        budget = {"id": "new", "basis": "person_rates", "total": self.budget}
        made = {
            "engineer": {"id": "Eve", "skills": {"BE": {}}, "cost_per_hour": self.rate},
            "weekly_price": self.price * 1000,
        }
        changes = [
            absent,
            {"kind": "engineer_joins", "engineer": joins},
            {"kind": "project_added", "project": added},
            {"kind": "limit_set", "limit": limit},
            {"kind": "budget_set", "budget": budget},
            {"kind": "budget_changed", "budget": "stated", "total": self.budget + 1},
        ]
        if offers:
            changes.append({"kind": "offer_made", "offer": made})
        return Scenario.model_validate({"name": "All of it", "changes": changes})


def project(name: str, value: int, skill: str, cost: int) -> dict[str, object]:
    """Return a project of one package of one week."""
    package = {
        "id": f"{name}1",
        "staffing": "effort_team",
        "demands": [{"skill": skill, "effort": 40}],
    }
    return {"id": name, "value": value, "stated_cost": cost, "packages": [package]}


BASELINE = Plan.model_validate(
    {
        "selected": ["P", "Q"],
        "packages": [
            {"package": "P1", "start": "2026-01-12", "periods": 1},
            {"package": "Q1", "start": "2026-01-05", "periods": 1},
        ],
        "assignments": [
            {"engineer": "Ann", "package": "P1", "demand": "BE"},
            {"engineer": "Bob", "package": "Q1", "demand": "FE"},
        ],
    }
)
HERE = World(rate=50, other_rate=None, price=10, budget=100_000, reason="orchid")
THERE = World(rate=75, other_rate=61, price=20, budget=200_000, reason="gentian")
