"""What an outcome says of its input and of the software, to be run again."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from optimizer.plan.goals import Goals
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.portfolio import Portfolio

DISTRIBUTIONS = ("quarterdeck", "ortools", "highspy", "pulp", "pydantic")


def input_hash(
    portfolio: Portfolio, goals: Goals, baseline: Plan | None, now: date | None
) -> str:
    """Return the SHA-256 of everything that decides the answer, in hexadecimal."""
    parts = [
        portfolio.model_dump_json(),
        goals.model_dump_json(),
        "" if baseline is None else baseline.model_dump_json(),
        "" if now is None else now.isoformat(),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def versions() -> dict[str, str]:
    """Return the versions of what computed the answer."""
    return {name: version(name) for name in DISTRIBUTIONS}
