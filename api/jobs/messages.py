"""What a process of one solve tells the one that started it: a line of JSON each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from api.jobs.telling import Told
from api.storage.judged import JudgedPlan
from optimizer.plan.outcome import Point
from optimizer.portfolio.base import DomainModel


class Ready(DomainModel):
    """Everything is loaded: it can be asked."""

    kind: Literal["ready"] = "ready"


class Improved(DomainModel):
    """A better plan or bound."""

    kind: Literal["point"] = "point"
    point: Point


class Stepped(DomainModel):
    """One of several questions begins or is answered; see `scenarios.asking.Step`."""

    kind: Literal["step"] = "step"
    done: int
    expected: int
    question: str


class Answered(DomainModel):
    """The answer as JSON, the plans in it, and what is told of it.

    Attributes
    ----------
    full, limited
        To those who see everything, and to those who do not see money of people and
        reasons of leave; None where telling it failed.
    final
        Whether it is the last word; otherwise what is told of it is still to come.
    """

    kind: Literal["answered"] = "answered"
    result: str
    plans: tuple[JudgedPlan, ...] = ()
    full: Told | None = None
    limited: Told | None = None
    final: bool = True


class Refused(DomainModel):
    """Why there is no answer: a code for machines, a sentence for people."""

    kind: Literal["refused"] = "refused"
    code: str
    message: str


Message = Annotated[
    Ready | Improved | Stepped | Answered | Refused, Field(discriminator="kind")
]
MESSAGES: TypeAdapter[Message] = TypeAdapter(Message)
STOP = b"stop\n"
"""What is told to a process to end its search with the best plan so far."""
