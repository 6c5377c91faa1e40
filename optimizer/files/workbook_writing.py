"""Tables as an Excel workbook, one sheet per table: writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from optimizer.errors import UnwritableFile
from optimizer.files import read_me
from optimizer.files.flattening import written_cells
from optimizer.files.tables import TABLES
from optimizer.files.texts import COMMENT
from optimizer.files.whole_files import whole_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from optimizer.files.flattening import Filled
    from optimizer.files.kinds import Written
    from optimizer.files.table import Column, Table

AS_TYPED = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29th of February 1900, so earlier days are written as text."""
LIST_ROWS = 2_000
"""Rows that the drop-downs cover."""
NO_CHARACTERS = ("\ufffe", "\uffff")


@dataclass(frozen=True, slots=True)
class Formats:
    """How cells look."""

    header: Format
    required: Format
    day: Format
    example: Format
    wrapped: Format
    title: Format

    @classmethod
    def of(cls, workbook: Workbook) -> Formats:
        """Return the formats of a workbook."""
        plain = {"valign": "top"}
        head = {"bold": True, "bottom": 1, "text_wrap": True, **plain}
        return cls(
            header=workbook.add_format({**head, "bg_color": "#E7EDF3"}),
            required=workbook.add_format({**head, "bg_color": "#C9DAEA"}),
            day=workbook.add_format({"num_format": "yyyy-mm-dd"}),
            example=workbook.add_format(
                {"italic": True, "font_color": "#8A8A8A", "num_format": "yyyy-mm-dd"}
            ),
            wrapped=workbook.add_format({"text_wrap": True, **plain}),
            title=workbook.add_format({"bold": True, "font_size": 14}),
        )


def write_workbook(
    path: Path,
    rows: Mapping[str, Sequence[Filled]],
    examples: Mapping[str, Sequence[Filled]] | None = None,
) -> None:
    """Write tables as a workbook that explains itself; others are left out.

    Raises
    ------
    UnwritableFile
        If a cell, or a sheet, cannot hold what it should.
    """
    with whole_file(path) as beside:
        workbook = Workbook(str(beside), AS_TYPED)
        formats = Formats.of(workbook)
        read_me.add_sheet(workbook, formats.title, formats.wrapped)
        for table in TABLES:
            if table.name in rows:
                sheet = workbook.add_worksheet(table.title)
                lay_out(sheet, table, formats)
                shown = (examples or {}).get(table.name, ())
                fill(sheet, table, rows[table.name], shown, formats)
        workbook.close()


def lay_out(sheet: Worksheet, table: Table, formats: Formats) -> None:
    """Give a sheet its headers, explanations, widths and drop-downs."""
    sheet.freeze_panes(1, 0)
    if table.vertical:
        sheet.write_row(0, 0, ("Setting", "Value", "Explanation"), formats.header)
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 24)
        sheet.set_column(2, 2, 90, formats.wrapped)
        for row, column in enumerate(table.columns, start=1):
            sheet.write_string(row, 0, column.title)
            sheet.write_string(row, 2, explanation(column))
            offer_choices(sheet, column, (row, 1, row, 1))
        return
    for index, column in enumerate(table.columns):
        style = formats.required if column.required else formats.header
        sheet.write_string(0, index, column.title, style)
        sheet.write_comment(0, index, explanation(column), {"x_scale": 2})
        sheet.set_column(index, index, max(11, min(28, len(column.title) + 4)))
        offer_choices(sheet, column, (1, index, LIST_ROWS, index))
    sheet.autofilter(0, 0, 0, len(table.columns) - 1)


def explanation(column: Column) -> str:
    """Return what a person who fills in a column should know."""
    parts = [column.says]
    if column.kind.unit:
        parts.append(f"Unit: {column.kind.unit}.")
    if column.kind.choices and not column.kind.many:
        parts.append(f"One of: {', '.join(column.kind.choices)}.")
    if column.required:
        parts.append("Required.")
    return " ".join(parts)


def offer_choices(
    sheet: Worksheet, column: Column, area: tuple[int, int, int, int]
) -> None:
    """Give cells a drop-down, where a column has choices or names other rows."""
    source: str | list[str]
    if column.kind.choices:
        source = list(column.kind.choices)
    elif column.names and not column.kind.many:
        source = ids_of(column.names)
    else:
        return
    strict = "stop" if column.kind.choices else "information"
    sheet.data_validation(
        *area,
        {
            "validate": "list",
            "source": source,
            "error_type": strict,
            "error_title": column.title,
            "error_message": explanation(column)[:255],
        },
    )


def ids_of(kind: str) -> str:
    """Return the cells in which things of a kind are named."""
    table = next(table for table in TABLES if table.naming == kind)
    index = [column.name for column in table.columns].index(table.key[0])
    letter = chr(ord("A") + index)
    return f"='{table.title}'!${letter}$2:${letter}${LIST_ROWS}"


def fill(
    sheet: Worksheet,
    table: Table,
    rows: Sequence[Filled],
    examples: Sequence[Filled],
    formats: Formats,
) -> None:
    """Write the rows of a table, behind examples that no reader reads."""
    if table.vertical:
        for row in rows:
            for index, written in written_cells(table, row):
                put(sheet, (index + 1, 1), written, formats)
        return
    for number, row in enumerate(examples, start=1):
        for index, written in written_cells(table, row):
            shown = f"{COMMENT} {written}" if index == 0 else written
            put(sheet, (number, index), shown, formats, formats.example)
    for number, row in enumerate(rows, start=1 + len(examples)):
        for index, written in written_cells(table, row):
            put(sheet, (number, index), written, formats)


def put(
    sheet: Worksheet,
    place: tuple[int, int],
    written: Written,
    formats: Formats,
    style: Format | None = None,
) -> None:
    """Write one cell."""
    if isinstance(written, date) and written < FIRST_DAY:
        written = written.isoformat()
    if isinstance(written, date):
        sheet.write_datetime(*place, written, style or formats.day)
    elif isinstance(written, bool):
        sheet.write_boolean(*place, written, style)
    elif isinstance(written, int | float):
        sheet.write_number(*place, written, style)
    else:
        refuse_no_character(sheet, written)
        sheet.write_string(*place, written, style)


def refuse_no_character(sheet: Worksheet, text: str) -> None:
    """Refuse text that Excel cannot hold."""
    if any(character in text for character in NO_CHARACTERS):
        raise UnwritableFile(
            f"A workbook cannot hold the text {text[:40]!r} of the sheet "
            f"{sheet.get_name()}: it has a character that is none. Write JSON."
        )
