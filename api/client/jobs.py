"""Questions that take long: follow them, wait for the answer, stop them, ask again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import reduce
from importlib import import_module
from operator import or_
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter

from api.client.answers import JobState, JobView
from api.client.errors import Conflicting, NoAnswer
from api.client.listing import every
from api.client.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from api.client.connection import Connection

Found = TypeVar("Found", bound=BaseModel)

ENDINGS = frozenset(state.value for state in JobState if state.ended)
CLASSES = {
    "solve": ("optimizer.plan.outcome.Outcome",),
    "what_if": ("scenarios.records.ScenarioRecord",),
    "comparison": ("scenarios.records.ComparisonRecord",),
    "moves": ("scenarios.records.MovesRecord",),
    "conflict": (
        "scenarios.why.explanation.WhyNot",
        "scenarios.why.explanation.WhyProject",
    ),
    "price": (
        "scenarios.prices.person.PeoplePrices",
        "scenarios.prices.offer.OfferPrice",
        "scenarios.prices.budget.BudgetPrice",
        "scenarios.prices.floor.FloorPrice",
        "scenarios.prices.cross_training.TrainingPrices",
        "scenarios.prices.key_people.KeyPeople",
    ),
    "curve": ("scenarios.curve.Curve",),
    "front": ("scenarios.pareto.point.Front",),
}
"""Kind of a question → of what class its answer is; loaded when there is one."""


def read_answer(kind: str, document: bytes) -> Any:  # noqa: ANN401 - one of many
    """Return an answer as a value of the class that it is of."""
    classes = []
    for path in CLASSES[kind]:
        module, _, name = path.rpartition(".")
        classes.append(getattr(import_module(module), name))
    either: TypeAdapter[Any] = TypeAdapter(reduce(or_, classes))
    return either.validate_json(document)


@dataclass(frozen=True, slots=True)
class JobEvent:
    """One step in the course of a job.

    Attributes
    ----------
    number
        From 1, without gaps.
    kind
        queued, started, point, step, cancelling, requeued, and at last done, failed
        or cancelled.
    data
        Of a point: its goal, value and bound.
    """

    number: int
    kind: str
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def is_end(self) -> bool:
        """Whether nothing comes after it."""
        return self.kind in ENDINGS


@dataclass(frozen=True, slots=True)
class Job(Generic[Found]):
    """A question that was asked, and as what its answer is read.

    Attributes
    ----------
    asked
        The job as it was when it was asked or read.
    """

    connection: Connection = field(repr=False)
    asked: JobView

    @property
    def id(self) -> str:
        """Under which it can be found again: ``quarterdeck.jobs.read(id)``."""
        return self.asked.id

    @property
    def _path(self) -> str:
        return f"/v1/jobs/{self.id}"

    def now(self) -> JobView:
        """Read how far it is."""
        answer = self.connection.send("GET", self._path)
        return JobView.model_validate_json(answer.content)

    def events(self, after: int = 0) -> Iterator[JobEvent]:
        """Yield what happens to it until it ends, from its first event on.

        Where the connection is lost it goes on behind the last event.

        Parameters
        ----------
        after
            The number of the last event that you have.
        """
        for told in self.connection.events(f"{self._path}/events", after):
            event = JobEvent(int(told.id), told.event, json.loads(told.data or "{}"))
            yield event
            if event.is_end:
                return

    def wait(self, watch: Callable[[JobEvent], None] | None = None) -> Found:
        """Return the answer, when it is there.

        Parameters
        ----------
        watch
            Called with every event.

        Raises
        ------
        NoAnswer
            If the job ends without one.
        Unreachable
            If the service cannot be reached any more; the job goes on without you.
        """
        for event in self.events():
            if watch is not None:
                watch(event)
        return self.answer()

    def answer(self) -> Found:
        """Return the answer of a job that has ended.

        Raises
        ------
        NoAnswer
            If it has ended without one.
        Conflicting
            If it has not ended.
        """
        found: Found = read_answer(self.asked.kind, self.document())
        return found

    def document(self) -> bytes:
        """Return the answer as the JSON that it is, without reading it."""
        try:
            return self.connection.send("GET", f"{self._path}/result").content
        except Conflicting as refusal:
            if refusal.code == "no_result":
                raise NoAnswer(self.now()) from None
            raise

    @property
    def told(self) -> Told:
        """What is told of the answer: as data, as charts, as files."""
        return Told(self.connection, self._path)

    def cancel(self) -> JobView:
        """Stop it: at once while it waits, with the best plan so far while it runs."""
        answer = self.connection.send("POST", f"{self._path}/cancel")
        return JobView.model_validate_json(answer.content)

    def retry(self) -> Job[Found]:
        """Ask the same question again; it becomes another job."""
        return self._again("retry")

    def rebase(self) -> Job[Found]:
        """Ask the same of the portfolio and the running plan as they are now.

        Raises
        ------
        Invalid
            With the changes of its scenario that no longer fit.
        """
        return self._again("rebase")

    def _again(self, how: str) -> Job[Found]:
        answer = self.connection.send("POST", f"{self._path}/{how}")
        return Job(self.connection, JobView.model_validate_json(answer.content))


class Jobs:
    """The jobs of the portfolios that you see."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, job_id: str) -> Job[Any]:
        """Return a job, to follow it or to have its answer."""
        answer = self._connection.send("GET", f"/v1/jobs/{job_id}")
        return Job(self._connection, JobView.model_validate_json(answer.content))

    def every(
        self,
        portfolio_id: str | None = None,
        state: JobState | None = None,
        kind: str | None = None,
    ) -> Iterator[JobView]:
        """Yield jobs, the newest first; every condition that is given must hold."""
        asked = {"portfolio": portfolio_id, "state": state, "kind": kind}
        given = {name: value for name, value in asked.items() if value is not None}
        return every(self._connection, "/v1/jobs", JobView, dict(given))
