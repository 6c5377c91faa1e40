"""What a page is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from optimizer.report.grid import Grid


@dataclass(frozen=True, slots=True)
class Chart:
    """One place for a figure, or for one of several that the reader chooses from.

    Attributes
    ----------
    figures
        Choice → figure; the first is shown at the beginning.
    description
        What the chart shows, for those who cannot see it.
    choice
        What is chosen, such as *Skill*.
    wide
        Scrolls sideways on small screens, instead of shrinking.
    """

    id: str
    title: str
    description: str
    figures: dict[str, go.Figure]
    choice: str = ""
    wide: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """What the reader can choose, as it is."""
        return tuple(self.figures)

    @property
    def height(self) -> int:
        """Pixels of the tallest figure, kept free until it is drawn."""
        return max(int(figure.layout.height) for figure in self.figures.values())


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the page: sentences, charts, tables."""

    id: str
    title: str
    sentences: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number of the headline; `mood` is good, bad or nothing."""

    title: str
    amount: str
    remark: str = ""
    mood: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """The answer in one sentence, a few more, and the key figures."""

    decision: str
    sentences: tuple[str, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    mood: str = ""
