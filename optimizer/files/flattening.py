"""From a portfolio or a plan to the rows of its tables."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from optimizer.errors import UnwritableFile
from optimizer.files.kinds import NONE_MARK
from optimizer.files.limits import CELL_CHARACTERS, ROWS
from optimizer.files.table import Role, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from optimizer.files.kinds import Written
    from optimizer.files.table import Column, Table
    from optimizer.portfolio.base import DomainModel

Filled = dict[str, Any]
"""Column → value; blank cells are left out."""
Named = dict[str, list[tuple[tuple[str, ...], Any]]]
"""Kind of thing → names and objects."""


def rows_of(root: DomainModel, tables: Sequence[Table]) -> dict[str, list[Filled]]:
    """Return table → its rows, for a whole portfolio or plan."""
    named: Named = {"": [((), root)]}
    rows: dict[str, list[Filled]] = {}
    for table in tables:
        listed = rows.setdefault(table.name, [])
        for row, thing in rows_of_table(table, named):
            listed.extend(spread_over_rows(table, row, thing))
            if table.naming:
                name = tuple(str(row[column]) for column in table.key)
                owner = getattr(thing, table.branch) if table.branch else thing
                named.setdefault(table.naming, []).append((name, owner))
    return rows


def names_of(root: DomainModel, tables: Sequence[Table]) -> dict[str, set[str]]:
    """Return what is named in a portfolio: kind of thing → ids."""
    rows = rows_of(root, tables)
    names: dict[str, set[str]] = {}
    for table in tables:
        if table.naming and len(table.key) == 1:
            ids = {str(row[table.key[0]]) for row in rows[table.name]}
            names.setdefault(table.naming, set()).update(ids)
    return names


def rows_of_table(table: Table, named: Named) -> Iterator[tuple[Filled, Any]]:
    """Yield the rows of one table with what each is about."""
    owners = table.of_role(Role.OWNER)
    for name, owner in named.get(table.owner, ()):
        if len(name) > len(owners):
            continue
        belongs = {
            column.name: part for column, part in zip(owners, name, strict=False)
        }
        for entry, thing in things_of(table, owner):
            yield {**belongs, **entry, **fields_of(table, thing)}, thing


def things_of(table: Table, owner: Any) -> Iterator[tuple[Filled, Any]]:  # noqa: ANN401
    """Yield what an owner has in the field of a table, with its name or place in it."""
    held = getattr(owner, table.field) if table.field else owner
    if held is None:
        return
    if table.shape is Shape.ONE:
        if not table.field or held != type(owner).model_fields[table.field].default:
            yield {}, held
    elif table.shape is Shape.ENTRIES:
        for name, thing in held.items():
            yield named_cells(table, Role.KEY, name), thing
    else:
        for place, thing in enumerate(held, start=1):
            yield named_cells(table, Role.ORDER, place), thing


def named_cells(table: Table, role: Role, value: object) -> Filled:
    """Return the cell of the only column of a role, if there is such a column."""
    column = table.column(role)
    return {} if column is None else {column.name: value}


def fields_of(table: Table, thing: Any) -> Filled:  # noqa: ANN401
    """Return the cells that say what a thing is."""
    value = table.column(Role.VALUE)
    if value is not None:
        return {value.name: thing}
    cells: Filled = {}
    for column in table.of_role(Role.FIELD):
        content, default = content_of(thing, column)
        if is_said(column, content, default):
            cells[column.name] = content
    return cells


def is_said(column: Column, content: object, default: object) -> bool:
    """Tell whether a cell is written, or left blank."""
    if column.kind is NONE_MARK:
        return content == ()
    return content is not None and not (content in ("", ()) and content == default)


def content_of(thing: Any, column: Column) -> tuple[Any, Any]:  # noqa: ANN401
    """Return the value of a column's field, and its default."""
    *outer, last = column.path
    for step in outer:
        thing = getattr(thing, step)
    return getattr(thing, last), type(thing).model_fields[last].default


def spread_over_rows(table: Table, row: Filled, thing: Any) -> Iterator[Filled]:  # noqa: ANN401
    """Yield a row, or one row for each entry of the field that is spread."""
    entries = getattr(thing, table.spread) if table.spread else None
    if entries is None:
        yield row
        return
    key, value = table.of_role(Role.SPREAD_KEY, Role.SPREAD_VALUE)
    if not entries:
        yield {**row, value.name: Decimal(0)}
    for entry, amount in entries.items():
        yield {**row, key.name: entry, value.name: amount}


def written_cells(table: Table, row: Filled) -> Iterator[tuple[int, Written]]:
    """Yield the filled cells of a row as they are written, by number of the column.

    Raises
    ------
    UnwritableFile
        If a text is longer than a cell.
    """
    for index, column in enumerate(table.columns):
        if column.name in row:
            written = column.kind.write(row[column.name])
            if isinstance(written, str) and len(written) > CELL_CHARACTERS:
                raise UnwritableFile(
                    f"A cell of {table.title}, {column.title}, holds at most "
                    f"{CELL_CHARACTERS} characters, not the {len(written)} of "
                    f"{written[:40]!r}…. Write JSON."
                )
            yield index, written


def refuse_too_many_rows(rows: Mapping[str, Sequence[Filled]]) -> None:
    """Refuse tables that could not be read again.

    Raises
    ------
    UnwritableFile
        If a table has more rows than a reader accepts.
    """
    for name, listed in rows.items():
        if len(listed) >= ROWS:
            raise UnwritableFile(
                f"The table {name} would have {len(listed)} rows; at most {ROWS - 1} "
                "can be read again. Write JSON."
            )
