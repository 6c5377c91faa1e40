"""Every rule that people could agree to drop, by what it is about.

Rules of nature stay: hours, qualification, effort, what has started. What somebody
decided can be dropped: dates, locks, leave, team sizes, budgets, floors, limits, logic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.conflicts.rules.freeze import freeze_rules
from optimizer.conflicts.rules.limits import limit_rules
from optimizer.conflicts.rules.packages import package_rules
from optimizer.conflicts.rules.people import people_rules
from optimizer.conflicts.rules.projects import project_rules
from optimizer.conflicts.rules.scarcities import scarcity_rules
from optimizer.problem.compiling import compile_problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from optimizer.conflicts.droppable import Droppable
    from optimizer.conflicts.terms import Terms
    from optimizer.plan.plan import Plan


def droppable(
    terms: Terms, baseline: Plan | None = None, now: date | None = None
) -> Iterator[Droppable]:
    """Yield every rule that could be dropped, in the order of the portfolio.

    That a running project is out is none: without it, the project would be in.

    Parameters
    ----------
    baseline, now
        As for `compile_problem`.
    """
    problem = compile_problem(terms.portfolio, baseline, now)
    running = {project.id for project in problem.projects if project.running}
    for project in terms.portfolio.projects:
        for rule in project_rules(terms.portfolio, project):
            if rule.issue.code != "decided_out" or project.id not in running:
                yield rule
        for package in project.packages:
            yield from package_rules(terms.portfolio, project, package)
    yield from people_rules(terms.portfolio)
    yield from scarcity_rules(terms.portfolio)
    yield from freeze_rules(terms.portfolio)
    for limit in terms.limits:
        yield from limit_rules(limit)
