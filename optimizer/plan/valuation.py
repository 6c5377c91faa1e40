"""What each project is worth, delivers and loses in a plan."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.plan.units import hundredths, in_hundredths, rounded_hundredths

if TYPE_CHECKING:
    from datetime import date

    from optimizer.plan.ledger import Ledger
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project


@dataclass(frozen=True, slots=True)
class ProjectValue:
    """One project's value, in the portfolio's unit.

    Attributes
    ----------
    end
        Last working day of its last period; None if it has no packages or not
        all of them are scheduled.
    late
        Periods after due, 0 where nothing is due.
    on_time
        Whether it is selected, has packages and is not late.
    """

    project: str
    selected: bool
    full: Decimal
    delivered: Decimal
    lost_by_delay: Decimal
    lost_by_dropping: Decimal
    end: date | None
    due: date | None
    late: int
    on_time: bool


def valuation(ledger: Ledger) -> tuple[ProjectValue, ...]:
    """Return the value of every project, in the order of the portfolio."""
    return tuple(_of_project(ledger, project) for project in ledger.portfolio.projects)


def base_value(project: Project, portfolio: Portfolio) -> Fraction:
    """Return the stated value, or that of its rank, or of its scores."""
    if project.value is not None:
        return Fraction(project.value)
    if project.rank is not None:
        largest = max(other.rank or 0 for other in portfolio.projects)
        return Fraction(portfolio.rank_value) * (largest + 1 - project.rank) / largest
    return sum(
        (
            Fraction(portfolio.drivers.get(driver, 0)) * Fraction(score)
            for driver, score in project.scores.items()
        ),
        Fraction(0),
    )


def factor(project: Project, portfolio: Portfolio) -> Fraction:
    """Return probability × money per point, by which a value is multiplied."""
    return Fraction(project.probability) * Fraction(portfolio.money_per_point or 1)


def full_value(project: Project, portfolio: Portfolio) -> int:
    """Return the value of a project that is not late, in hundredths."""
    worth = base_value(project, portfolio) * factor(project, portfolio)
    return rounded_hundredths(worth)


def delivered_value(project: Project, portfolio: Portfolio, late: int) -> int:
    """Return max(floor, value after so many periods late), in hundredths."""
    value = full_value(project, portfolio)
    multiplier = factor(project, portfolio)
    if project.value_steps:
        passed = [step for step in project.value_steps if step.late <= late]
        if passed:
            last = max(passed, key=lambda step: step.late)
            value = rounded_hundredths(Fraction(last.value) * multiplier)
    else:
        value -= rounded_hundredths(Fraction(project.delay_cost) * multiplier) * late
    return max(hundredths(project.floor), value)


def _of_project(ledger: Ledger, project: Project) -> ProjectValue:
    end = ledger.end_of(project.id)
    selected = project.id in ledger.selected
    late = 0
    if end is not None and project.due is not None:
        late = max(0, end - ledger.timeline.holding(project.due) - 1)
    full = full_value(project, ledger.portfolio)
    delivered = 0
    if selected and not project.packages:
        delivered = full
    elif selected and end is not None and end <= ledger.horizon:
        delivered = delivered_value(project, ledger.portfolio, late)
    lost = in_hundredths(full - delivered)
    return ProjectValue(
        project=project.id,
        selected=selected,
        full=in_hundredths(full),
        delivered=in_hundredths(delivered),
        lost_by_delay=lost if selected else Decimal(0),
        lost_by_dropping=Decimal(0) if selected else lost,
        end=None if end is None else ledger.timeline.last_day(end - 1),
        due=project.due,
        late=late,
        on_time=selected and end is not None and late == 0,
    )
