"""Texts and lists of names in a cell: harmless to a spreadsheet, and read back whole.

A spreadsheet takes text that begins with ``=``, ``+``, ``-`` or ``@`` for a formula,
and a reader of dirty files trims spaces. Text that would suffer is therefore written
behind an apostrophe, which the reader takes off again.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from optimizer.files.cell import INVISIBLE
from optimizer.files.numbers import Unfit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optimizer.files.cell import Cell

SHIELD = "'"
FORMULA_STARTS = ("=", "+", "-", "@")
COMMENT = "#"
NO_ONE = "(none)"
"""An empty list, where a blank cell means that nothing is said."""
ENTRY = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*|([^;,\n"][^;,\n]*)?)(?:[;,\n]|$)')


def would_suffer(text: str) -> bool:
    """Tell whether text would be taken for something else, or trimmed."""
    return (
        not text
        or text.startswith((*FORMULA_STARTS, COMMENT))
        or text in {NO_ONE, "–", "—"}
        or text != text.strip().strip(INVISIBLE)
    )


def shielded(text: str) -> str:
    """Return text as a cell holds it."""
    return SHIELD + text if would_suffer(text.lstrip(SHIELD)) else text


def unshielded(text: str) -> str:
    """Return the text that a cell holds."""
    if text.startswith(SHIELD) and would_suffer(text.lstrip(SHIELD)):
        return text[1:]
    return text.strip().strip(INVISIBLE).strip()


def free_text(cell: Cell) -> str:
    """Return the text of a cell; numbers and dates are read as written."""
    found = cell.found
    if isinstance(found, str):
        return unshielded(found)
    if isinstance(found, float) and found.is_integer():
        return str(int(found))
    if isinstance(found, datetime) and found.time() == time():
        return found.date().isoformat()
    return str(found)


def identifier(cell: Cell) -> str:
    """Return an id, also one of which a spreadsheet has made a number or a date.

    Raises
    ------
    Unfit
        If the cell holds neither text nor a whole number nor a day.
    """
    found = cell.found
    if isinstance(found, bool) or not isinstance(found, str | int | float | date):
        raise Unfit("a name")
    if isinstance(found, str):
        return free_text(cell)
    if isinstance(found, float) and not found.is_integer():
        raise Unfit("a name; the spreadsheet made a number of it")
    text = free_text(cell)
    kind = "date" if isinstance(found, date) else "number"
    cell.assume("id_from_number", f"The {kind} {text} was read as the name {text!r}.")
    return text


def identifiers(cell: Cell) -> tuple[str, ...]:
    """Return the ids that a cell lists, between semicolons, commas or lines.

    Raises
    ------
    Unfit
        If quotation marks do not pair up.
    """
    text = identifier(cell) if not isinstance(cell.found, str) else cell.found
    if text.strip() == NO_ONE:
        return ()
    if not isinstance(cell.found, str):
        return (text,)
    return tuple(split_names(unshielded(text)))


def split_names(text: str) -> Iterable[str]:
    """Yield the names of a list; a name in quotation marks is taken as it is."""
    position = 0
    while position < len(text):
        entry = ENTRY.match(text, position)
        if entry is None or entry.end() == position:
            raise Unfit('names between semicolons, such as ana; "bo; junior"')
        position = entry.end()
        if entry[1] is not None:
            yield entry[1].replace('""', '"')
        elif entry[2] is not None and entry[2].strip():
            yield entry[2].strip()


def listed(names: Iterable[str]) -> str:
    """Return names as a cell lists them."""
    entries = [quoted(name) for name in names]
    return shielded("; ".join(entries)) if entries else NO_ONE


def quoted(name: str) -> str:
    """Return a name as it stands in a list."""
    if re.search(r'[;,\n"]', name) or name != name.strip() or name == NO_ONE:
        return '"' + name.replace('"', '""') + '"'
    return name
