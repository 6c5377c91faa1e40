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
    reasons = {p: list(_alone(problem, p)) for p in company.selectable}
    impossible = {p for p, found in reasons.items() if found}
    for project in company.selectable:
        together = company.needed_with(project)
        if not impossible & together:
            reasons[project] += links_too_tight(problem, together)
    impossible = {p for p, found in reasons.items() if found}
    for project in company.selectable:
        reasons[project] = reasons[project] or list(
            company.reasons(project, impossible)
        )
    return {
        problem.projects[p].id: tuple(_issue(problem, p, reason) for reason in found)
        for p, found in reasons.items()
        if found
    }


def _alone(problem: Problem, project: int) -> Iterator[Reason]:
    """Yield what makes a project impossible without regard to links and company."""
    for package in problem.projects[project].packages:
        yield from package_reasons(problem, package)
    yield from needs_too_large(problem, project)


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
