"""A scenario with its answers and every table that is written of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from optimizer.report.wording import noun_of
from scenarios.answers.answer import AnswerKind
from scenarios.comparison.comparison import lined_up
from scenarios.moves.knee import knee
from scenarios.moves.move_list import move_list
from scenarios.tables.answers import answers
from scenarios.tables.changes import changes
from scenarios.tables.comparison import value_by_project
from scenarios.tables.conflict import conflict
from scenarios.tables.curve import curve as points
from scenarios.tables.entry import Entry, before
from scenarios.tables.moves import moves

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.report.material import Material
    from scenarios.answers.answering import WhatIf
    from scenarios.comparison.comparison import Comparison
    from scenarios.curve import Curve
    from scenarios.moves.entries import MoveList

ANSWERS = "Answers"
CHANGES = "What happens"
CONFLICT = "What cannot all hold"
CURVE = "Value against moves"
MOVES = "Moves"
PROJECTS = "Projects"
VALUES = "Value by project"


@dataclass(frozen=True, slots=True)
class Dossier:
    """What pages, briefs and the command line tell of a scenario.

    Attributes
    ----------
    curve
        Value against moves, where it was asked for.
    entries, comparison
        The plan before anything happened, where there is one, and all answers.
    changed
        What the best response changes against the running plan; None where there is
        neither.
    tables
        Title → table, for all that there is something to say of.
    """

    what_if: WhatIf
    curve: Curve | None
    entries: tuple[Entry, ...]
    comparison: Comparison
    tables: dict[str, pd.DataFrame]
    changed: MoveList | None

    @classmethod
    def gather(cls, what_if: WhatIf, curve: Curve | None = None) -> Self:
        """Join, check and measure every plan, once."""
        first = before(what_if.base)
        entries = (
            *((first,) if first else ()),
            *(Entry.of(candidate) for candidate in what_if.candidates()),
        )
        comparison = lined_up([entry.candidate for entry in entries])
        tables = {
            ANSWERS: answers(comparison),
            VALUES: value_by_project(comparison),
            CHANGES: changes(what_if.scenario),
        }
        changed = _changed(what_if)
        response, answer = _response(entries), what_if.answer(AnswerKind.RESPONSE)
        if answer is not None and answer.conflict is not None:
            tables[CONFLICT] = conflict(answer.conflict)
        if response is not None:
            tables[PROJECTS] = response.projects
        if changed is not None:
            tables[MOVES] = moves(changed)
        if curve is not None:
            tables[CURVE] = points(curve, knee(curve))
        return cls(what_if, curve, entries, comparison, tables, changed)

    @property
    def period(self) -> str:
        """The noun for a period."""
        return noun_of(self.what_if.situation.portfolio.timeline.period)

    @property
    def is_answered(self) -> bool:
        """Whether there is a best response, were it that no plan is possible."""
        return self.what_if.answer(AnswerKind.RESPONSE) is not None

    @property
    def response(self) -> Material | None:
        """The plan of the best response; None where there is none."""
        return _response(self.entries)


def _changed(what_if: WhatIf) -> MoveList | None:
    answer = what_if.answer(AnswerKind.RESPONSE)
    if answer is None or answer.plan is None or what_if.situation.baseline is None:
        return None
    return move_list(what_if.situation, answer.plan)


def _response(entries: tuple[Entry, ...]) -> Material | None:
    for entry in entries:
        if entry.candidate.answer.kind is AnswerKind.RESPONSE:
            return entry.material
    return None
