"""What is told, as files: a page, tables for programs, a workbook."""

from __future__ import annotations

import csv
import re
from datetime import date
from enum import StrEnum
from io import BytesIO, StringIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

from api.jobs import pages
from api.routes.portfolio_files import WORKBOOK
from optimizer.files.texts import shielded
from optimizer.files.workbook_writing import AS_TYPED, Formats, put
from optimizer.report.grid import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.worksheet import Worksheet

    from api.jobs.telling import Content, Telling, Told, ToldGrid

HTML = "text/html; charset=utf-8"
SUMMARY = "Summary"
"""The table of what is told in sentences."""
LONGEST_NAME = 31
"""Characters of the name of a sheet."""
LONGEST_TEXT = 32_767
"""Characters that a cell of Excel holds."""
NO_NAME = re.compile(r"[^\w -]+")
"""What neither the names of sheets nor those of files can have."""

Rows = list[list["Content | date"]]


class ReportKind(StrEnum):
    """What a report is written as; CSV files come in one archive."""

    HTML = "html"
    CSV = "csv"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        """What the content of such a file is called."""
        return {
            ReportKind.HTML: HTML,
            ReportKind.CSV: "application/zip",
            ReportKind.XLSX: WORKBOOK,
        }[self]

    @property
    def suffix(self) -> str:
        """How the name of such a file ends."""
        return ".zip" if self is ReportKind.CSV else f".{self}"


def written(told: Told, kind: ReportKind) -> bytes:
    """Return what is told as the content of a file.

    Raises
    ------
    UnwritableFile
        If a workbook cannot hold a text.
    """
    match kind:
        case ReportKind.HTML:
            return pages.page(told).render().encode()
        case ReportKind.CSV:
            return _archive(told.telling)
        case ReportKind.XLSX:
            return _workbook(told.telling)


def tables(telling: Telling) -> Iterator[tuple[str, Rows]]:
    """Yield every table by a name of its own: headers, and rows as they are.

    Text that a spreadsheet would take for a formula stands behind an apostrophe.
    """
    yield SUMMARY, _summary(telling)
    names = {SUMMARY.casefold()}
    for grid in telling.grids:
        name = _name(grid.title, names)
        names.add(name.casefold())
        yield name, _rows(grid)


def _summary(telling: Telling) -> Rows:
    rows = [
        ("What", "Told"),
        (telling.eyebrow, telling.title),
        ("Answer", telling.decision),
        *(("", sentence) for sentence in telling.sentences),
        *((one.title, f"{one.amount} {one.remark}") for one in telling.amounts),
        *(
            (section.title, sentence)
            for section in telling.sections
            for sentence in section.sentences
        ),
        *(("Made from", sentence) for sentence in telling.colophon),
    ]
    return [[_harmless(text.strip()) for text in row] for row in rows]


def _rows(grid: ToldGrid) -> Rows:
    header: list[Content | date] = [_harmless(one.title) for one in grid.columns]
    kinds = [one.kind for one in grid.columns]
    return [
        header,
        *(
            [_cell(content, kind) for content, kind in zip(row, kinds, strict=True)]
            for row in grid.rows
        ),
    ]


def _cell(content: Content, kind: Kind) -> Content | date:
    if not isinstance(content, str):
        return content
    return date.fromisoformat(content) if kind is Kind.DAY else _harmless(content)


def _harmless(text: str) -> str:
    return shielded(text[:LONGEST_TEXT]) if text else text


def _name(title: str, taken: set[str]) -> str:
    """Return a title as the name of a sheet and of a file, unlike those taken."""
    words = NO_NAME.sub(" ", title).split()
    plain = " ".join(words)[:LONGEST_NAME].strip() or "Table"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        tail = f" {number}"
        name = plain[: LONGEST_NAME - len(tail)] + tail
    return name


def _archive(telling: Telling) -> bytes:
    """Return the tables as CSV files in one archive."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as packed:
        for name, rows in tables(telling):
            text = StringIO()
            writer = csv.writer(text, lineterminator="\n")
            writer.writerows(
                ["" if one is None else one for one in row] for row in rows
            )
            # Spreadsheets take UTF-8 without a mark for an encoding of their own.
            encoding = "utf-8" if text.getvalue().isascii() else "utf-8-sig"
            packed.writestr(f"{name}.csv", text.getvalue().encode(encoding))
    return content.getvalue()


def _workbook(telling: Telling) -> bytes:
    """Return the tables as a workbook, one sheet each."""
    content = BytesIO()
    workbook = Workbook(content, {**AS_TYPED, "in_memory": True})
    formats = Formats.of(workbook)
    for name, rows in tables(telling):
        _fill(workbook.add_worksheet(name), rows, formats)
    workbook.close()
    return content.getvalue()


def _fill(sheet: Worksheet, rows: Rows, formats: Formats) -> None:
    sheet.freeze_panes(1, 0)
    for index in range(len(rows[0])):
        widest = max((len(str(row[index])) for row in rows[:200]), default=0)
        sheet.set_column(index, index, max(9, min(60, widest + 2)))
    for number, row in enumerate(rows):
        for index, content in enumerate(row):
            if content is not None:
                style = formats.header if number == 0 else None
                put(sheet, (number, index), content, formats, style)
