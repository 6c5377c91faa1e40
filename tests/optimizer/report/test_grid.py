"""Tables as the page shows them."""

import pandas as pd

from optimizer.report.grid import MOST_ROWS, OPEN_ROWS, READERS, Kind, grid
from optimizer.report.wording import NOTHING

TABLE = pd.DataFrame(
    {
        "name": ["<b>", None],
        "day": pd.to_datetime(["2026-03-05", None]),
        "hours": [1234.56, float("nan")],
        "share": [0.125, 0.0],
        "runs": [True, False],
        "people": [("Ana", "Bo"), ()],
    }
)
COLUMNS = {
    "name": ("Name", Kind.TEXT),
    "day": ("Day", Kind.DAY),
    "hours": ("Hours", Kind.HOURS),
    "share": ("Share", Kind.PERCENT),
    "runs": ("Runs", Kind.YES_NO),
    "people": ("People", Kind.TEXT),
}


def test_cells_read_like_text_and_sort_like_what_they_are():
    first, second = grid("Things", TABLE, COLUMNS).rows

    assert [cell.text for cell in first] == [
        "<b>",
        "5 Mar 2026",
        "1,234.6",
        "12.5 %",
        "yes",
        "Ana, Bo",
    ]
    assert [cell.key for cell in first] == [
        None,
        "2026-03-05",
        "1234.56",
        "0.125",
        None,
        None,
    ]
    assert [cell.text for cell in second] == ["–", "–", "–", "0 %", "no", ""]
    assert [cell.key for cell in second[:3]] == ["", "", ""]


def test_a_long_text_is_set_wide_enough_to_be_read():
    short, long = (READERS[Kind.TEXT](text) for text in ("Ana joins", "Because " * 9))
    assert (short.style, long.style) == ("", "long")


def test_numbers_are_set_flush_right():
    styles = [column.style for column in grid("Things", TABLE, COLUMNS).columns]

    assert styles == ["", "day", "number", "number", "", ""]


def test_only_the_first_rows_of_a_long_table_are_shown_and_that_is_said():
    long = pd.DataFrame({"name": ["x"] * (MOST_ROWS + 1)})

    shown = grid("Things", long, {"name": ("Name", Kind.TEXT)})

    assert len(shown.rows) == MOST_ROWS
    assert shown.size == "1,001 rows"
    assert shown.note == "The first 1,000 of 1,001 rows."
    assert not shown.open


def test_short_tables_start_unfolded():
    table = pd.DataFrame({"name": ["x"] * (OPEN_ROWS + 1)})
    columns = {"name": ("Name", Kind.TEXT)}

    assert grid("Things", table.head(OPEN_ROWS), columns).open
    assert not grid("Things", table, columns).open
    assert grid("Things", table, columns, always_open=True).open


def test_nothing_is_nothing_however_pandas_writes_it():
    table = pd.DataFrame(
        {
            "whole": pd.array([2, None], dtype="Int64"),
            "day": pd.to_datetime(["2026-03-05", None]),
            "hours": [1.0, float("nan")],
        }
    )
    kinds = {"whole": Kind.NUMBER, "day": Kind.DAY, "hours": Kind.HOURS}
    found = grid("Gaps", table, {name: (name, kind) for name, kind in kinds.items()})
    assert found.contents[1] == (None, None, None)
    assert [cell.text for cell in found.rows[1]] == [NOTHING] * 3
    assert [cell.text for cell in found.rows[0]] == ["2", "5 Mar 2026", "1"]
