"""One thing of every kind in a service, so that requests have something to find."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from api.client import Effort, Terms
from optimizer.plan.plan import Plan
from optimizer.portfolio.portfolio import Portfolio
from scenarios.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.client import Quarterdeck

TINY = Portfolio.model_validate(
    {
        "name": "Tiny",
        "timeline": {"start": date(2026, 1, 5), "horizon": 4},
        "engineers": [{"id": "Ann", "skills": {"BE": {}}}],
        "projects": [
            {
                "id": "P",
                "value": 100,
                "packages": [
                    {
                        "id": "build",
                        "staffing": "effort_team",
                        "demands": [{"skill": "BE", "effort": 40}],
                    }
                ],
            }
        ],
    }
)
"""One project of one package of a week, for one person."""
ABSENCE = Scenario.model_validate(
    {
        "name": "Ann is ill",
        "changes": [
            {
                "kind": "engineer_absent",
                "engineer": "Ann",
                "first": date(2026, 1, 5),
                "last": date(2026, 1, 9),
            }
        ],
    }
)
SOON = Terms(effort=Effort(seconds=1, deterministic=1, workers=1))


def things_in(client: Quarterdeck) -> Mapping[str, str]:
    """Make them, and return parameter → id."""
    portfolio = client.portfolios.create(TINY)
    job = client.solve(portfolio.id, terms=SOON)
    job.wait()
    user = client.users.add("Somebody")
    return {
        "portfolio_id": portfolio.id,
        "scenario_id": client.scenarios.create(portfolio.id, ABSENCE).id,
        "plan_id": client.plans.add(portfolio.id, Plan(selected=())).id,
        "job_id": job.id,
        "user_id": user.id,
        "key_id": client.users.make_key(user.id, "to be revoked").id,
    }
