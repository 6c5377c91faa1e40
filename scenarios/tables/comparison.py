"""A comparison and a decomposition as data frames, and as CSV files of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optimizer.files.texts import shielded
from optimizer.report.tables.frame import frame
from scenarios.interval import ends

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

    import pandas as pd

    from scenarios.comparison.by_cause import Decomposition
    from scenarios.comparison.comparison import Compared, Comparison

VALUES = (
    *("net_value", "value", "value_loss", "lost_by_delay", "lost_by_dropping"),
    *("offers", "cost", "overload"),
)
COUNTS = (
    *("moves", "releases", "shift", "dropped"),
    *("fragmentation", "waiting", "handovers", "makespan"),
)
MEASURES = (
    *("candidate", "scenario", "standing", "broken", "status"),
    *("best_low", "best_high", *VALUES),
    *("projects_on_time", "projects_selected", "projects", *COUNTS, "last_day"),
    *("extra_net_value", "extra_cost", "dominated_by"),
)
PROJECTS = (
    *("project", "name", "candidate", "fate", "full_value", "delivered"),
    *("lost_by_delay", "lost_by_dropping", "end", "due", "periods_late"),
)
DIFFERENCES = (
    *("before", "after", "kind", "item", "name", "was", "becomes"),
    *("value_before", "value_after", "difference"),
)
CAUSES = (
    *("number", "kind", "sentence", "status"),
    *("net_value_low", "net_value_high", "part_low", "part_high"),
)


def measures(comparison: Comparison) -> pd.DataFrame:
    """Return one row per candidate, in their order.

    Columns
    -------
    scenario
        Equal for candidates of the same situation.
    standing, broken
        Whether it can be done, and how many rules its plan breaks.
    best_low, best_high
        Between what and what the best net value lies; equal where it is proven.
    net_value and what follows
        What the plan measures, see `Figures`; missing where there is no plan.
    projects_on_time, projects_selected, projects
        How many end on time, of how many that run, of how many there are.
    extra_net_value, extra_cost
        More than the comparison's reference.
    dominated_by
        Names of the plans that dominate it, joined by commas.
    """
    numbers = (*VALUES, "best_low", "best_high", "extra_net_value", "extra_cost")
    counts = (*COUNTS, "projects_on_time", "projects_selected", "projects")
    table = frame((_measured(row) for row in comparison.candidates), MEASURES)
    return table.astype(
        {
            **dict.fromkeys(numbers, float),
            **dict.fromkeys(counts, "Int64"),
            "last_day": "datetime64[s]",
        }
    )


def value_by_project(comparison: Comparison) -> pd.DataFrame:
    """Return one row per project and offer and one of totals; a column per candidate.

    Columns
    -------
    item, name
        The project or offer; the last row is called *net value* and has no name.
    each candidate's name
        What the project delivers, or the price of the offer, negative; missing where
        the candidate has no plan or its scenario has no such project. The last row is
        the exact sum of the others.
    """
    names = [row.name for row in comparison.candidates]
    rows: list[tuple[Any, ...]] = [
        (row.project, row.name, *(_number(cell.delivered) for cell in row.cells))
        for row in comparison.projects
    ]
    rows += [
        (row.offer, row.name, *(None if p is None else -float(p) for p in row.prices))
        for row in comparison.offers
    ]
    totals = (_net_value(row) for row in comparison.candidates)
    rows.append(("net value", "", *totals))
    return frame(rows, ("item", "name", *names)).astype(dict.fromkeys(names, float))


def projects(comparison: Comparison) -> pd.DataFrame:
    """Return one row per project and candidate, by project.

    Columns
    -------
    fate
        What becomes of it: *on time*, *late*, *dropped*, *not in this scenario*, …
    full_value, delivered, lost_by_delay, lost_by_dropping
        The first is the sum of the others; missing where there is no plan, or no
        such project.
    end, periods_late
        Missing where it does not end.
    """
    rows = (
        (
            row.project,
            row.name,
            cell.candidate,
            cell.fate.label,
            cell.full,
            cell.delivered,
            cell.lost_by_delay,
            cell.lost_by_dropping,
            cell.end,
            cell.due,
            cell.late,
        )
        for row in comparison.projects
        for cell in row.cells
    )
    values = dict.fromkeys(PROJECTS[4:8], float)
    days = dict.fromkeys(("end", "due"), "datetime64[s]")
    return frame(rows, PROJECTS).astype({**values, **days, "periods_late": "Int64"})


def differences(comparison: Comparison) -> pd.DataFrame:
    """Return one row per difference from the reference and project or offer.

    Columns
    -------
    before, after
        The reference and the candidate that differs from it.
    kind
        ``project`` or ``offer``.
    was, becomes
        What becomes of the project in either.
    value_before, value_after
        What it contributes to net value; missing where the scenario has it not.
    difference
        Adds up, over the rows of a candidate, to its *extra_net_value*.
    """
    rows = (
        (
            found.before,
            found.after,
            "offer" if row.is_offer else "project",
            row.item,
            row.name,
            row.was.label if row.was else None,
            row.becomes.label if row.becomes else None,
            row.before,
            row.after,
            row.difference,
        )
        for found in comparison.differences
        for row in found.rows
    )
    return frame(rows, DIFFERENCES).astype(dict.fromkeys(DIFFERENCES[7:], float))


def causes(decomposition: Decomposition) -> pd.DataFrame:
    """Return one row per change, in the listed order.

    Columns
    -------
    net_value_low, net_value_high
        Between what and what the best net value lies once it has happened.
    part_low, part_high
        Between what and what lies what it adds; equal where both are proven.
    """
    rows = (
        (
            cause.number,
            cause.kind,
            cause.sentence,
            cause.status.value,
            *ends(cause.net_value),
            *ends(cause.part),
        )
        for cause in decomposition.causes
    )
    return frame(rows, CAUSES).astype(dict.fromkeys(CAUSES[4:], float))


def write_csv(tables: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write each table to a file of its name in a folder, and return the files.

    Days as ``2026-12-31``, nothing where a cell is missing; text that a spreadsheet
    would take for a formula stands behind an apostrophe.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{name}.csv" for name in tables]
    for file, table in zip(files, tables.values(), strict=True):
        text = (
            table.rename(columns=_harmless)
            .map(_harmless)
            .to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n")
        )
        # Spreadsheets take UTF-8 without a mark for an encoding of their own.
        encoding = "utf-8" if text.isascii() else "utf-8-sig"
        file.write_text(text, encoding=encoding, newline="")
    return files


def _harmless(cell: object) -> object:
    """Return a cell as a spreadsheet shows it, whatever its text begins with."""
    return shielded(cell) if isinstance(cell, str) and cell else cell


def tables_of(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """Return every table of a comparison by name."""
    return {
        "measures": measures(comparison),
        "value_by_project": value_by_project(comparison),
        "projects": projects(comparison),
        "differences": differences(comparison),
    }


def _measured(row: Compared) -> tuple[Any, ...]:
    known = row.figures
    names = (*VALUES, "on_time", "selected", "projects", *COUNTS, "last_day")
    return (
        row.name,
        row.scenario,
        row.standing.label,
        row.broken,
        row.status.value if row.status else None,
        *ends(row.best),
        *(getattr(known, name, None) for name in names),
        row.extra_net_value,
        row.extra_cost,
        ", ".join(row.dominated_by),
    )


def _net_value(row: Compared) -> float | None:
    return None if row.figures is None else float(row.figures.net_value)


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
