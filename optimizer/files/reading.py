"""Portfolios and plans in: whatever kind of file they are in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from optimizer.errors import InvalidPortfolio
from optimizer.files import json_text, limits, tabular
from optimizer.files.csv_folder import read_folder
from optimizer.files.findings import Findings, unreadable
from optimizer.files.workbook_reading import read_workbook
from optimizer.portfolio.checks import issues
from optimizer.portfolio.issue import Issue, Severity

if TYPE_CHECKING:
    from optimizer.files.sheet import Sheet
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.portfolio import Portfolio

WORKBOOKS = {".xlsx", ".xlsm"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file holds.

    Attributes
    ----------
    portfolio
        Free of errors.
    plan
        The running plan that the file holds beside it, if any; it may break rules.
    notes
        What the reader assumed, once per column and kind of assumption.
    """

    portfolio: Portfolio
    plan: Plan | None = None
    notes: tuple[Issue, ...] = ()


def read(path: Path | str) -> Loaded:
    """Return the portfolio of a JSON file, an Excel workbook or a folder of CSV files.

    Raises
    ------
    UnreadableFile
        With every error, each at its sheet and cell, or at its field.
    InvalidPortfolio
        If the file can be read, and what it says contradicts itself.
    """
    path = Path(path)
    if is_tabular(path):
        findings = Findings()
        sheets = sheets_of(path, findings)
        found = tabular.portfolio_of(sheets, path, findings)
        refuse_contradictions(found.portfolio, found)
        return Loaded(found.portfolio, found.plan, findings.notes)
    return parse(json_bytes(path), path)


def parse(content: bytes, name: Path | str = "standard input") -> Loaded:
    """Return the portfolio of a JSON text, such as one that came through a pipe.

    Raises
    ------
    UnreadableFile, InvalidPortfolio
        As `read`.
    """
    bundle = json_text.portfolio_of(content, name)
    refuse_contradictions(bundle.portfolio, None)
    return Loaded(bundle.portfolio, bundle.plan)


def read_plan(path: Path | str, portfolio: Portfolio) -> Plan:
    """Return the plan of a file: of JSON, a workbook or a folder of CSV files.

    The JSON may be a plan, an outcome of `solve`, or a portfolio with a plan.

    Raises
    ------
    UnreadableFile
        With every error, each at its sheet and cell, or at its field.
    """
    path = Path(path)
    if is_tabular(path):
        findings = Findings()
        return tabular.plan_of(sheets_of(path, findings), path, portfolio, findings)
    return json_text.plan_of(json_bytes(path), path)


def is_tabular(path: Path) -> bool:
    """Tell whether a path is a folder, or is named like a workbook."""
    try:
        return path.is_dir() or path.suffix.lower() in WORKBOOKS
    except OSError:  # a name that no file can have; opening it will say so
        return False


def sheets_of(path: Path, findings: Findings) -> list[Sheet]:
    """Return the sheets of a workbook or a folder of CSV files."""
    if path.is_dir() and path.suffix.lower() in WORKBOOKS:
        raise unreadable(path, "folder", "It is a folder; a workbook was expected.")
    return read_folder(path, findings) if path.is_dir() else read_workbook(path)


def json_bytes(path: Path) -> bytes:
    """Return the content of a file that should be JSON."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        message = "A portfolio has several CSV files: give the folder that holds them."
        raise unreadable(path, "one_csv", message)
    if suffix in {".xls", ".xlsb", ".ods"}:
        message = f"{suffix} is not read; save it as an Excel workbook (.xlsx)."
        raise unreadable(path, "unknown_kind", message)
    return limits.read_bytes(path)


def refuse_contradictions(portfolio: Portfolio, found: tabular.Tabular | None) -> None:
    """Refuse a portfolio with errors, each with its row where that is known."""
    errors = [issue for issue in issues(portfolio) if issue.severity is Severity.ERROR]
    if not errors:
        return
    if found is not None:
        errors = [located(issue, found) for issue in errors]
    raise InvalidPortfolio(errors)


def located(issue: Issue, found: tabular.Tabular) -> Issue:
    """Return an issue whose message names the row that it is about."""
    place = found.document.place(loc_of(issue.where, found.document.content))
    if place is None:
        return issue
    return issue.replace(message=f"{issue.message} ({place})")


def loc_of(where: str, content: object) -> tuple[str | int, ...]:
    """Return the path of fields that a path of ids leads along, as far as it goes.

    Ids may hold slashes, so every id of a list is tried against the rest.
    """
    loc: list[str | int] = []
    rest = where
    while rest:
        step = next_step(content, rest)
        if step is None:
            break
        key, content, length = step
        loc.append(key)
        rest = rest[length:].removeprefix("/")
    return tuple(loc)


def next_step(content: object, rest: str) -> tuple[str | int, object, int] | None:
    """Return the key or index that the beginning of a path names."""
    if isinstance(content, dict):
        named = [(key, inner, str(key)) for key, inner in content.items()]
    elif isinstance(content, list):
        named = [
            (index, inner, json_text.name_of(inner))
            for index, inner in enumerate(content)
            if isinstance(inner, dict)
        ]
    else:
        return None
    fitting = [
        (key, inner, len(name))
        for key, inner, name in named
        if name and (rest == name or rest.startswith(f"{name}/"))
    ]
    return max(fitting, key=lambda step: step[2], default=None)
