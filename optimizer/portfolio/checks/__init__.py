"""Whether a portfolio makes sense by its names and dates alone.

Every rule is a generator of issues; all rules are asked, so that all that is wrong
is reported at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.errors import InvalidPortfolio
from optimizer.portfolio.checks import (
    dates,
    links,
    logic,
    names,
    people,
    progress,
    references,
    resources,
    sizes,
    staffing,
    worth,
)
from optimizer.portfolio.issue import Severity

if TYPE_CHECKING:
    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio

SIZES = (sizes.countable,)
"""Asked first: the other checks of a portfolio this large would not end."""

CHECKS = (
    dates.first_day_of_a_period,
    names.distinct_people,
    names.distinct_projects,
    names.distinct_packages,
    names.distinct_resources,
    names.distinct_modes,
    names.distinct_demands,
    names.one_spelling,
    references.known_predecessors,
    references.known_projects,
    references.known_objectives,
    references.known_drivers,
    references.known_resources,
    references.known_places_of_work,
    references.known_lists_of_demands,
    references.known_in_locks,
    references.known_in_progress,
    references.mastered_skills,
    staffing.work_stated_once,
    staffing.lengths_that_fit,
    staffing.demands_that_fit,
    staffing.fields_without_effect,
    links.other_packages_only,
    links.links_without_circles,
    logic.others_only,
    logic.required_and_excluded,
    logic.listed_once,
    worth.one_value,
    worth.positive_score_sums,
    worth.falling_steps,
    worth.delay_that_counts,
    worth.penalties_of_the_inevitable,
    worth.prices_in_one_unit,
    dates.ranges_in_order,
    dates.deadlines_at_ends_of_periods,
    progress.facts_before_now,
    progress.finished_after_started,
    progress.remaining_work_that_fits,
    progress.one_place_in_a_team,
    people.hours_stated_once,
    people.no_weekends_in_day_periods,
    people.days_of_24_hours,
    people.ramp_up_from_a_day,
    people.terms_of_offers,
    resources.floors_of_one_kind,
    resources.budgets_with_amounts,
    resources.priced_skills,
    resources.priced_people,
    sizes.exact_sums,
)


def issues(portfolio: Portfolio) -> tuple[Issue, ...]:
    """Return all that is wrong with a portfolio, or worth knowing."""
    oversized = tuple(issue for check in SIZES for issue in check(portfolio))
    if oversized:
        return oversized
    return tuple(issue for check in CHECKS for issue in check(portfolio))


def validate(portfolio: Portfolio) -> tuple[Issue, ...]:
    """Return the warnings and notes of a portfolio without errors.

    Raises
    ------
    InvalidPortfolio
        If any issue is an error; it holds the errors.
    """
    found = issues(portfolio)
    errors = [issue for issue in found if issue.severity is Severity.ERROR]
    if errors:
        raise InvalidPortfolio(errors)
    return found
