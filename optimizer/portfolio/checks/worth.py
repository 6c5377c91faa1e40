"""The value of a project is stated once and only falls."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from optimizer.portfolio.checks.places import error, placed_projects, warning
from optimizer.portfolio.project import Decision
from optimizer.portfolio.work import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project


def one_value(portfolio: Portfolio) -> Iterator[Issue]:
    """At most one of value, rank and scores is given."""
    for where, project in placed_projects(portfolio):
        given = [
            field
            for field in ("value", "rank", "scores")
            if getattr(project, field) not in (None, {})
        ]
        if len(given) > 1:
            yield error(
                "two_values", where, f"has {' and '.join(given)}; keep one of them."
            )


def falling_steps(portfolio: Portfolio) -> Iterator[Issue]:
    """Value steps come in order of lateness, and the value only falls."""
    largest_rank = max((p.rank or 0 for p in portfolio.projects), default=0)
    for where, project in placed_projects(portfolio):
        steps = project.value_steps
        for before, after in pairwise(steps):
            if after.late <= before.late:
                yield error(
                    "unordered_steps",
                    where,
                    f"value step late {after.late} follows late {before.late}; "
                    "order them by lateness, each once.",
                )
            if after.value > before.value:
                yield error(
                    "rising_value",
                    where,
                    f"value rises from {before.value} to {after.value} at "
                    f"{after.late} periods late; it may only fall.",
                )
        full = _full_value(portfolio, project, largest_rank)
        if steps and steps[0].value > full:
            yield error(
                "rising_value",
                where,
                f"the first value step is {steps[0].value}, above the full value "
                f"{float(full):g}; it may only fall.",
            )


def _full_value(portfolio: Portfolio, project: Project, largest_rank: int) -> Fraction:
    """Return the value on time, before probability and money per point."""
    if project.value is not None:
        return Fraction(project.value)
    if project.rank is not None:
        share = Fraction(largest_rank + 1 - project.rank, largest_rank)
        return Fraction(portfolio.rank_value) * share
    return sum(
        (
            Fraction(portfolio.drivers.get(driver, Decimal(0))) * Fraction(score)
            for driver, score in project.scores.items()
        ),
        Fraction(0),
    )


def delay_that_counts(portfolio: Portfolio) -> Iterator[Issue]:
    """Delay is priced one way, and only where there is a due date."""
    for where, project in placed_projects(portfolio):
        if project.delay_cost and project.value_steps:
            yield error(
                "two_delay_costs", where, "has delay_cost and value_steps; keep one."
            )
        priced = "delay_cost" if project.delay_cost else "value_steps"
        if (project.delay_cost or project.value_steps) and project.due is None:
            yield error(
                "missing_due", where, f"has {priced} and no due date to be late from."
            )


def positive_score_sums(portfolio: Portfolio) -> Iterator[Issue]:
    """Drivers and scores add up to a value of 0 or more."""
    for where, project in placed_projects(portfolio):
        full = _full_value(portfolio, project, project.rank or 0)
        if project.scores and full < 0:
            yield error(
                "negative_value",
                where,
                f"its scores add up to {float(full):g}; a value is 0 or more, a "
                "penalty is stated as floor.",
            )


def penalties_of_the_inevitable(portfolio: Portfolio) -> Iterator[Issue]:
    """A negative floor needs a project that is mandatory or running."""
    for where, project in placed_projects(portfolio):
        bound = project.mandatory or project.decision is Decision.IN or _runs(project)
        if project.floor >= 0 or bound:
            continue
        sentence = (
            f"has a floor of {project.floor} and is neither mandatory nor running; "
            "dropping it would avoid the penalty."
        )
        issue = error if portfolio.now is None else warning
        yield issue("penalty_of_optional", where, sentence)


def _runs(project: Project) -> bool:
    return any(
        package.progress is not None and package.progress.status is not Status.PLANNED
        for package in project.packages
    )


def prices_in_one_unit(portfolio: Portfolio) -> Iterator[Issue]:
    """Prices of offers are subtracted from values in the same unit."""
    priced = [o.id for o in portfolio.offers if o.fixed_price or o.weekly_price]
    points = portfolio.value_unit.strip().casefold() in {"point", "points"}
    if priced and points and portfolio.money_per_point is None:
        yield warning(
            "prices_against_points",
            f"offers/{priced[0]}",
            "has a price in money while values are points; give money_per_point, or "
            "state the price in points.",
        )
