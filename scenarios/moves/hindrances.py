"""What stands in the way of doing a package otherwise, in words.

The rules that break are the checker's; here they are only said so that people see
which package, person or thing is meant.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from scenarios.moves import dates, people, scarcities
from scenarios.moves.reason import Cause, Reason, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from optimizer.plan.outcome import BrokenRule
    from scenarios.moves.trial import Trial

    Wording = Callable[[Trial, Sequence[BrokenRule]], Iterator[Reason]]

WORDINGS: dict[str, Wording] = {
    "links": dates.of_links,
    "windows": dates.of_windows,
    "now": dates.of_now,
    "deadlines": dates.of_deadlines,
    "horizon": dates.of_horizon,
    "start_locks": dates.of_locks,
    "people_locks": people.of_locks,
    "qualification": people.of_qualification,
    "employment": people.of_employment,
    "fixed_team_presence": people.of_absence,
    "effort_start": people.of_absence,
    "effort_duration": people.of_duration,
    "fixed_duration": people.of_duration,
    "team_sizes": people.of_team_sizes,
    "team_packages": people.of_busy,
    "team_shares": people.of_busy,
    "parallel_packages": people.of_busy,
    "working_capacity": people.of_busy,
    "pool_hours": people.of_pool,
    "facilities": scarcities.of_facilities,
    "stocks": scarcities.of_stocks,
    "budgets": scarcities.of_budgets,
    "floors": scarcities.of_floors,
}
"""Rules that are said in more words than the checker's own."""


LOGIC = frozenset({"requires", "excludes", "at_most", "mandatory", "decisions"})
"""Rules of which projects go together."""


def hindrances(trial: Trial) -> tuple[Reason, ...]:
    """Return what stands in the way of a trial; nothing if it is accepted."""
    by_wording: defaultdict[Wording, list[BrokenRule]] = defaultdict(list)
    for broken in trial.broken:
        by_wording[WORDINGS.get(broken.rule, _as_found)].append(broken)
    return in_order(
        reason
        for wording, found in by_wording.items()
        for reason in wording(trial, found)
    )


def as_found(broken: Iterable[BrokenRule]) -> Iterator[Reason]:
    """Yield the checker's own words."""
    for found in broken:
        cause = Cause.DECISION if found.rule in LOGIC else Cause.RULE
        yield Reason(cause=cause, text=found.message.rstrip("."))


def _as_found(_trial: Trial, broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    yield from as_found(broken)
