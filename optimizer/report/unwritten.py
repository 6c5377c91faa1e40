"""A page before it is written: for a browser, for a terminal, or to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from optimizer.report.rendering import render

if TYPE_CHECKING:
    from optimizer.report.page import Headline, Section


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says.

    Attributes
    ----------
    eyebrow
        What kind of page it is, above the title.
    sections
        None stands for one that has nothing to show.
    colophon
        Sentences at the foot.
    """

    title: str
    eyebrow: str
    headline: Headline
    sections: tuple[Section | None, ...]
    colophon: tuple[str, ...] = ()

    def render(self) -> str:
        """Return one self-contained HTML page."""
        return render(
            self.title,
            self.headline,
            self.sections,
            eyebrow=self.eyebrow,
            colophon=self.colophon,
        )

    def write(self, path: Path | str) -> Path:
        """Write the HTML page to a file and return where it is."""
        path = Path(path)
        path.write_text(self.render(), encoding="utf-8")
        return path
