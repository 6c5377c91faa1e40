"""Portfolios as they come and go: as JSON, as workbooks, as tables of CSV."""

from email.message import Message
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Annotated, Any
from zipfile import ZIP_DEFLATED, ZipFile

from fastapi import Body, Header
from pydantic import PlainValidator

from api.archives import unpack
from api.refusals import UnknownKind
from api.routes.documents import BODY, text
from optimizer.files import Loaded, parse, read, write
from optimizer.plan.plan import Plan
from optimizer.portfolio.portfolio import Portfolio

JSON = "application/json"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ARCHIVE = "application/zip"
UPLOAD = "workbook.xlsx"
"""What errors call a workbook that comes without a name."""
KINDS_BY_SUFFIX = {".json": JSON, ".xlsx": WORKBOOK, ".xlsm": WORKBOOK, ".zip": ARCHIVE}
"""What a file of this name is sent as."""
READING = BoundedSemaphore(2)
"""So many files are read at once: each reader of workbooks may take much memory."""

PortfolioContent = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=Portfolio), Body()
]
ContentType = Annotated[
    str, Header(alias="Content-Type", include_in_schema=False, max_length=200)
]


class FileKind(StrEnum):
    """What a portfolio is written as; CSV files come in one archive."""

    JSON = "json"
    XLSX = "xlsx"
    CSV = "csv"

    @property
    def media_type(self) -> str:
        """What the content of such a file is called."""
        return {
            FileKind.JSON: JSON,
            FileKind.XLSX: WORKBOOK,
            FileKind.CSV: ARCHIVE,
        }[self]

    @property
    def suffix(self) -> str:
        """How the name of such a file ends."""
        return ".zip" if self is FileKind.CSV else f".{self}"


def taken() -> dict[str, Any]:
    """Return what the description of a route says of files, besides JSON."""
    file = {"schema": {"type": "string", "format": "binary"}}
    return {"requestBody": {"content": {WORKBOOK: file, ARCHIVE: file}}}


def loaded_from(content: bytes, kind: str) -> Loaded:
    """Return the portfolio that a request brings.

    Parameters
    ----------
    kind
        Its Content-Type; JSON is meant where it says nothing.

    Raises
    ------
    UnknownKind
        If it is neither JSON, nor a workbook, nor an archive of CSV files.
    UnreadableFile, InvalidPortfolio
        With every error, each at its field or cell.
    """
    header = Message()
    header["Content-Type"] = kind or JSON
    media_type = header.get_content_type()
    if media_type == JSON or media_type.endswith("+json"):
        return parse(content, BODY)
    readers = {WORKBOOK: from_workbook, ARCHIVE: from_archive}
    if media_type not in readers:
        raise UnknownKind(media_type)
    with READING, TemporaryDirectory() as folder:
        return readers[media_type](content, Path(folder))


def from_workbook(content: bytes, folder: Path) -> Loaded:
    """Return the portfolio of a workbook, which another process reads."""
    file = folder / UPLOAD
    file.write_bytes(content)
    return read(file)


def from_archive(content: bytes, folder: Path) -> Loaded:
    """Return the portfolio of CSV files that come in one archive."""
    unpack(content, folder)
    return read(folder)


def file_of(portfolio: Portfolio, plan: Plan | None, kind: FileKind) -> bytes:
    """Return a portfolio, with a plan where there is one, as the content of a file.

    Raises
    ------
    UnwritableFile
        If a workbook cannot hold so much.
    """
    with TemporaryDirectory() as folder:
        if kind is not FileKind.CSV:
            file = Path(folder, f"portfolio{kind.suffix}")
            write(portfolio, file, plan)
            return file.read_bytes()
        tables = Path(folder, "portfolio")
        write(portfolio, tables, plan)
        return archive(tables)


def archive(folder: Path) -> bytes:
    """Return the files of a folder as one archive."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as packed:
        for file in sorted(folder.iterdir()):
            packed.write(file, file.name)
    return content.getvalue()
