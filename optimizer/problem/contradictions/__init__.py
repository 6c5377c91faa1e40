"""What makes a project impossible by itself, before any search.

Only what is certain is said: a project named here is in no legal plan. Projects not
named may still turn out to be impossible, in company or by their people's hours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.issue import Issue, Severity
from optimizer.problem.compiling import compile_problem
from optimizer.problem.contradictions.company import Company
from optimizer.problem.contradictions.links import links_too_tight
from optimizer.problem.contradictions.needs import needs_too_large
from optimizer.problem.contradictions.packages import package_reasons

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from optimizer.plan.plan import Plan
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.problem.contradictions.reason import Reason
    from optimizer.problem.problem import Problem


def contradictions(
    portfolio: Portfolio, now: date | None = None, baseline: Plan | None = None
) -> dict[str, tuple[Issue, ...]]:
    """Return why projects cannot be selected: project → issues.

    An issue is an error where the project must be selected, so that there is no
    plan at all; otherwise a warning.

    Parameters
    ----------
    portfolio
        Without errors, as `optimizer.portfolio.checks.validate` sees to.
    now
        In place of the portfolio's own.
    baseline
        The running plan: what it has started is bound by facts, not by dates.
    """
    return contradictions_in(compile_problem(portfolio, baseline, now))


def contradictions_in(problem: Problem) -> dict[str, tuple[Issue, ...]]:
    """Return why projects of a compiled portfolio cannot be selected."""
    company = Company(problem)
    own = {p: tuple(_own_reasons(problem, company, p)) for p in company.selectable}
    impossible = {p for p, reasons in own.items() if reasons}
    found = {
        p: own[p] or tuple(company.reasons(p, impossible)) for p in company.selectable
    }
    return {
        problem.projects[p].id: tuple(_issue(problem, p, reason) for reason in reasons)
        for p, reasons in found.items()
        if reasons
    }


def _own_reasons(problem: Problem, company: Company, project: int) -> Iterator[Reason]:
    alone = [
        reason
        for package in problem.projects[project].packages
        for reason in package_reasons(problem, package)
    ]
    alone += needs_too_large(problem, project)
    yield from alone or links_too_tight(problem, company.needed_with(project))


def _issue(problem: Problem, project: int, reason: Reason) -> Issue:
    forced = problem.projects[project].forced
    return Issue(
        code=reason.code,
        where=reason.where,
        message=(
            f"{reason.sentence}; its project must be selected, so there is no plan."
            if forced
            else f"{reason.sentence}; so {problem.projects[project].id} cannot be "
            "selected."
        ),
        severity=Severity.ERROR if forced else Severity.WARNING,
    )
