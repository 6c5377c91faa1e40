"""A table as it was found: rows of cells under the headers that people gave them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from optimizer.files.cell import Cell, is_empty
from optimizer.files.findings import Place, shortened
from optimizer.files.numbers import Unfit
from optimizer.files.table import normal
from optimizer.files.texts import COMMENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.files.cell import Found, Units
    from optimizer.files.findings import Findings
    from optimizer.files.table import Column, Table

COMMENT_HEADERS = {
    *("comment", "comments", "note", "notes", "remark", "remarks", "explanation"),
    *("kommentar", "bemerkung", "bemerkungen"),
}
HEADER_WITHIN = 10
"""The header is looked for in so many filled rows."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid of cells.

    Attributes
    ----------
    name, label
        Its own name, and its name in messages, with that of the file.
    rows
        Number of the row, from 1, and its cells.
    """

    name: str
    label: str
    rows: Sequence[tuple[int, Sequence[Found | None]]]


@dataclass(slots=True)
class Row:
    """The values of a row by column, and where they were found."""

    place: Place
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    unfit: set[str] = field(default_factory=set)

    def where(self, column: str) -> Place:
        """Return the place of a column's cell, or of the row where it is blank."""
        return self.places.get(column, self.place)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the sheets of one file are read: what units mean, whom to tell.

    `plainly` remembers what texts mean, since most of a long sheet are repetitions.
    """

    findings: Findings
    units: Units
    plainly: dict[tuple[object, str], Any] = field(default_factory=dict)

    def rows(self, table: Table, sheet: Sheet) -> list[Row]:
        """Return the rows of a sheet; what is wrong goes to the findings."""
        filled = [row for row in sheet.rows if not is_blank_or_comment(row[1])]
        if table.vertical:
            return self._settings(table, sheet, filled)
        if not filled:
            return []
        header, columns = self._header(table, sheet, filled)
        body = filled[header + 1 :]
        self._refuse_headless(sheet, columns, filled[header][1], body)
        read = (self._row(table, sheet, columns, row) for row in body)
        return [row for row in read if row.values or row.unfit]

    def _row(
        self,
        table: Table,
        sheet: Sheet,
        columns: dict[int, Column],
        numbered: tuple[int, Sequence[Found | None]],
    ) -> Row:
        number, cells = numbered
        row = Row(Place(sheet.label, number))
        for index, column in columns.items():
            if index < len(cells):
                self._cell(row, column, cells[index], index)
        if row.values or row.unfit:
            for column in table.columns:
                if column.required and column.name not in row.places:
                    row.unfit.add(column.name)
                    self.findings.error(
                        "missing", row.place, f"{column.title} is missing."
                    )
        return row

    def _cell(self, row: Row, column: Column, found: Found | None, index: int) -> None:
        """Read one cell into its row."""
        if found is None or found == "":
            return
        place = Place(row.place.sheet, row.place.row, index)
        known = (
            self.plainly.get((column.kind.read, found))
            if isinstance(found, str)
            else None
        )
        if known is not None:
            row.places[column.name] = place
            row.values[column.name] = known
        elif not self._says_nothing(column, found, place):
            row.places[column.name] = place
            self._interpret(row, column, Cell(found, place, self.findings, self.units))

    def _says_nothing(self, column: Column, found: Found, place: Place) -> bool:
        """Tell whether a cell is blank, or means to be."""
        if is_empty(found):
            return True
        if column.kind.is_blank(found):
            sentence = f"{found!r} was read as nothing to say."
            self.findings.assume("blank", place, sentence)
            return True
        return False

    def _interpret(self, row: Row, column: Column, cell: Cell) -> None:
        """Read a filled cell into its row; remember text that needs no assumption."""
        found = cell.found
        assumed = self.findings.assumed
        try:
            refuse_formula(found)
            value = row.values[column.name] = column.kind.read(cell)
        except (Unfit, ArithmeticError) as error:
            row.unfit.add(column.name)
            wanted = str(error) if isinstance(error, Unfit) else column.kind.name
            self.findings.error(
                "unfit",
                cell.place,
                f"{column.title} should be {wanted}, found {shortened(found)}.",
            )
            return
        if isinstance(found, str) and self.findings.assumed == assumed:
            self.plainly[column.kind.read, found] = value

    def _settings(
        self,
        table: Table,
        sheet: Sheet,
        filled: list[tuple[int, Sequence[Found | None]]],
    ) -> list[Row]:
        """Read a sheet of one setting per row as a single row."""
        by_name = known_headers(table)
        whole = Row(Place(sheet.label))
        for number, cells in filled:
            first = next(i for i, cell in enumerate(cells) if not is_empty(cell))
            place = Place(sheet.label, number, first)
            said = normal(str(cells[first]))
            if said in {"setting", "field"}:
                continue
            column = by_name.get(said)
            if column is None:
                self._unknown_header(table, place, cells[first], "setting")
            elif column.name in whole.places:
                self.findings.error("twice", place, f"{column.title} is given twice.")
            elif len(cells) > first + 1:
                row = Row(Place(sheet.label, number), places=whole.places)
                row.values, row.unfit = whole.values, whole.unfit
                self._cell(row, column, cells[first + 1], first + 1)
        for column in table.columns:
            if column.required and column.name not in whole.places:
                whole.unfit.add(column.name)
                self.findings.error(
                    "missing", whole.place, f"{column.title} is missing."
                )
        return [whole] if whole.values or whole.unfit else []

    def _header(
        self,
        table: Table,
        sheet: Sheet,
        filled: list[tuple[int, Sequence[Found | None]]],
    ) -> tuple[int, dict[int, Column]]:
        """Find the row of headers, and say which column is which."""
        known = known_headers(table)
        index = next(
            (
                i
                for i, (_, cells) in enumerate(filled[:HEADER_WITHIN])
                if sum(normal(str(cell)) in known for cell in cells if cell) * 2
                >= sum(not is_empty(cell) for cell in cells)
            ),
            0,
        )
        number, cells = filled[index]
        columns: dict[int, Column] = {}
        for position, cell in enumerate(cells):
            if cell is None or is_empty(cell) or is_comment_header(str(cell)):
                continue
            place = Place(sheet.label, number, position)
            column = known.get(normal(str(cell)))
            if column is None:
                self._unknown_header(table, place, cell, "column")
            elif column in columns.values():
                self.findings.error("twice", place, f"{column.title} is given twice.")
            else:
                columns[position] = column
        self._find_required(table, Place(sheet.label, number), columns, cells)
        return index, columns

    def _find_required(
        self,
        table: Table,
        place: Place,
        columns: dict[int, Column],
        cells: Sequence[Found | None],
    ) -> None:
        """Let a header stand for a required column that it is a synonym of."""
        for column in table.columns:
            if not column.required or column in columns.values():
                continue
            for position, taken in columns.items():
                if (
                    not taken.required
                    and normal(str(cells[position])) in column.synonyms
                ):
                    columns[position] = column
                    self.findings.assume(
                        "header",
                        Place(place.sheet, place.row, position),
                        f"{cells[position]!r} was read as {column.title!r}.",
                    )
                    break
            else:
                self.findings.error(
                    "missing_column", place, f"The column {column.title!r} is missing."
                )

    def _unknown_header(
        self, table: Table, place: Place, found: object, word: str
    ) -> None:
        """Refuse a header that means nothing here, and guess what was meant."""
        titles = {name: column.title for name, column in known_headers(table).items()}
        close = get_close_matches(normal(str(found)), titles, n=1, cutoff=0.6)
        hint = (
            f"did you mean {titles[close[0]]!r}?"
            if close
            else f"known are {', '.join(column.title for column in table.columns)}."
        )
        self.findings.error(
            "unknown_column",
            place,
            f"The {word} {shortened(found)} is unknown; {hint} "
            f"Put {COMMENT} before it to keep it as a comment.",
        )

    def _refuse_headless(
        self,
        sheet: Sheet,
        columns: dict[int, Column],
        header: Sequence[Found | None],
        body: list[tuple[int, Sequence[Found | None]]],
    ) -> None:
        """Refuse cells that stand under no header, once per column."""
        told: set[int] = set()
        for number, cells in body:
            for position, cell in enumerate(cells):
                if position in columns or position in told or is_empty(cell):
                    continue
                if position < len(header) and not is_empty(header[position]):
                    continue
                told.add(position)
                self.findings.error(
                    "no_header",
                    Place(sheet.label, number, position),
                    f"{shortened(cell)} stands under no header. Delete it, or give the "
                    f"column a header that begins with {COMMENT}.",
                )


def refuse_formula(found: Found) -> None:
    """Stop at what a spreadsheet would calculate."""
    if isinstance(found, str) and found.lstrip().startswith("="):
        raise Unfit(
            "a value, because formulas are not read: replace it (copy, paste as "
            "values), or put an apostrophe before it if it is text"
        )


def known_headers(table: Table) -> dict[str, Column]:
    """Return header → column; a column's own name wins over synonyms."""
    known = {synonym: column for column in table.columns for synonym in column.synonyms}
    return known | {column.name: column for column in table.columns}


def is_comment_header(header: str) -> bool:
    """Tell whether a column is for people only."""
    return header.strip().startswith(COMMENT) or normal(header) in COMMENT_HEADERS


def is_blank_or_comment(cells: Sequence[Found | None]) -> bool:
    """Tell whether a row says nothing to the reader."""
    first = next((cell for cell in cells if not is_empty(cell)), None)
    return first is None or (
        isinstance(first, str) and first.lstrip().startswith(COMMENT)
    )


def sheets_of_tables(
    sheets: Sequence[Sheet], tables: Sequence[Table], findings: Findings
) -> dict[str, Sheet]:
    """Return table → its sheet; sheets that nobody knows are refused or passed over."""
    known = {synonym: table for table in tables for synonym in table.synonyms}
    known |= {table.name: table for table in tables}
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        if re.match(r"[#_~]", sheet.name) or normal(sheet.name) in {
            "read_me",
            "readme",
        }:
            continue
        table = known.get(normal(sheet.name))
        if table is None:
            pass_over(sheet, known, findings)
        elif table.name in found:
            first = found[table.name].name
            twice = f"It is the second sheet {table.title!r}, after {first!r}."
            findings.error("twice", sheet.label, twice)
        else:
            found[table.name] = sheet
    return found


def pass_over(sheet: Sheet, known: dict[str, Table], findings: Findings) -> None:
    """Pass over a sheet with a note, unless its name looks like a slip."""
    close = get_close_matches(normal(sheet.name), known, n=1, cutoff=0.8)
    if close:
        findings.error(
            "unknown_sheet",
            sheet.label,
            f"{sheet.name!r} is unknown; did you mean {known[close[0]].title!r}? "
            f"Put {COMMENT} before the name to keep it for yourselves.",
        )
    else:
        sentence = (
            f"The sheet {sheet.name!r} is not part of the format and was not read."
        )
        findings.assume("sheet_passed_over", Place(sheet.label), sentence)
