"""Portfolios as they come and go: as JSON, as workbooks, as tables of CSV."""

from email.message import Message
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any
from zipfile import ZIP_DEFLATED, ZipFile

from fastapi import Body, Header
from pydantic import PlainValidator

from api.refusals import UnknownKind
from api.routes.documents import BODY, text
from optimizer.files import Loaded, parse, read, write
from optimizer.plan.plan import Plan
from optimizer.portfolio.portfolio import Portfolio

JSON = "application/json"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UPLOAD = "workbook.xlsx"
"""What errors call a workbook that comes without a name."""

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
            FileKind.CSV: "application/zip",
        }[self]

    @property
    def suffix(self) -> str:
        """How the name of such a file ends."""
        return ".zip" if self is FileKind.CSV else f".{self}"


def taken() -> dict[str, Any]:
    """Return what the description of a route says of workbooks, besides JSON."""
    workbook = {"schema": {"type": "string", "format": "binary"}}
    return {"requestBody": {"content": {WORKBOOK: workbook}}}


def loaded_from(content: bytes, kind: str) -> Loaded:
    """Return the portfolio that a request brings.

    Parameters
    ----------
    kind
        Its Content-Type; JSON is meant where it says nothing.

    Raises
    ------
    UnknownKind
        If it is neither JSON nor a workbook.
    UnreadableFile, InvalidPortfolio
        With every error, each at its field or cell.
    """
    header = Message()
    header["Content-Type"] = kind or JSON
    media_type = header.get_content_type()
    if media_type == JSON or media_type.endswith("+json"):
        return parse(content, BODY)
    if media_type != WORKBOOK:
        raise UnknownKind(media_type)
    with TemporaryDirectory() as folder:
        file = Path(folder, UPLOAD)
        file.write_bytes(content)
        return read(file)


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
