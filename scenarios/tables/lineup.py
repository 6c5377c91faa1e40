"""Candidates side by side, and every table that is written of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from optimizer.report.wording import noun_of
from scenarios.comparison.comparison import compare
from scenarios.moves.knee import knee
from scenarios.tables.answers import answers
from scenarios.tables.comparison import differences, value_by_project
from scenarios.tables.curve import curve as points
from scenarios.tables.dossier import ANSWERS, CURVE, VALUES
from scenarios.tables.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from scenarios.candidate import Candidate
    from scenarios.comparison.by_cause import Decomposition
    from scenarios.comparison.comparison import Comparison
    from scenarios.curve import Curve

DIFFERENCES = "Differences from the first"


@dataclass(frozen=True, slots=True)
class Lineup:
    """What pages, briefs and the command line tell of several candidates.

    Attributes
    ----------
    curve
        Value against moves, where it was asked for.
    decompositions
        What the changes of scenarios add, one by one, where that was asked for.
    tables
        Title → table.
    """

    entries: tuple[Entry, ...]
    comparison: Comparison
    curve: Curve | None
    decompositions: tuple[Decomposition, ...]
    tables: dict[str, pd.DataFrame]

    @classmethod
    def gather(
        cls,
        candidates: Sequence[Candidate],
        curve: Curve | None = None,
        decompositions: Sequence[Decomposition] = (),
    ) -> Self:
        """Join, check and measure every plan, once.

        Raises
        ------
        NotAnswered
            If there are fewer than two or more than ten, or two of the same name, or
            if their values have different units.
        """
        comparison = compare(candidates)
        tables = {
            ANSWERS: answers(comparison),
            VALUES: value_by_project(comparison),
            DIFFERENCES: differences(comparison),
        }
        if curve is not None:
            tables[CURVE] = points(curve, knee(curve))
        entries = tuple(Entry.of(candidate) for candidate in candidates)
        return cls(entries, comparison, curve, tuple(decompositions), tables)

    @property
    def period(self) -> str:
        """The noun for a period."""
        return noun_of(self.entries[0].candidate.situation.portfolio.timeline.period)
