"""Sentences whose every number and name is a cell of a table beside them.

A sentence is made from a template without any digit; what fills it in is read from a
table, so that a brief cannot say a number that no table has.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any

import pandas as pd
from pydantic import Field

from optimizer.portfolio.base import DomainModel, Text
from optimizer.report.wording import count, day, money, number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_SENTENCES = 10


class Figure(DomainModel):
    """A number, a date or a name in a sentence, and where it stands.

    Attributes
    ----------
    text
        As the sentence has it.
    content
        As the cell has it; a date as text.
    table, row, column
        The cell: the table by its key, the row by its first column.
    """

    text: Text
    content: float | str
    table: Text
    row: Text
    column: Text


class Sentence(DomainModel):
    """A sentence and what it is made of, in the order of its words."""

    text: Text
    figures: tuple[Figure, ...] = ()


class Brief(DomainModel):
    """At most ten sentences; the first is the answer."""

    sentences: tuple[Sentence, ...] = Field(min_length=1, max_length=MOST_SENTENCES)

    def __str__(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


def sentence(template: str, **figures: Figure | Sentence) -> Sentence:
    """Return a template filled in with figures, or with parts of sentences.

    Raises
    ------
    ValueError
        If the template itself says a number.
    """
    text = ""
    used: list[Figure] = []
    for words, name, _, _ in Formatter().parse(template):
        if any(character.isdigit() for character in words):
            raise ValueError(f"{template!r} says a number that no table has.")
        text += words
        if name is not None:
            part = figures[name]
            text += part.text
            used += part.figures if isinstance(part, Sentence) else (part,)
    return Sentence(text=text, figures=tuple(used))


def joined(parts: list[Sentence], most: int | None = None) -> Sentence:
    """Return parts of a sentence as prose: *a, b and c*.

    Beyond `most` of them: *a, b and others*.
    """
    if most is not None and len(parts) > most:
        return joined([*parts[:most], Sentence(text="others")])
    names = [f"part{chr(ord('a') + place)}" for place in range(len(parts))]
    holes = [f"{{{name}}}" for name in names]
    before, last = ", ".join(holes[:-1]), holes[-1]
    template = f"{before} and {last}" if before else last
    return sentence(template, **dict(zip(names, parts, strict=True)))


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that a brief stands on, by key.

    Attributes
    ----------
    unit
        The portfolio's unit of value.
    """

    named: Mapping[str, pd.DataFrame]
    unit: str

    def content(self, table: str, row: str, column: str) -> Any:  # noqa: ANN401
        """Return a cell as it is."""
        found = self.named[table]
        return found.loc[found.iloc[:, 0] == row, column].iloc[0]

    def has(self, table: str, row: str, column: str) -> bool:
        """Return whether a cell is there and not empty."""
        found = self.named.get(table)
        if found is None or column not in found:
            return False
        cells = found.loc[found.iloc[:, 0] == row, column]
        return len(cells) > 0 and bool(pd.notna(cells.iloc[0]))

    def rows(
        self, table: str, chosen: Callable[[pd.DataFrame], pd.Series[bool]]
    ) -> list[str]:
        """Return the first column of the rows that are chosen; none without a table."""
        found = self.named.get(table)
        if found is None:
            return []
        return [str(row) for row in found.loc[chosen(found)].iloc[:, 0]]

    def money(
        self, table: str, row: str, column: str, *, signed: bool = True
    ) -> Figure:
        """Return a cell as an amount of value; without sign where words say it."""
        content = float(self.content(table, row, column))
        text = money(content if signed else abs(content), self.unit)
        return self._figure(text, content, (table, row, column))

    def number(self, table: str, row: str, column: str) -> Figure:
        """Return a cell as a number."""
        content = float(self.content(table, row, column))
        return self._figure(number(content, 2), content, (table, row, column))

    def count(
        self, table: str, row: str, column: str, noun: str, plural: str = ""
    ) -> Figure:
        """Return a cell as a number of things."""
        content = float(self.content(table, row, column))
        text = count(int(content), noun, plural)
        return self._figure(text, content, (table, row, column))

    def text(self, table: str, row: str, column: str) -> Figure:
        """Return a cell as it reads; a date as people write it."""
        content = self.content(table, row, column)
        text = day(content) if isinstance(content, pd.Timestamp) else str(content)
        return self._figure(text, text, (table, row, column))

    def _figure(
        self, text: str, content: float | str, cell: tuple[str, str, str]
    ) -> Figure:
        return Figure(
            text=text, content=content, table=cell[0], row=cell[1], column=cell[2]
        )
