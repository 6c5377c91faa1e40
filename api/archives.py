"""Archives of CSV tables: unpacked into one folder, within limits."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile
from zlib import error as DeflateError  # noqa: N812 - zlib names it in lower case

from optimizer.files.findings import unreadable
from optimizer.files.limits import MEBIBYTE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipInfo

NAME = Path("archive.zip")
"""What errors call an archive, which comes without a name."""
MOST_FILES = 100
MOST_BYTES = 128 * MEBIBYTE
"""Of all files, unpacked."""
LONGEST_NAME = 200
"""Bytes of the name of a file; few systems keep more than 255."""
METHODS = frozenset({ZIP_STORED, ZIP_DEFLATED})
ENCRYPTED = 1
"""The bit of an entry's flags that says so."""
UNREADABLE = (BadZipFile, DeflateError, NotImplementedError, EOFError, ValueError)
"""What the standard library says of archives that are damaged, or made to be."""


def unpack(content: bytes, folder: Path) -> None:
    """Write the CSV files of an archive into a folder, whatever folder they are in.

    Raises
    ------
    UnreadableFile
        If it is no archive, is protected by a password, unpacks to too much, or has
        two files of one name.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            tables = list(_tables(archive))
            _refuse_excess(tables)
            for entry in tables:
                # No more than the entry says, which need not be true.
                with archive.open(entry) as packed:
                    text = packed.read(entry.file_size + 1)
                (folder / _name(entry)).write_bytes(text)
    except UNREADABLE as error:
        message = f"It is not a readable archive of CSV files ({error})."
        raise unreadable(NAME, "not_archive", message) from None


def _tables(archive: ZipFile) -> Iterator[ZipInfo]:
    """Yield the entries that are tables; systems put files of their own beside them."""
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename)
        hidden = _name(entry).startswith(".") or "__MACOSX" in path.parts
        if path.suffix.lower() == ".csv" and not entry.is_dir() and not hidden:
            yield entry


def _refuse_excess(tables: list[ZipInfo]) -> None:
    if not tables:
        message = "It holds no CSV files; save one for every table."
        raise unreadable(NAME, "empty", message)
    if any(entry.flag_bits & ENCRYPTED for entry in tables):
        message = "It is protected by a password; save it without one."
        raise unreadable(NAME, "encrypted", message)
    if any(len(_name(entry).encode()) > LONGEST_NAME for entry in tables):
        message = f"The name of a file in it has more than {LONGEST_NAME} characters."
        raise unreadable(NAME, "too_large", message)
    if any(entry.compress_type not in METHODS for entry in tables):
        message = "It is packed in a way that is not read; pack it as a plain zip file."
        raise unreadable(NAME, "not_archive", message)
    if len(tables) > MOST_FILES or sum(e.file_size for e in tables) > MOST_BYTES:
        message = (
            f"It unpacks to more than {MOST_FILES} files or {MOST_BYTES // MEBIBYTE} "
            "MiB, the most allowed."
        )
        raise unreadable(NAME, "too_large", message)
    names = [_name(entry).lower() for entry in tables]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        message = f"It holds {twice[0]} more than once, in different folders."
        raise unreadable(NAME, "ambiguous", message)


def _name(entry: ZipInfo) -> str:
    """Return the name of a table's file without the folders that it is in."""
    return PurePosixPath(entry.filename.replace("\\", "/")).name
