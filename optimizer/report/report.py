"""The report of one plan, as one self-contained HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.checks import issues
from optimizer.portfolio.issue import Severity
from optimizer.report.headline import headline, headline_without_plan
from optimizer.report.material import Material
from optimizer.report.rendering import colophon
from optimizer.report.sections.broken_rules import broken_rules
from optimizer.report.sections.changes import changes
from optimizer.report.sections.confidence import confidence
from optimizer.report.sections.decisions import decisions
from optimizer.report.sections.money import money
from optimizer.report.sections.notes import conflict, notes
from optimizer.report.sections.people import overbooking, people
from optimizer.report.sections.schedule import schedule
from optimizer.report.sections.skills import skills
from optimizer.report.unwritten import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from optimizer.plan.outcome import Outcome
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.report.page import Headline, Section

SECTIONS = (
    broken_rules,
    decisions,
    schedule,
    people,
    overbooking,
    skills,
    changes,
    money,
)
"""The sections about a plan, in the order of the page."""


def write_report(
    path: Path | str,
    portfolio: Portfolio,
    plan: Plan | None = None,
    outcome: Outcome | None = None,
    baseline: Plan | None = None,
    now: date | None = None,
) -> Path:
    """Write a report of a plan as one HTML file and return where it is.

    Parameters
    ----------
    plan
        May break rules; the outcome's where left out. Without any plan the report
        says why there is none.
    outcome
        How the plan was found and what is proven of it.
    baseline
        The running plan to compare with.
    now
        In place of the portfolio's.

    Raises
    ------
    InvalidPlan
        If the plan names what the portfolio does not have; nothing is written.
    """
    return report_page(portfolio, plan, outcome, baseline, now).write(path)


def render_report(
    portfolio: Portfolio,
    plan: Plan | None = None,
    outcome: Outcome | None = None,
    baseline: Plan | None = None,
    now: date | None = None,
) -> str:
    """Return the HTML that `write_report` writes."""
    return report_page(portfolio, plan, outcome, baseline, now).render()


def report_page(
    portfolio: Portfolio,
    plan: Plan | None = None,
    outcome: Outcome | None = None,
    baseline: Plan | None = None,
    now: date | None = None,
) -> Page:
    """Return the page that `write_report` writes, before it is written."""
    if plan is None and outcome is not None:
        plan = outcome.plan
    if plan is None:
        return _page(
            portfolio,
            headline_without_plan(outcome),
            _without_plan(portfolio, outcome),
            outcome,
        )
    material = Material.gather(portfolio, plan, outcome, baseline, now)
    return _page(portfolio, headline(material), _with_plan(material), outcome, plan)


def _with_plan(material: Material) -> Iterator[Section | None]:
    yield from (section(material) for section in SECTIONS)
    yield confidence(material.outcome)
    found = [*material.verdict.warnings, *_worth_knowing(material.portfolio)]
    if material.outcome is not None:
        found += material.outcome.notes
    yield notes(found)


def _without_plan(
    portfolio: Portfolio, outcome: Outcome | None
) -> Iterator[Section | None]:
    if outcome is not None and outcome.conflict is not None:
        yield conflict(outcome.conflict.members, minimal=outcome.conflict.minimal)
    yield confidence(outcome)
    told = outcome.notes if outcome is not None else ()
    yield notes([*told, *_worth_knowing(portfolio)])


def _worth_knowing(portfolio: Portfolio) -> list[Issue]:
    """Return what the portfolio's checks say that is no error."""
    return [i for i in issues(portfolio) if i.severity is not Severity.ERROR]


def _page(
    portfolio: Portfolio,
    answer: Headline,
    sections: Iterable[Section | None],
    outcome: Outcome | None,
    plan: Plan | None = None,
) -> Page:
    scope = f" · {plan.name}" if plan is not None and plan.name else ""
    return Page(
        portfolio.name or "Portfolio",
        f"Portfolio plan{scope}",
        answer,
        tuple(sections),
        tuple(colophon(portfolio, outcome.certificate if outcome else None)),
    )
