"""Who does the hours of pools, when all dates and teams are fixed.

Feasibility and overload fall apart by period: each is a transport problem, and only
parallel limits, floors and locks ask for more.
"""

from __future__ import annotations

RULES = (
    "pool_hours",
    "working_capacity",
    "parallel_packages",
    "floors",
    "people_locks",
    "budgets",
)
"""Rules that it keeps when it names people."""
