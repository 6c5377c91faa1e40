"""Why something was not done, as the page tells it that it was asked for on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.problems import KINDS
from api.refusals import Unanswerable
from api.storage.errors import MovedOn
from scenarios.errors import InvalidScenario

if TYPE_CHECKING:
    from http import HTTPStatus

    from optimizer.portfolio.issue import Issue

REMEDIES = {InvalidScenario: "scenario", Unanswerable: "scenario"}
"""Error → what helps, where asking again does not."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why something was not done.

    Attributes
    ----------
    detail
        In place of issues, where there are none.
    moved
        Something came after what was asked about.
    remedy
        What helps: to ask *again*, or first to change the *scenario*.
    """

    status: HTTPStatus
    title: str
    issues: tuple[Issue, ...]
    detail: str
    moved: bool
    remedy: str

    @classmethod
    def by(cls, error: Exception) -> Refused:
        """Return what is told of an error."""
        kind = KINDS[type(error)]
        issues: tuple[Issue, ...] = getattr(error, "issues", ())
        detail = "" if issues else str(error)
        moved = isinstance(error, MovedOn)
        remedy = REMEDIES.get(type(error), "again")
        return cls(kind.status, kind.title, issues, detail, moved, remedy)
