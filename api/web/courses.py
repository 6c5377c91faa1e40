"""The course of a search as a page shows it: value and bound as they came about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from api.routes.jobs import JobView
    from api.storage.events import EventRecord

WIDTH, HEIGHT = 640, 160
"""Of the curve, in its own units."""
MARGIN = 8
MOST_POINTS = 400
"""Points of one line; more cannot be told apart."""
BEGINNING = frozenset({"started", "step"})
"""Events with which the search for a question begins."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the curve: its points as SVG has them, and its last number."""

    points: str
    last: float


@dataclass(frozen=True, slots=True)
class Frame:
    """For how many seconds, and between which numbers, both lines are."""

    seconds: float
    least: float
    most: float

    def x(self, seconds: float) -> float:
        """Return where a time is; the right end is now."""
        share = min(1.0, seconds / self.seconds) if self.seconds else 1.0
        return MARGIN + (WIDTH - 2 * MARGIN) * share

    def y(self, number: float) -> float:
        """Return where a number is; above is more."""
        apart = self.most - self.least
        share = (number - self.least) / apart if apart else 0.5
        return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * share


@dataclass(frozen=True, slots=True)
class Course:
    """How far a search is.

    Attributes
    ----------
    question, done, expected
        What is being asked now, and how many questions were answered of how many.
    tier
        The goal that is being searched for.
    value, bound
        The best so far and what no plan can pass, as they came about.
    frame
        What the curve reaches; None where there is none.
    seconds
        Since it began; None while it waits.
    """

    question: str = ""
    done: int = 0
    expected: int = 0
    tier: str = ""
    value: Line | None = None
    bound: Line | None = None
    frame: Frame | None = None
    seconds: float | None = None


def course_of(job: JobView, events: Sequence[EventRecord]) -> Course:
    """Return how far a search is, from all that it told."""
    step = _last_step(events)
    points = _present_goal(_points(events))
    numbers = _numbers(points)
    frame = _frame(numbers, _seconds(job, _asked_at(job, events)))
    lines = {} if frame is None else _lines(numbers, frame)
    return Course(
        question=str(step.get("question", "")),
        done=int(step.get("done", 0)),
        expected=int(step.get("expected", 0)),
        tier=str(points[-1]["tier"]).replace("_", " ") if points else "",
        value=lines.get("value"),
        bound=lines.get("bound"),
        frame=frame,
        seconds=_seconds(job, job.started_at),
    )


def _last_step(events: Iterable[EventRecord]) -> dict[str, Any]:
    steps = [event for event in events if event.kind == "step"]
    return json.loads(steps[-1].data) if steps else {}


def _asked_at(job: JobView, events: Iterable[EventRecord]) -> datetime | None:
    """Return since when the present question is searched for; None while it waits."""
    begun = [event.at for event in events if event.kind in BEGINNING]
    return begun[-1] if begun else job.started_at


def _points(events: Iterable[EventRecord]) -> list[dict[str, Any]]:
    """Return the numbers that the search for the present question has told.

    Their seconds are by the clock and since the question was begun: those that a
    search tells are its own, of which a question may need several.
    """
    found: list[dict[str, Any]] = []
    begun: datetime | None = None
    for event in events:
        if event.kind in BEGINNING:
            found, begun = [], event.at
        elif event.kind == "point":
            told: dict[str, Any] = json.loads(event.data)
            seconds = 0.0 if begun is None else (event.at - begun).total_seconds()
            found.append(told.get("point", told) | {"seconds": seconds})
    return found


def _present_goal(points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the points of the goal that is searched for now, and of no other."""
    tier = points[-1].get("tier") if points else None
    return [point for point in points if tier and point.get("tier") == tier]


def _numbers(points: list[dict[str, Any]]) -> dict[str, list[tuple[float, float]]]:
    """Return value and bound, with the seconds at which they were found."""
    numbers = {
        name: [(at["seconds"], at[name]) for at in points if at.get(name) is not None]
        for name in ("value", "bound")
    }
    return {name: line for name, line in numbers.items() if line}


def _frame(
    numbers: dict[str, list[tuple[float, float]]], seconds: float | None
) -> Frame | None:
    """Return the frame that all numbers fit into; None where there are none."""
    everything = [number for line in numbers.values() for _, number in line]
    if not everything:
        return None
    return Frame(seconds or 0.0, min(everything), max(everything))


def _lines(
    numbers: dict[str, list[tuple[float, float]]], frame: Frame
) -> dict[str, Line]:
    """Return value and bound as lines in one frame."""
    return {
        name: Line(_steps(line, frame), line[-1][1]) for name, line in numbers.items()
    }


def _steps(line: list[tuple[float, float]], frame: Frame) -> str:
    """Return a line that stays until the next point, in the units of the curve."""
    every = max(1, len(line) // MOST_POINTS)
    drawn: list[str] = []
    y: float | None = None
    for seconds, number in [*line[:-1:every], line[-1]]:
        x = frame.x(seconds)
        if y is not None:
            drawn.append(f"{x:.1f},{y:.1f}")
        y = frame.y(number)
        drawn.append(f"{x:.1f},{y:.1f}")
    return " ".join([*drawn, f"{WIDTH - MARGIN},{y:.1f}"])


def _seconds(job: JobView, since: datetime | None) -> float | None:
    """Return for how long it is searched, or was; None where it waits."""
    if since is None:
        return None
    end = job.finished_at or datetime.now(UTC)
    return max(0.0, (end - since).total_seconds())
