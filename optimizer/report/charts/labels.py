"""Names inside Plotly: always text, never mark-up.

Plotly reads a subset of HTML in every label, so a name must be escaped before it
becomes one. Hover texts are given as ready text, not as templates, so that a name
that holds ``%{…}`` stays a name; where a template is used, names reach it as data.
"""

from __future__ import annotations

from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 34
"""Characters of a label before it is cut; the hover text has all of it."""

WIDEST = 60
"""Characters of a line of hover text."""


def label(text: str, longest: int = LONGEST) -> str:
    """Return a name as one short line that Plotly shows as it is."""
    line = " ".join(text.split())
    return escape(
        line if len(line) <= longest else line[: longest - 1] + "…", quote=False
    )


def hover(title: str, lines: Iterable[str]) -> str:
    """Return a hover text: a bold title and its lines, wrapped and escaped."""
    wrapped = [part for line in lines for part in wrap(line, WIDEST) or [""]]
    body = [escape(line, quote=False) for line in wrapped]
    return "<br>".join([f"<b>{label(title, WIDEST)}</b>", *body])


def distinct(texts: Iterable[str], longest: int = LONGEST) -> list[str]:
    """Return short labels of which no two are equal, for an axis of categories."""
    seen: dict[str, int] = {}
    labels = []
    for text in texts:
        short = label(text, longest)
        seen[short] = seen.get(short, 0) + 1
        labels.append(short if seen[short] == 1 else f"{short} ({seen[short]})")
    return labels
