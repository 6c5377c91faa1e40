"""What a question has found: what is written down, what is told, and plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.access.seen_results import Look
from optimizer.report.unwritten import Page

if TYPE_CHECKING:
    from api.storage.judged import JudgedPlan
    from optimizer.portfolio.base import DomainModel

Tell = Callable[[Look], Page]
"""Returns the page of what was found, for somebody who sees so much of it."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a question.

    Attributes
    ----------
    record
        For programs.
    tell
        For people.
    plans
        Those that somebody would open, each with the checker's verdict.
    """

    record: DomainModel
    tell: Tell
    plans: tuple[JudgedPlan, ...] = ()
