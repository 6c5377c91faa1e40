"""One line of results: what was asked, what came out, what is known."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.instances import Instance

ROUNDING = 1e-6
"""Two numbers closer than this, relatively, are the same: both are exact inside."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Under which conditions an instance is solved.

    Attributes
    ----------
    engine
        ``quarterdeck``, or the name of a peer.
    seconds
        Wall-clock limit of the search.
    """

    engine: str = "quarterdeck"
    seconds: float = 60.0
    workers: int = 8
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine says of an instance, before anybody else has looked at it.

    Attributes
    ----------
    status
        As in `SolveStatus`; *crashed*, *killed* or *inexpressible* where there is
        no answer at all.
    value, bound
        In the goal's unit.
    measured
        The goal's value as the checker measures it on the plan.
    accepted
        Whether the checker accepts the plan; None without a plan.
    broken
        The first rules that the plan breaks, in words.
    """

    status: str
    value: float | None = None
    bound: float | None = None
    measured: float | None = None
    accepted: bool | None = None
    broken: tuple[str, ...] = ()
    seconds: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One solved instance.

    Attributes
    ----------
    set, instance, goal
        What was solved.
    gap
        0 if equal, otherwise |value − bound| ÷ max(|value|, |bound|, 1).
    best_lower, best_upper
        The best known bound and value.
    seconds, limit
        What the engine used, and what it was given.
    cores
        Processor cores that it could run on.
    """

    engine: str
    set: str
    instance: str
    goal: str
    status: str
    value: float | None
    bound: float | None
    gap: float | None
    best_lower: float
    best_upper: float
    accepted: bool | None
    seconds: float
    limit: float
    workers: int
    seed: int
    cores: int
    machine: str
    versions: dict[str, str] = field(default_factory=dict)
    bugs: tuple[str, ...] = ()
    error: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two lines the same run."""
        return key(self.set, self.instance, self.settings)

    @property
    def settings(self) -> Settings:
        """The conditions of this run."""
        return Settings(self.engine, self.limit, self.workers, self.seed)

    @property
    def finished(self) -> bool:
        """Whether the engine gave an answer, so that a resumed run can skip it."""
        return self.status != "crashed"

    @property
    def solved(self) -> bool:
        """Whether there is a plan, and the checker accepts it."""
        return self.value is not None and self.accepted is True

    @property
    def over_best(self) -> float:
        """By how much the value lies above the best known one, relatively.

        Negative where it improves on it; 0 without a value.
        """
        return 0.0 if self.value is None else _distance(self.value, self.best_upper)

    @property
    def under_best(self) -> float:
        """By how much the bound lies below the best known one, relatively."""
        return 0.0 if self.bound is None else _distance(self.best_lower, self.bound)

    @property
    def proven(self) -> bool:
        """Whether the engine claims optimality of a plan that counts."""
        return self.solved and self.status == "optimal"


def key(set_name: str, instance: str, settings: Settings) -> tuple[object, ...]:
    """Return what makes two runs the same."""
    return (set_name, instance, *asdict(settings).values())


def record(
    instance: Instance, settings: Settings, answer: Answer, surroundings: dict[str, Any]
) -> Record:
    """Join question, answer and best known values, and look for our own bugs."""
    return Record(
        engine=settings.engine,
        set=instance.set,
        instance=instance.name,
        goal=str(instance.goal),
        status=answer.status,
        value=answer.value,
        bound=answer.bound,
        gap=_gap(answer.value, answer.bound),
        best_lower=instance.lower_bound,
        best_upper=instance.upper_bound,
        accepted=answer.accepted,
        seconds=round(answer.seconds, 2),
        limit=settings.seconds,
        workers=settings.workers,
        seed=settings.seed,
        bugs=tuple(_bugs(instance, answer)),
        error=answer.error,
        **surroundings,
    )


def read(path: Path) -> tuple[Record, ...]:
    """Return the records of a file of JSON lines, the last of each run."""
    if not path.is_file():
        return ()
    last: dict[tuple[object, ...], Record] = {}
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        try:
            given = json.loads(line)
            found = Record(**{**given, "bugs": tuple(given["bugs"])})
        except (ValueError, TypeError, KeyError) as broken:
            raise ValueError(f"{path}:{number} is no record: {broken}") from broken
        last[found.key] = found
    return tuple(last.values())


def append(path: Path, found: Record) -> None:
    """Write one record at the end of a file, as one line."""
    with path.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(asdict(found)) + "\n")


def _gap(value: float | None, bound: float | None) -> float | None:
    if value is None or bound is None:
        return None
    if value == bound:
        return 0.0
    return round(abs(value - bound) / max(abs(value), abs(bound), 1.0), 6)


def _distance(value: float, reference: float) -> float:
    if not _differ(value, reference):
        return 0.0
    return (value - reference) / max(abs(value), abs(reference), 1.0)


def _below(one: float, other: float) -> bool:
    return one < other - ROUNDING * max(1.0, abs(other))


def _differ(one: float, other: float) -> bool:
    return _below(one, other) or _below(other, one)


def _bugs(instance: Instance, answer: Answer) -> Iterator[str]:
    """Yield what cannot be true of a minimisation; ours until shown otherwise."""
    if answer.status == "infeasible":
        yield "called infeasible, and it is not"
    if answer.accepted is False:
        yield f"the checker refuses the plan: {'; '.join(answer.broken)}"
    if answer.bound is not None and _below(instance.upper_bound, answer.bound):
        known = f"the known value {instance.upper_bound:g}"
        yield f"bound {answer.bound:g} above {known}"
    if answer.value is not None and _below(answer.value, instance.lower_bound):
        known = f"the known bound {instance.lower_bound:g}"
        yield f"value {answer.value:g} below {known}"
    if answer.value is not None:
        yield from _contradictions(answer, answer.value)


def _contradictions(answer: Answer, value: float) -> Iterator[str]:
    """Yield where an answer is at odds with itself."""
    bound, measured = answer.bound, answer.measured
    if bound is not None and _below(value, bound):
        yield f"value {value:g} below its own bound {bound:g}"
    if answer.status == "optimal" and (bound is None or _below(bound, value)):
        yield f"called optimal at {value:g} with a bound of {bound}"
    if measured is not None and _differ(value, measured):
        yield f"value {value:g} measured as {measured:g}"
