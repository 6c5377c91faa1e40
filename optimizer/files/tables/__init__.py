"""Every table of a portfolio and of a plan, owners before what they own."""

from __future__ import annotations

from optimizer.files.tables import (
    packages,
    people,
    plan,
    portfolio,
    projects,
    resources,
)

PORTFOLIO_TABLES = (
    *portfolio.TABLES,
    *people.TABLES,
    *resources.TABLES,
    *projects.TABLES,
    *packages.TABLES,
)
PLAN_TABLES = plan.TABLES
TABLES = PORTFOLIO_TABLES + PLAN_TABLES
