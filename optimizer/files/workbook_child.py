"""Reads a workbook in a process of its own: ``python workbook_child.py FILE``.

A few hundred bytes can make a reader of Excel files exhaust memory, or panic in a
way that no ``except`` stops, so it runs where that hurts nobody: a child with limits
of memory and time, which imports nothing of ours and prints what it found as JSON.
Dates are printed as ``["2026-12-31"]``, the name of an error as a text.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import iterparse

SEARCHED = re.compile(rb'<f[ >/]|t="e"')
PIECE = 1024 * 1024
CELL = re.compile(r"[A-Z]{1,3}[0-9]{1,7}")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Refused(Exception):
    """The workbook is not read; holds the name of the reason and a sentence."""


def limit_resources(memory: int, seconds: int) -> None:
    """Let the operating system stop a workbook that takes too much."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def refuse_bomb(archive: zipfile.ZipFile, most: int) -> None:
    """Refuse an archive that unpacks to more than a workbook should."""
    if sum(entry.file_size for entry in archive.infolist()) > most:
        raise Refused("too_large", f"It unpacks to more than {most} bytes.")
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise Refused("encrypted", "It is protected by a password.")


def sheet_files(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return sheet → its file in the archive."""
    targets: dict[str, str] = {}
    with archive.open("xl/_rels/workbook.xml.rels") as file:
        for _, element in iterparse(file):
            target = element.get("Target", "")
            targets[element.get("Id", "")] = (
                target[1:] if target.startswith("/") else f"xl/{target}"
            )
    with archive.open("xl/workbook.xml") as file:
        return {
            element.get("name", ""): targets.get(element.get(RELATION, ""), "")
            for _, element in iterparse(file)
            if element.tag == f"{MAIN}sheet"
        }


def refuse_doctype(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse XML that declares entities; no spreadsheet program writes any."""
    with archive.open(name) as file:
        if b"<!DOCTYPE" in file.read(4096):
            raise Refused("not_workbook", "It declares XML entities.")


def is_calculating(archive: zipfile.ZipFile, name: str) -> bool:
    """Tell whether a sheet may have formulas or errors, without parsing it."""
    tail = b""
    with archive.open(name) as file:
        while piece := file.read(PIECE):
            if SEARCHED.search(tail + piece):
                return True
            tail = piece[-8:]
    return False


def calculated_cells(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Return cell → its formula, or the error it shows, for cells that have one."""
    if not is_calculating(archive, name):
        return {}
    found: dict[str, str] = {}
    with archive.open(name) as file:
        for _, element in iterparse(file):
            if element.tag == f"{MAIN}c":
                formula = element.find(f"{MAIN}f")
                cell = element.get("r", "")
                if formula is not None and CELL.fullmatch(cell):
                    found[cell] = "=" + (formula.text or "")
                elif element.get("t") == "e" and CELL.fullmatch(cell):
                    found[cell] = element.findtext(f"{MAIN}v", "#ERROR")
            if element.tag == f"{MAIN}row":
                element.clear()
    return found


def plain(cell: object) -> object:
    """Return a cell as JSON has it."""
    if isinstance(cell, datetime):
        midnight = cell.hour == cell.minute == cell.second == 0
        return [cell.date().isoformat() if midnight else cell.isoformat()]
    if isinstance(cell, date):
        return [cell.isoformat()]
    if isinstance(cell, str):
        return cell or None
    return cell if cell is None or isinstance(cell, bool | int | float) else str(cell)


def grid(sheet: Any, name: str, rows: int, columns: int) -> list[list[Any]]:  # noqa: ANN401
    """Return the cells of a sheet, blank ones at the end of a row left out."""
    last = sheet.end or (0, 0)
    if last[0] >= rows:
        raise Refused("too_many_rows", f"The sheet {name!r} has more than {rows} rows.")
    if last[1] >= columns:
        raise Refused(
            "too_many_columns", f"The sheet {name!r} has more than {columns} columns."
        )
    lines = []
    for cells in sheet.to_python(skip_empty_area=False):
        line = [plain(cell) for cell in cells]
        while line and line[-1] is None:
            line.pop()
        lines.append(line)
    return lines


def read(path: str, unpacked: int, rows: int, columns: int) -> list[dict[str, Any]]:
    """Return the sheets of a workbook: name, rows, calculated cells."""
    import python_calamine  # noqa: PLC0415 - after the limits are set

    with zipfile.ZipFile(path) as archive:
        refuse_bomb(archive, unpacked)
        for part in archive.namelist():
            if part.endswith((".xml", ".rels")):
                refuse_doctype(archive, part)
        calculated = {
            name: calculated_cells(archive, file)
            for name, file in sheet_files(archive).items()
            if file.startswith("xl/worksheets/")
        }
    workbook = python_calamine.CalamineWorkbook.from_path(path)
    return [
        {
            "name": name,
            "rows": grid(workbook.get_sheet_by_name(name), name, rows, columns),
            "calculated": calculated.get(name, {}),
        }
        for name in workbook.sheet_names
        if name in calculated
    ]


def main() -> None:
    """Print the sheets of a workbook, or why it is not read."""
    path, memory, seconds, unpacked, rows, columns = sys.argv[1:]
    limit_resources(int(memory), int(seconds))
    answer: dict[str, Any]
    try:
        answer = {"sheets": read(path, int(unpacked), int(rows), int(columns))}
    except Refused as refused:
        answer = {"code": refused.args[0], "message": refused.args[1]}
    except MemoryError:
        raise SystemExit(1) from None
    except BaseException as error:
        kind = type(error).__name__
        message = f"It is not a readable Excel workbook ({kind}: {str(error)[:200]})."
        answer = {"code": "not_workbook", "message": message}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
