"""Uploads: what a file holds, what would change, and what is wrong with it, in rows.

Nothing is kept before it was shown. Until then the page carries the content itself,
compressed, so that a look at a file leaves no trace, and no upload is lost where
somebody else was faster.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from api.refusals import UnknownKind
from api.routes.portfolio_files import KINDS_BY_SUFFIX
from optimizer.files import json_text, parse
from optimizer.files.findings import unreadable
from optimizer.files.writing import bundled
from optimizer.report.wording import count, day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.files import Loaded
    from optimizer.portfolio.base import DomainModel
    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio

UPLOAD = "upload"
"""What errors call content that a page has carried."""
CELL = re.compile(r"(?P<sheet>.*)!(?P<column>[A-Z]{0,3})(?P<row>[0-9]*)", re.DOTALL)
"""A place of a sheet, as an issue names it; see `optimizer.files.findings.Place`."""
AT_END = re.compile(
    r"(?P<message>.*) \((?P<place>[^()]*![A-Z]{0,3}[0-9]*)\)", re.DOTALL
)
"""A sentence that ends with the place that it is about."""
FOUND = re.compile(r"(?P<right>.*?),? found (?P<found>.*?)\.?", re.DOTALL)
"""A sentence that says what would be right, and what was found instead."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """An issue of a file as a row: where it is, what was found, what would be right.

    Attributes
    ----------
    sheet, cell
        Empty for a file that has none.
    field
        The path of what it is about, where a file has no cells.
    found
        Empty where the sentence alone says it.
    """

    sheet: str
    row: str
    column: str
    field: str
    found: str
    message: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How one kind of things would change, by their names."""

    title: str
    now: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether anything would change."""
        return bool(self.added or self.removed or self.changed)


def kind_of(name: str) -> str:
    """Return the Content-Type of a file by its name.

    Raises
    ------
    UnknownKind
        If files of that name are not read.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in KINDS_BY_SUFFIX:
        raise UnknownKind(suffix)
    return KINDS_BY_SUFFIX[suffix]


def packed(loaded: Loaded) -> str:
    """Return a portfolio and its plan as text that a form can carry."""
    portfolio, plan = loaded.portfolio, loaded.plan
    document = portfolio if plan is None else bundled(portfolio, plan)
    content = zlib.compress(json_text.text_of(document))
    return base64.b64encode(content).decode()


def unpacked(text: str, most: int) -> Loaded:
    """Return what a form carried.

    Parameters
    ----------
    most
        Bytes that it may have, unpacked.

    Raises
    ------
    UnreadableFile, InvalidPortfolio
        If it is not what `packed` returned.
    """
    reader = zlib.decompressobj()
    try:
        content = reader.decompress(base64.b64decode(text, validate=True), most)
    except (binascii.Error, zlib.error, ValueError):
        content = b""
    if not reader.eof:
        message = "It did not arrive whole; upload the file once more."
        raise unreadable(UPLOAD, "broken", message)
    return parse(content, UPLOAD)


def complaint(issue: Issue) -> Complaint:
    """Return an issue as a row of a table."""
    message, where = issue.message, issue.where
    placed = AT_END.fullmatch(message)
    field = ""
    if placed:
        message, field, where = placed["message"], where, placed["place"]
    cell = CELL.fullmatch(where)
    if cell is None:
        sheet, row, column, field = "", "", "", field or where
    else:
        sheet, row, column = cell["sheet"], cell["row"], cell["column"]
    said = FOUND.fullmatch(message)
    found = said["found"] if said else ""
    return Complaint(_without_file(sheet), row, column, field, found, message)


def _without_file(sheet: str) -> str:
    """Return the name of a sheet without that of the workbook that it is in."""
    file, _, rest = sheet.partition(" ")
    return rest if rest and PurePath(file).suffix else sheet


def differences(
    portfolio: Portfolio, before: Portfolio | None
) -> tuple[Difference, ...]:
    """Return what a portfolio holds, and how that differs from an earlier version."""
    then: dict[str, Mapping[str, DomainModel]] = dict(_things(before)) if before else {}
    return tuple(
        _difference(title, now, then.get(title, {}))
        for title, now in _things(portfolio)
    )


def _things(portfolio: Portfolio) -> Iterator[tuple[str, Mapping[str, DomainModel]]]:
    """Yield title and things by id."""
    yield "People", {one.id: one for one in portfolio.engineers}
    yield "Offers", {one.id: one for one in portfolio.offers}
    yield "Projects", {one.id: one for one in portfolio.projects}
    yield "Packages", {package.id: package for _, package in portfolio.packages}
    yield "Budgets", {one.id: one for one in portfolio.budgets}


def _difference(
    title: str, now: Mapping[str, DomainModel], then: Mapping[str, DomainModel]
) -> Difference:
    return Difference(
        title,
        len(now),
        added=tuple(name for name in now if name not in then),
        removed=tuple(name for name in then if name not in now),
        changed=tuple(name for name in now if name in then and now[name] != then[name]),
    )


def contents(portfolio: Portfolio) -> str:
    """Return what a portfolio holds, as a sentence."""
    packages = sum(1 for _ in portfolio.packages)
    calendar = portfolio.timeline
    return (
        f"{count(len(portfolio.engineers), 'person', 'people')}, "
        f"{count(len(portfolio.projects), 'project')}, {count(packages, 'package')}; "
        f"{count(calendar.horizon, calendar.period.value)} from {day(calendar.start)}."
    )
