"""Curves of the best net value: by a deadline, a budget, the people of a skill."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from optimizer.portfolio.base import LARGEST
from scenarios.changes.editing import with_project
from scenarios.curve import Trend
from scenarios.errors import NotAnswered
from scenarios.finding import find
from scenarios.further_person import allows_more_people, further_person, with_further
from scenarios.prices.budget import with_amount
from scenarios.prices.questions import Questions
from scenarios.prices.sweep import Place, sweep
from scenarios.skills import skills_in_demand

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from optimizer.plan.plan import Plan
    from optimizer.portfolio.resources import Budget
    from scenarios.asking import Asker
    from scenarios.curve import Curve
    from scenarios.situation import Situation

MOST_POINTS = 60
"""Periods beyond so many are asked every second, third, … one."""
BUDGET_STEPS = 10


def deadline_curve(
    situation: Situation,
    project: str,
    asker: Asker,
    dates: Sequence[date] | None = None,
) -> Curve:
    """Return the best net value by the deadline of a project.

    Each point is at the period that holds the deadline, counted from 0.

    Parameters
    ----------
    dates
        The last day of each period from *now* to the horizon where left out.

    Raises
    ------
    NotAnswered
        If there is no such project.
    """
    present = find("project", project, situation.portfolio.projects).deadline
    timeline = situation.timeline
    days = _deadlines(situation, present) if dates is None else sorted(set(dates))
    places = [
        Place(
            at=Decimal(timeline.holding(day)),
            label=day.isoformat(),
            situation=situation.replace(
                portfolio=with_project(situation.portfolio, project, deadline=day)
            ),
        )
        for day in days
    ]
    return sweep(f"deadline of {project}", places, asker)


def budget_curve(
    situation: Situation,
    budget: str,
    asker: Asker,
    totals: Sequence[Decimal] | None = None,
) -> Curve:
    """Return the best net value by the total of a budget.

    Parameters
    ----------
    totals
        Where left out, ten even steps up to what the best plan spends that the
        budget does not limit, where nothing is gained any more; and the present
        total. They begin where the budget buys a part of it.

    Raises
    ------
    NotAnswered
        If there is no such budget, or no plan whatever it is.
    """
    asked = find("budget", budget, situation.portfolio.budgets)
    amounts = (
        _totals(situation, asked, asker)
        if totals is None
        else sorted(map(Decimal, set(totals)))
    )
    places = [
        Place(
            at=amount,
            label=f"{amount:f}",
            situation=with_amount(situation, asked, None, amount),
        )
        for amount in amounts
    ]
    return sweep(f"budget {budget}", places, asker)


def headcount_curve(
    situation: Situation, skill: str, asker: Asker, up_to: int = 5
) -> Curve:
    """Return the best net value by how many more people of a skill there are.

    Each as in `price_of_people`, from *now* to the horizon.

    Raises
    ------
    NotAnswered
        If no work to be done asks for the skill.
    """
    known = skills_in_demand(situation.portfolio)
    if skill not in known:
        raise NotAnswered(
            f"No work to be done asks for {skill!r}; it asks for "
            f"{', '.join(known) or 'no skill'}."
        )
    timeline = situation.timeline
    first = timeline.first_day(situation.now)
    last = timeline.days(timeline.horizon - 1)[-1]
    people = [
        further_person(situation.portfolio, skill, number + 1)
        for number in range(up_to)
    ]
    places = [
        Place(
            at=Decimal(count),
            label=f"{count} more",
            situation=with_further(situation, *people[:count], first=first, last=last),
        )
        for count in range(up_to + 1)
    ]
    trend = Trend.RISING if allows_more_people(situation) else Trend.OPEN
    return sweep(f"people of {skill}", places, asker, trend)


def _deadlines(situation: Situation, present: date | None) -> list[date]:
    """Return last days of periods from *now* to the horizon, and the present one."""
    timeline = situation.timeline
    last = timeline.horizon - 1
    stride = max(1, -(-(timeline.horizon - situation.now) // MOST_POINTS))
    periods = {*range(situation.now, timeline.horizon, stride), last}
    if present is not None:
        periods.add(min(last, max(situation.now, timeline.holding(present))))
    return [timeline.last_day(period) for period in sorted(periods)]


def _totals(situation: Situation, budget: Budget, asker: Asker) -> list[Decimal]:
    """Return even steps up to what is spent where the budget does not limit it."""
    free = with_amount(situation, budget, None, None)
    found = Questions(asker).best(f"any amount of {budget.id}", free)
    if found.infeasible:
        raise NotAnswered(f"There is no plan, whatever budget {budget.id} is.")
    if found.plan is None:
        return [] if budget.total is None else [budget.total]
    spent = _spent(situation, budget, found.plan)
    step = max(Decimal(1), (spent / BUDGET_STEPS).to_integral_value(ROUND_CEILING))
    amounts = {step * number for number in range(1, BUDGET_STEPS + 1)}
    return sorted(amounts | ({budget.total} if budget.total is not None else set()))


def _spent(situation: Situation, budget: Budget, plan: Plan) -> Decimal:
    """Return what a budget is used by in a plan, over all periods."""
    measured = with_amount(situation, budget, None, Decimal(LARGEST)).measure(plan)
    return next(
        use.used
        for use in measured.budgets
        if use.budget == budget.id and use.quarter is None
    )
