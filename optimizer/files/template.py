"""An empty workbook that a program office can fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from optimizer.errors import UnwritableFile
from optimizer.files.examples import EXAMPLES, SETTINGS
from optimizer.files.tables import TABLES
from optimizer.files.workbook_writing import write_workbook

if TYPE_CHECKING:
    from optimizer.files.flattening import Filled


def write_template(path: Path | str) -> None:
    """Write a workbook with every sheet, drop-downs, explanations and grey examples.

    It can be read as it is: a portfolio without people and projects.

    Raises
    ------
    UnwritableFile
        If the name does not end in ``.xlsx``.
    """
    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise UnwritableFile(f"{path.name} should end in .xlsx.")
    empty: dict[str, list[Filled]] = {table.name: [] for table in TABLES}
    empty |= {"portfolio": [SETTINGS]}
    write_workbook(path, empty, EXAMPLES)
