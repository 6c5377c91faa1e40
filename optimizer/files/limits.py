"""How large a file may be, checked before anything of it is interpreted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.files.findings import unreadable

if TYPE_CHECKING:
    from pathlib import Path

MEBIBYTE = 1024 * 1024
FILE_BYTES = 100 * MEBIBYTE
"""Largest file that is opened."""
UNPACKED_BYTES = 1024 * MEBIBYTE
"""Largest workbook, unpacked."""
ROWS = 500_000
"""Most rows of a sheet, and most objects of a JSON document."""
COLUMNS = 500
"""Most columns of a sheet."""
CELL_CHARACTERS = 32_767
"""Longest text of a cell, as Excel has it."""


def read_bytes(path: Path) -> bytes:
    """Return what a file holds, never more than it may hold.

    Raises
    ------
    UnreadableFile
        If there is no such file, it is a folder, may not be read or is too large.
    """
    try:
        with path.open("rb") as file:
            content = file.read(FILE_BYTES + 1)
    except FileNotFoundError:
        raise unreadable(path, "no_file", "There is no such file.") from None
    except IsADirectoryError:
        raise unreadable(
            path, "folder", "It is a folder; a file was expected."
        ) from None
    except PermissionError:
        raise unreadable(path, "no_access", "It may not be read.") from None
    except (OSError, ValueError) as error:
        raise unreadable(path, "no_access", f"It cannot be opened: {error}.") from None
    if len(content) > FILE_BYTES:
        raise unreadable(
            path,
            "too_large",
            f"It holds more than {FILE_BYTES // MEBIBYTE} MiB, the largest allowed.",
        )
    return content
