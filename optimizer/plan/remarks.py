"""What is worth knowing of a plan and breaks no rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.sunk import sunk
from optimizer.plan.valuation import full_value
from optimizer.portfolio.issue import Issue, Severity
from optimizer.portfolio.resources import BudgetBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project


def remarks(ledger: Ledger) -> Iterator[Issue]:
    """Yield pauses, rates that budgets miss, sunk work and names that have gone."""
    yield from _pauses(ledger)
    yield from _missing_rates(ledger)
    for cancelled in sunk(ledger):
        yield Issue(
            code="sunk",
            where=f"projects/{cancelled.project}",
            message=f"{cancelled.project} is cancelled; {cancelled.hours} h and "
            f"{float(cancelled.cost):.2f} of money are sunk.",
            severity=Severity.NOTE,
        )
    if ledger.baseline is not None:
        for package in ledger.baseline.starts:
            if package not in ledger.directory.packages:
                yield Issue(
                    code="unknown_in_baseline",
                    where=f"baseline/packages/{package}",
                    message=f"The baseline schedules {package}, "
                    "which the portfolio does not have.",
                    severity=Severity.WARNING,
                )


def _pauses(ledger: Ledger) -> Iterator[Issue]:
    for package, prescription in ledger.prescriptions.items():
        for period in prescription.pauses:
            yield Issue(
                code="paused",
                where=f"packages/{package}",
                message=f"{package} pauses in the period of {ledger.day(period)}, "
                "because a member of its team is absent.",
                severity=Severity.NOTE,
            )


def _missing_rates(ledger: Ledger) -> Iterator[Issue]:
    """Yield skills and people that cost 0 in a budget, because no rate is given."""
    bases = {budget.basis for budget in ledger.portfolio.budgets}
    if BudgetBasis.ROLE_RATES in bases:
        asked = {d.skill for run in ledger.runs.values() for d in run.mode.demands}
        for skill in sorted(asked - ledger.portfolio.role_rates.keys()):
            yield _missing_rate(f"role_rates/{skill}", skill, "role rate")
    if BudgetBasis.PERSON_RATES in bases:
        for person, hours in ledger.hours.items():
            if hours and ledger.directory.people[person].cost_per_hour is None:
                yield _missing_rate(f"engineers/{person}", person, "cost per hour")


def _missing_rate(where: str, name: str, rate: str) -> Issue:
    return Issue(
        code="missing_rate",
        where=where,
        message=f"{name} has no {rate} and costs 0 in the budgets that need one.",
        severity=Severity.WARNING,
    )


def conversions(portfolio: Portfolio) -> Iterator[Issue]:
    """Yield how ranks, scores, probabilities and points became value."""
    for project in portfolio.projects:
        steps = list(_conversion(project, portfolio))
        if steps:
            value = full_value(project, portfolio) / 100
            yield Issue(
                code="value_converted",
                where=f"projects/{project.id}",
                message=f"The value of {project.id} is {' × '.join(steps)} "
                f"= {value:.2f} {portfolio.value_unit}.",
                severity=Severity.NOTE,
            )


def _conversion(project: Project, portfolio: Portfolio) -> Iterator[str]:
    """Yield the factors of a converted value as text; nothing for a stated one."""
    converted = project.probability != 1 or portfolio.money_per_point is not None
    if project.value is not None:
        if converted:
            yield f"{project.value:f}"
    elif project.rank is not None:
        largest = max(other.rank or 0 for other in portfolio.projects)
        worth, place = portfolio.rank_value, largest + 1 - project.rank
        yield f"{worth:f} × {place}/{largest} (rank {project.rank} of {largest})"
    elif project.scores:
        terms = (
            f"{portfolio.drivers.get(driver, 0):f} × {score:f} ({driver})"
            for driver, score in project.scores.items()
        )
        yield f"({' + '.join(terms)})"
    else:
        return
    if project.probability != 1:
        yield f"probability {project.probability:f}"
    if portfolio.money_per_point is not None:
        yield f"{portfolio.money_per_point:f} per point"
