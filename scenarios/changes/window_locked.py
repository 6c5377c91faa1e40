"""What the running plan starts soon stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.base import Day
from scenarios.changes.base import Change
from scenarios.changes.problems import passed, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class WindowLocked(Change):
    """What the running plan starts before a day keeps start, mode and team."""

    kind: Literal["window_locked"] = "window_locked"
    until: Day

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        return f"Nothing that is planned to start before {self.until} changes."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that nothing is planned to start by then."""
        yield from passed("until", self.until, situation)
        if situation.baseline is None:
            message = "There is no running plan to be kept."
            yield problem("no_running_plan", "until", message)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the freeze."""
        portfolio = situation.portfolio.replace(freeze_until=self.until)
        return situation.replace(portfolio=portfolio)
