"""Portfolios and plans out: to JSON, a workbook or a folder of CSV files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from optimizer.errors import UnwritableFile
from optimizer.files import json_text
from optimizer.files.csv_folder import csv_bytes
from optimizer.files.flattening import refuse_too_many_rows, rows_of
from optimizer.files.tables import PLAN_TABLES, PORTFOLIO_TABLES, TABLES
from optimizer.files.whole_files import write_whole
from optimizer.files.workbook_writing import write_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optimizer.files.flattening import Filled
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.portfolio import Portfolio


def write(portfolio: Portfolio, path: Path | str, plan: Plan | None = None) -> None:
    """Write a portfolio, and a plan of it where given, so that `read` returns both.

    ``.json`` is written as JSON, ``.xlsx`` as a workbook, a name without ending as a
    folder of CSV files.

    Raises
    ------
    UnwritableFile
        If the ending is another one, or a workbook cannot hold the portfolio.
    OSError
        If the place cannot be written to.
    """
    path = Path(path)
    if kind_of(path) == ".json":
        document = portfolio if plan is None else bundled(portfolio, plan)
        write_whole(path, json_text.text_of(document))
        return
    rows = rows_of(portfolio, PORTFOLIO_TABLES)
    if plan is not None:
        rows |= rows_of(plan, PLAN_TABLES)
    write_tables(path, rows)


def bundled(portfolio: Portfolio, plan: Plan) -> json_text.Bundle:
    """Return a portfolio and its plan as one document."""
    return json_text.Bundle.model_construct(portfolio=portfolio, plan=plan)


def write_plan(plan: Plan, path: Path | str) -> None:
    """Write a plan alone, so that `read_plan` returns it.

    Raises
    ------
    UnwritableFile, OSError
        As `write`.
    """
    path = Path(path)
    if kind_of(path) == ".json":
        write_whole(path, json_text.text_of(plan))
    else:
        write_tables(path, rows_of(plan, PLAN_TABLES))


def kind_of(path: Path) -> str:
    """Return ``.json``, ``.xlsx`` or, for a folder, nothing."""
    suffix = path.suffix.lower()
    if path.is_dir() and suffix not in {".json", ".xlsx"}:
        return ""
    if suffix not in {".json", ".xlsx", ""}:
        raise UnwritableFile(
            f"{path.name} should end in .json or .xlsx, or have no ending and become "
            "a folder of CSV files."
        )
    return suffix


def write_tables(path: Path, rows: Mapping[str, Sequence[Filled]]) -> None:
    """Write tables as a workbook or as a folder."""
    refuse_too_many_rows(rows)
    if kind_of(path) == ".xlsx":
        write_workbook(path, rows)
        return
    if path.exists() and not path.is_dir():
        raise UnwritableFile(f"{path} is a file; a folder was to be written.")
    texts = {
        table.name: csv_bytes(table, rows[table.name])
        for table in TABLES
        if table.name in rows
    }
    path.mkdir(exist_ok=True)
    for table in TABLES:
        file = path / f"{table.name}.csv"
        if table.name in texts:
            write_whole(file, texts[table.name])
        else:
            file.unlink(missing_ok=True)
