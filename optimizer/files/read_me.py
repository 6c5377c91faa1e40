"""The sheet of a workbook that teaches how to fill in the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.files.tables import TABLES

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

NAME = "Read me"
LESSON = (
    (
        "What this is",
        "This workbook describes a portfolio: people, projects and the work in them. "
        "Quarterdeck reads it and finds the best plan: which projects to run, when "
        "each package runs and who works on it.",
    ),
    (
        "Five sheets are enough to begin",
        "Portfolio: the first day and the number of weeks. Engineers: one row per "
        "person. Skills: who can do what. Projects: value and due date. Packages and "
        "Demands: the work. All other sheets may stay empty.",
    ),
    (
        "How sheets refer to each other",
        "By ids: short names without surprises, such as ana or AI1. Write an id once "
        "in the id column of its own sheet, then use it everywhere else. Drop-downs "
        "offer the ids that exist.",
    ),
    (
        "Three ways to state work (column staffing)",
        "fixed_team: two people for four weeks: duration 4, headcount 2. effort_team: "
        "240 hours by a team of at most three, as fast as they can: effort 240, team "
        "max 3. pool: 240 hours within six weeks, whoever has time: effort 240, "
        "duration 6.",
    ),
    (
        "Cells",
        "Dark headers are required. A blank cell means the usual value; the note on "
        "the header says which. Dates: 2026-12-31. Shares: 0.2 or 20 %. Hours: 24, or "
        "3 d, or 2 w. Several ids in one cell: between semicolons. Formulas are not "
        "read: paste values.",
    ),
    (
        "Grey rows and # signs",
        "Grey rows that begin with # are examples; they are not read, and may be "
        "deleted. Put # before a row, a header or the name of a sheet to keep "
        "something for yourselves.",
    ),
    (
        "Then",
        "quarterdeck solve this_file.xlsx --report plan.html. If something is wrong, "
        "every mistake is listed at once with sheet and cell. The plan's sheets at the "
        "end take the plan that you work by today, if you want it checked.",
    ),
)


def add_sheet(workbook: Workbook, title: Format, wrapped: Format) -> None:
    """Add the lesson and the list of sheets."""
    sheet = workbook.add_worksheet(NAME)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 36, wrapped)
    sheet.set_column(1, 1, 100, wrapped)
    sheet.write_string(0, 0, "How to fill in this workbook", title)
    lines = (
        *LESSON,
        ("The sheets", ""),
        *((table.title, table.says) for table in TABLES),
    )
    for row, (about, text) in enumerate(lines, start=2):
        sheet.write_string(row, 0, about)
        sheet.write_string(row, 1, text)
