"""From sheets to a portfolio and a plan, whichever files they came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from optimizer.files.assembling import Assembly, Document, References
from optimizer.files.cell import Units
from optimizer.files.findings import Findings, unreadable
from optimizer.files.flattening import names_of
from optimizer.files.public_holidays import add_public_holidays
from optimizer.files.sheet import Reading, sheets_of_tables
from optimizer.files.table import Role
from optimizer.files.tables import PLAN_TABLES, PORTFOLIO_TABLES, TABLES
from optimizer.files.tables.plan import PLAN_PACKAGES, PLAN_PROJECTS
from optimizer.files.tables.portfolio import LOCATIONS, SETTINGS
from optimizer.files.validating import validated
from optimizer.plan.plan import Plan
from optimizer.portfolio.calendar import Calendar
from optimizer.portfolio.portfolio import Portfolio
from optimizer.problem.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from optimizer.files.findings import Place
    from optimizer.files.sheet import Row, Sheet
    from optimizer.files.table import Table
    from optimizer.files.validating import Loc

Rows = dict[str, list["Row"]]


@dataclass(frozen=True, slots=True)
class Tabular:
    """A portfolio, perhaps with a plan, and where each part of it was found."""

    portfolio: Portfolio
    plan: Plan | None
    document: Document


def portfolio_of(sheets: Sequence[Sheet], path: Path, findings: Findings) -> Tabular:
    """Return the portfolio of a file's sheets, with its plan where they hold one.

    Raises
    ------
    UnreadableFile
        With every error of every sheet.
    """
    found = sheets_of_tables(sheets, TABLES, findings)
    if SETTINGS.name not in found:
        message = (
            f"It has no sheet {SETTINGS.title!r}, which says when planning starts."
        )
        findings.stop_on_errors(path)
        raise unreadable(path, "no_settings", message)
    settings = Reading(findings, Units()).rows(SETTINGS, found[SETTINGS.name])
    reading = Reading(findings, units_of(settings))
    rows = rows_of(found, PORTFOLIO_TABLES, reading) | {SETTINGS.name: settings}
    references = References({}, findings)
    document = assembled(PORTFOLIO_TABLES, rows, references, findings)
    timeline = timeline_of(document)
    if timeline is not None:
        add_public_holidays(document, rows[LOCATIONS.name], timeline, findings)
    portfolio = validated(Portfolio, document.content, findings, unsaid(document))
    plan_rows = rows_of(found, PLAN_TABLES, reading)
    plan = None
    if any(plan_rows.values()):
        plan = plan_of_rows(plan_rows, references, timeline, findings, portfolio)
    findings.stop_on_errors(path)
    if portfolio is None:
        raise AssertionError("a portfolio was refused without a reason")
    return Tabular(portfolio, plan, document)


def plan_of(
    sheets: Sequence[Sheet], path: Path, portfolio: Portfolio, findings: Findings
) -> Plan:
    """Return the plan that a file's sheets hold for a portfolio.

    Raises
    ------
    UnreadableFile
        With every error of the plan's sheets.
    """
    found = sheets_of_tables(sheets, TABLES, findings)
    units = Units(portfolio.standard_week, portfolio.timeline.period)
    rows = rows_of(found, PLAN_TABLES, Reading(findings, units))
    if not any(rows.values()):
        findings.stop_on_errors(path)
        raise unreadable(path, "no_plan", "It holds no plan.")
    references = References(names_of(portfolio, PORTFOLIO_TABLES), findings)
    timeline = Timeline(portfolio.timeline)
    plan = plan_of_rows(rows, references, timeline, findings, portfolio)
    findings.stop_on_errors(path)
    if plan is None:
        raise AssertionError("a plan was refused without a reason")
    return plan


def units_of(settings: list[Row]) -> Units:
    """Return what the portfolio's settings say of weeks and periods."""
    said: dict[str, Any] = {}
    for row in settings:
        said |= row.values
    standard = Units()
    return Units(
        said.get("standard_week", standard.standard_week),
        said.get("period", standard.period),
    )


def rows_of(
    found: Mapping[str, Sheet], tables: Iterable[Table], reading: Reading
) -> Rows:
    """Return table → its rows; none where there is no sheet."""
    return {
        table.name: reading.rows(table, found[table.name])
        if table.name in found and table is not SETTINGS
        else []
        for table in tables
    }


def assembled(
    tables: Sequence[Table], rows: Rows, references: References, findings: Findings
) -> Document:
    """Return the document that the rows make up, references settled."""
    named_by_owner = {
        table.name
        for table in tables
        if set(table.key) & {column.name for column in table.of_role(Role.OWNER)}
    }
    for table in tables:
        if table.name not in named_by_owner:
            references.learn(table, rows[table.name])
    assembly = Assembly(findings)
    for table in tables:
        references.settle(table, rows[table.name])
        if table.name in named_by_owner:
            references.learn(table, rows[table.name])
        assembly.add(table, rows[table.name])
    return assembly.document


def timeline_of(document: Document) -> Timeline | None:
    """Return the timeline that a document states, if it is a valid one."""
    try:
        calendar = Calendar.model_validate(document.content.get("timeline"))
        timeline = Timeline(calendar)
        # A horizon beyond the year 9999 has no last day.
        timeline.last_day(timeline.horizon)
    except (ValueError, OverflowError):
        return None
    return timeline


def unsaid(document: Document) -> Callable[[Loc], Place | None]:
    """Return a namer of fields that passes over those complained about already."""

    def where(loc: Loc) -> Place | None:
        if any(loc[: len(told)] == told for told in document.unfit):
            return None
        return document.place(loc)

    return where


def plan_of_rows(
    rows: Rows,
    references: References,
    timeline: Timeline | None,
    findings: Findings,
    portfolio: Portfolio | None,
) -> Plan | None:
    """Return the plan that rows make up."""
    if timeline is not None:
        for row in rows[PLAN_PACKAGES.name]:
            count_periods(row, timeline, findings)
    document = assembled(PLAN_TABLES, rows, references, findings)
    if PLAN_PROJECTS.field not in document.content and portfolio is not None:
        document.content[PLAN_PROJECTS.field] = projects_of(document, portfolio)
    return validated(Plan, document.content, findings, unsaid(document))


def count_periods(row: Row, timeline: Timeline, findings: Findings) -> None:
    """Turn the finish of a planned package into its number of periods."""
    start, finish = row.values.get("start"), row.values.get("finish")
    if row.unfit or start is None:
        return
    if finish is None:
        if "periods" not in row.values:
            row.unfit.add("periods")
            findings.error("missing", row.place, "Periods, or a finish, is missing.")
        return
    length = timeline.holding(finish) - timeline.holding(start) + 1
    stated = row.values.setdefault("periods", length)
    row.places.setdefault("periods", row.where("finish"))
    if length < 1 or stated != length:
        said = f"{stated} periods" if length >= 1 else f"the start {start}"
        findings.error(
            "contradiction",
            row.where("finish"),
            f"The finish {finish} contradicts {said}.",
        )


def projects_of(document: Document, portfolio: Portfolio) -> list[str]:
    """Return the projects of the packages that a plan schedules."""
    planned = {
        package.get("package") for package in document.content.get("packages", ())
    }
    return [
        project.id
        for project in portfolio.projects
        if any(package.id in planned for package in project.packages)
    ]
