"""A first plan for any portfolio, and a better one while time lasts.

Projects are placed one after the other by priority, forced ones first, each whole or
not at all; then some are taken out and put back in another order, again and again
(ruin and recreate; Schrimpf et al. 2000, doi:10.1006/jcph.1999.6413).
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from optimizer.search.engagements import engagements, trimmed
from optimizer.search.ruin import Improvement
from optimizer.search.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from optimizer.problem.problem import Problem
    from optimizer.problem.schedule import Schedule
    from optimizer.search.ruin import Objective

FIRST_SHARE = 0.6
"""Part of the time left that each set of engagements may use, but for the last."""


def greedy(
    problem: Problem,
    objective: Objective,
    seed: int,
    seconds: float,
    *,
    stop: Callable[[], bool] = lambda: False,
    on_better: Callable[[Schedule], None] | None = None,
) -> Schedule | None:
    """Return a schedule that keeps every rule, or None if none was found.

    Parameters
    ----------
    objective
        Net value (most), makespan or cost (least).
    seconds
        Time to improve; a first schedule is finished in any case unless stopped.
    stop
        Asked often; the best schedule so far is returned soon after it says yes.
    on_better
        Called with every better schedule.
    """
    deadline = monotonic() + seconds
    best: tuple[int, Schedule] | None = None
    choices = engagements(problem)
    for number, engaged in enumerate(choices):
        left = deadline - monotonic()
        share = left if number == len(choices) - 1 else left * FIRST_SHARE
        search = Improvement(
            Tables(problem, engaged), objective, seed, monotonic() + share, stop
        )
        for draft in search.better():
            found = trimmed(draft)
            if best is None or search.score(found) > best[0]:
                best = search.score(found), found.schedule()
                if on_better is not None:
                    on_better(best[1])
        if best is not None and monotonic() >= deadline:
            break
    return None if best is None else best[1]
