"""Files with whatever in them."""

from __future__ import annotations

from datetime import date

import pytest
import xlsxwriter

SETTINGS = "setting,value\nstart,2026-01-05\nhorizon,20\n"
MINIMAL = {
    "portfolio.csv": SETTINGS,
    "engineers.csv": "id\nana\nbo\n",
    "skills.csv": "engineer,skill\nana,ML\nbo,ML\n",
    "projects.csv": "id,value\nAI,100\n",
    "packages.csv": "project,id,duration\nAI,AI1,3\n",
    "demands.csv": "package,skill\nAI1,ML\n",
}


@pytest.fixture
def folder(tmp_path):
    """A maker of folders of CSV files; a small valid portfolio where nothing is said."""

    def make(**files):
        place = tmp_path / "portfolio"
        place.mkdir(exist_ok=True)
        texts = MINIMAL | {f"{name}.csv": text for name, text in files.items()}
        for name, text in texts.items():
            if text is not None:
                content = text if isinstance(text, bytes) else text.encode()
                (place / name).write_bytes(content)
        return place

    return make


@pytest.fixture
def workbook(tmp_path):
    """A maker of workbooks from sheet → rows of cells; text with = is a formula."""

    def make(name="book.xlsx", **sheets):
        path = tmp_path / name
        book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        settings = [["Setting", "Value"], ["Start", date(2026, 1, 5)], ["Horizon", 20]]
        for title, rows in ({"Portfolio": settings} | sheets).items():
            sheet = book.add_worksheet(title.replace("_", " "))
            for r, cells in enumerate(rows):
                for c, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(r, c, cell, day)
                    elif cell is not None:
                        sheet.write(r, c, cell)
        book.close()
        return path

    return make
