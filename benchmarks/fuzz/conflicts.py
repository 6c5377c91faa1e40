"""Whether a conflict is one, and a smallest, by the oracle that has no solver.

``python -m benchmarks.fuzz.conflicts FIRST LAST`` makes every project of the cases of
these seeds mandatory, looks for the conflict of each that then has no plan, and exits
with 1 if the oracle has a complaint.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.fuzz.cases import Case, case_of_seed
from benchmarks.fuzz.exhaustive import best
from optimizer.conflicts.core import find_core, keeping
from optimizer.conflicts.feasibility import Feasibility
from optimizer.conflicts.rules import droppable
from optimizer.conflicts.terms import Terms
from optimizer.plan.effort import Control, Limits
from optimizer.portfolio.checks import issues
from optimizer.portfolio.issue import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.conflicts.core import Core
    from optimizer.conflicts.droppable import Droppable

LIMITS = Limits(deterministic=10, workers=1)


def demanding(case: Case) -> Case | None:
    """Return the case with every project mandatory; None if it contradicts itself."""
    projects = tuple(
        project.model_copy(update={"mandatory": True})
        for project in case.portfolio.projects
    )
    portfolio = case.portfolio.model_copy(update={"projects": projects})
    wrong = any(found.severity is Severity.ERROR for found in issues(portfolio))
    return None if wrong else replace(case, portfolio=portfolio)


@dataclass(frozen=True, slots=True)
class ConflictFound:
    """The conflict of a case without a plan."""

    case: Case
    rules: tuple[Droppable, ...]
    core: Core

    @classmethod
    def of(cls, case: Case, limits: Limits) -> ConflictFound:
        """Look for the conflict of a case that has no plan."""
        terms = Terms(case.portfolio)
        rules = tuple(droppable(terms, case.baseline, case.now))
        feasibility = Feasibility.of(case.baseline, case.now, limits, Control())
        return cls(case, rules, find_core(feasibility, terms, rules))

    def complaints(self) -> Iterator[str]:
        """Yield what the oracle says against it; nothing of what is too large."""
        core = self.core
        if core.hopeless and self._value(()) is not None:
            yield "a plan exists without all that can be dropped"
        if core.proven and self._value(core.rules) is not None:
            yield "the members can all hold"
        for rule, necessary in zip(core.rules, core.necessary, strict=True):
            rest = tuple(other for other in core.rules if other is not rule)
            oracle = best(self._keeping(rest))
            if necessary and oracle is not None and oracle.value is None:
                yield f"no plan exists without {rule.issue}"

    def _value(self, kept: tuple[Droppable, ...]) -> float | None:
        oracle = best(self._keeping(kept))
        return None if oracle is None else oracle.value

    def _keeping(self, kept: tuple[Droppable, ...]) -> Case:
        terms = keeping(Terms(self.case.portfolio), self.rules, kept)
        return replace(self.case, portfolio=terms.portfolio)


def conflict_of_seed(seed: int) -> ConflictFound | None:
    """Return the conflict of a seed's demanding case; None if that has a plan.

    None as well where the case contradicts itself, or is too large for the oracle.
    """
    case = demanding(case_of_seed(seed))
    oracle = None if case is None else best(case)
    if case is None or oracle is None or oracle.value is not None:
        return None
    return ConflictFound.of(case, LIMITS)


def main(arguments: Sequence[str]) -> int:
    """Look at a range of seeds; return the exit code."""
    first, last = map(int, arguments)
    seen: Counter[str] = Counter()
    for seed in range(first, last):
        found = conflict_of_seed(seed)
        if found is None:
            continue
        complaints = list(found.complaints())
        for complaint in complaints:
            print(f"{seed}: {complaint}")
        seen["conflicts"] += 1
        seen["minimal"] += found.core.minimal
        seen["hopeless"] += found.core.hopeless
        seen["complaints"] += len(complaints)
    print(", ".join(f"{number} {what}" for what, number in seen.items()))
    return 1 if seen["complaints"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
