"""What a reader finds: errors and assumptions, each at its place in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from reprlib import Repr
from typing import TYPE_CHECKING

from optimizer.errors import UnreadableFile
from optimizer.portfolio.issue import Issue, Severity

if TYPE_CHECKING:
    from pathlib import Path

BRIEF = Repr()
BRIEF.maxlevel = 2
BRIEF.maxother = 60
MOST_ERRORS = 1_000
"""More errors than this are counted, not listed."""


def shortened(found: object, length: int = 60) -> str:
    """Return what was found as text of bounded length, fit for a message."""
    text = found if isinstance(found, str) else BRIEF.repr(found)
    text = text if len(text) <= length else f"{text[: length - 1]}…"
    text = text.encode("utf-8", "replace").decode("utf-8")
    return repr(text) if isinstance(found, str) else text


def column_letters(column: int) -> str:
    """Return a spreadsheet's name of a column numbered from 0: A … Z, AA …"""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, a row or a sheet: ``atlas.xlsx Engineers!C7``.

    Attributes
    ----------
    sheet
        The file and, in a workbook, the sheet.
    row, column
        Row as people count it, from 1; column from 0. Left out for the whole.
    """

    sheet: str
    row: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Return the place as an issue names it."""
        letters = "" if self.column is None else column_letters(self.column)
        cell = f"{letters}{'' if self.row is None else self.row}"
        return f"{self.sheet}!{cell}" if cell else self.sheet


@dataclass(slots=True)
class Assumption:
    """One kind of assumption about the cells of one column."""

    place: Place
    sentence: str
    severity: Severity
    more: int = 0


@dataclass(slots=True)
class Findings:
    """Everything found in one file, errors and assumptions apart."""

    errors: list[Issue] = field(default_factory=list)
    unlisted: int = 0
    assumed: int = 0
    assumptions: dict[tuple[str, int | None, str], Assumption] = field(
        default_factory=dict
    )

    def error(self, code: str, where: object, message: str) -> None:
        """Remember an error."""
        if len(self.errors) < MOST_ERRORS:
            self.errors.append(Issue(code=code, where=str(where), message=message))
        else:
            self.unlisted += 1

    def assume(
        self,
        code: str,
        place: Place,
        sentence: str,
        severity: Severity = Severity.NOTE,
    ) -> None:
        """Remember an assumption, once per column and kind."""
        self.assumed += 1
        key = (place.sheet, place.column, code)
        if key in self.assumptions:
            self.assumptions[key].more += 1
        else:
            self.assumptions[key] = Assumption(place, sentence, severity)

    @property
    def notes(self) -> tuple[Issue, ...]:
        """The assumptions, each with how many more cells it was made for."""
        return tuple(
            Issue(
                code=code,
                where=str(assumption.place),
                message=assumption.sentence + so_were(assumption.more),
                severity=assumption.severity,
            )
            for (_, _, code), assumption in self.assumptions.items()
        )

    def stop_on_errors(self, path: Path | str) -> None:
        """End the reading if anything was wrong.

        Raises
        ------
        UnreadableFile
            With every error found so far.
        """
        if not self.errors:
            return
        if self.unlisted:
            more = f"{self.unlisted} more errors are not listed."
            self.errors.append(Issue(code="more_errors", where=str(path), message=more))
        raise UnreadableFile(path, self.errors)


def so_were(more: int) -> str:
    """Return the end of a sentence about cells that were treated alike."""
    if not more:
        return ""
    return f" So {'was 1 more cell' if more == 1 else f'were {more} more cells'}."


def unreadable(path: Path | str, code: str, message: str) -> UnreadableFile:
    """Return the error of a file that cannot be read at all."""
    name = getattr(path, "name", "") or str(path)
    return UnreadableFile(path, (Issue(code=code, where=name, message=message),))
