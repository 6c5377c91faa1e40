"""How far a search has come, for a person who waits or a pipe that is read later."""

from __future__ import annotations

import re
from time import monotonic
from typing import TYPE_CHECKING, Protocol, Self

from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table

from api.cli.output import console, say

if TYPE_CHECKING:
    from types import TracebackType

    from optimizer.plan.outcome import Point
    from scenarios.asking import Step

QUIET_SECONDS = 1.0
"""Least time between two lines on a pipe."""


class Progress(Protocol):
    """Something that shows a search; entered before it and left after."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def show(self, point: Point) -> None:
        """Take in a better plan or bound."""

    def begin(self, step: Step) -> None:
        """Take in that one of several questions begins or is answered."""


def progress(seconds: float | None) -> Progress:
    """Return what suits standard error: a live table, or a line now and then.

    Parameters
    ----------
    seconds
        The limit of the search by the clock, if it has one.
    """
    return LiveTable(seconds) if console(errors=True).is_terminal else Lines()


def gap(point: Point) -> float | None:
    """Return how far value and bound are apart, as a share; None if unknown."""
    if point.value is None or point.bound is None:
        return None
    if point.value == point.bound:
        return 0.0
    largest = max(abs(point.bound), abs(point.value), 1.0)
    return abs(point.bound - point.value) / largest


def goal(tier: str) -> str:
    """Return the name of a tier in words: a weight of 1 goes without saying."""
    return re.sub(r"\b1 (?=[a-z])", "", tier).replace("_", " ")


def cells(point: Point) -> tuple[str, str, str, str]:
    """Return goal, value, bound and gap as text."""
    apart = gap(point)
    value, bound = (
        "–" if number is None else f"{number:,.2f}".removesuffix(".00")
        for number in (point.value, point.bound)
    )
    return (
        goal(point.tier),
        value,
        bound,
        "–" if apart is None else f"{apart:.1%}",
    )


def asked(step: Step) -> str:
    """Return which of how many questions it is."""
    place = min(step.done + 1, step.expected)
    return f"{place} of {step.expected}: {step.question}"


class LiveTable:
    """One row per goal, redrawn in place; gone when the search ends."""

    def __init__(self, seconds: float | None) -> None:
        self.latest: dict[str, Point] = {}
        self._question = ""
        self._doing = "Searching,"
        self._limit = f" of {seconds:,.0f}" if seconds else ""
        self._begin = monotonic()
        self._spinner = Spinner("dots")
        self._live = Live(
            console=console(errors=True),
            get_renderable=self.table,
            refresh_per_second=8,
            transient=True,
        )

    def __enter__(self) -> Self:
        self._live.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._live.__exit__(kind, error, trace)

    def show(self, point: Point) -> None:
        """Replace the row of the point's goal."""
        self.latest[point.tier] = point

    def begin(self, step: Step) -> None:
        """Say which question it is, and forget the goals of the one before."""
        if step.question != self._question:
            self.latest = {}
        self._question = step.question
        self._doing = f"{asked(step)} ·"

    def table(self) -> Table:
        """Return what is on the screen now."""
        elapsed = monotonic() - self._begin
        self._spinner.update(text=f"{self._doing} {elapsed:.0f}{self._limit} s")
        table = Table(box=None, pad_edge=False)
        table.add_column(self._spinner, min_width=28)
        for heading in ("best so far", "bound", "gap"):
            table.add_column(heading, justify="right", min_width=12)
        for point in self.latest.values():
            table.add_row(*cells(point))
        return table


class Lines:
    """A line for a better plan or bound, at most one a second."""

    def __init__(self) -> None:
        self._last = ("", "", "", "")
        self._said = -QUIET_SECONDS
        self._waiting: Point | None = None
        self._question = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._waiting is not None:
            self._say(self._waiting)

    def show(self, point: Point) -> None:
        """Say it, unless something was said a moment ago."""
        self._waiting = point
        if monotonic() - self._said >= QUIET_SECONDS:
            self._say(point)

    def begin(self, step: Step) -> None:
        """Say each question once, when it begins."""
        if step.question != self._question:
            self._question, self._waiting = step.question, None
            say(asked(step))

    def _say(self, point: Point) -> None:
        self._waiting, self._said = None, monotonic()
        if cells(point) == self._last:
            return
        self._last = what, value, bound, apart = cells(point)
        say(f"{point.seconds:7.1f} s  {what}: {value}, bound {bound}, gap {apart}")
