"""Tables as a folder of CSV files, one per table."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from optimizer.files import limits
from optimizer.files.findings import Place, unreadable
from optimizer.files.flattening import written_cells
from optimizer.files.sheet import Sheet, known_headers
from optimizer.files.table import normal
from optimizer.files.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from optimizer.files.findings import Findings
    from optimizer.files.flattening import Filled
    from optimizer.files.kinds import Written
    from optimizer.files.table import Table

DELIMITERS = ",;\t|"
HEADERS = {"setting", "value"}.union(*map(known_headers, TABLES))
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_folder(folder: Path, findings: Findings) -> list[Sheet]:
    """Return the CSV files of a folder as sheets.

    Raises
    ------
    UnreadableFile
        If the folder holds no CSV file, or one that is no text or too large.
    """
    try:
        files = sorted(
            path for path in folder.iterdir() if path.suffix.lower() == ".csv"
        )
    except OSError as error:
        raise unreadable(
            folder, "no_access", f"It cannot be opened: {error}."
        ) from None
    if not files:
        known = ", ".join(f"{table.name}.csv" for table in TABLES[:5])
        message = f"The folder holds no CSV files; expected are {known} and so on."
        raise unreadable(folder, "empty", message)
    return [read_csv(path, findings) for path in files]


def read_csv(path: Path, findings: Findings) -> Sheet:
    """Return a CSV file as a sheet, whatever its encoding and delimiter."""
    text = decoded(limits.read_bytes(path), path, findings)
    declared = SEPARATOR_LINE.match(text)
    first = 1
    if declared:
        text, first = text[declared.end() :], 2
    delimiter = declared[1] if declared else delimiter_of(text)
    rows: list[tuple[int, Sequence[str | None]]] = []
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(lines, start=first):
            rows.append((number, cells))
            if len(rows) > limits.ROWS:
                message = f"It has more than {limits.ROWS} rows, the most allowed."
                raise unreadable(path, "too_many_rows", message)
            if len(cells) > limits.COLUMNS:
                message = f"Row {number} has more than {limits.COLUMNS} columns."
                raise unreadable(path, "too_many_columns", message)
    except csv.Error as error:
        message = f"Row {first + len(rows)} is not CSV: {error}."
        raise unreadable(path, "not_csv", message) from None
    return Sheet(path.stem, path.name, rows)


def decoded(content: bytes, path: Path, findings: Findings) -> str:
    """Return the text of a file: UTF-8, UTF-16 as Excel saves it, or Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1252":
            from_windows(text, path, findings)
        return text
    raise unreadable(path, "encoding", "It is not text in UTF-8 or Windows-1252.")


def from_windows(text: str, path: Path, findings: Findings) -> None:
    """Say that a file was taken for Windows-1252, unless it is no text at all."""
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise unreadable(path, "not_csv", "It is not text.")
    sentence = "It is not UTF-8; it was read as Windows-1252."
    findings.assume("encoding", Place(path.name), sentence)


def delimiter_of(text: str) -> str:
    """Return the delimiter under which the first line has the most known headers."""
    header = next((line for line in io.StringIO(text) if line.strip()), "")

    def recognised(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([header], delimiter=delimiter), [])
        return sum(normal(cell) in HEADERS for cell in cells), len(cells)

    return max(DELIMITERS, key=recognised)


def csv_text(table: Table, rows: Sequence[Filled]) -> str:
    """Return a table as CSV text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    if table.vertical:
        writer.writerow(("setting", "value"))
        for row in rows:
            for index, written in written_cells(table, row):
                writer.writerow((table.columns[index].name, written))
        return text.getvalue()
    writer.writerow([column.name for column in table.columns])
    for row in rows:
        cells: list[Written] = [""] * len(table.columns)
        for index, written in written_cells(table, row):
            cells[index] = written
        writer.writerow(cells)
    return text.getvalue()


def csv_bytes(table: Table, rows: Sequence[Filled]) -> bytes:
    """Return a table as a CSV file, marked as UTF-8 where Excel would not know."""
    text = csv_text(table, rows)
    return text.encode("utf-8" if text.isascii() else "utf-8-sig")
