"""Questions to the engine from the command line: with progress, ended by Ctrl+C."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from api.cli.changes import with_changes
from api.cli.exits import Stopped
from api.cli.interruptible import run
from api.cli.output import console, emit, say, say_issues
from api.cli.progress import progress
from api.cli.reading import read_both
from api.cli.telling import told
from api.cli.writing import require_writable
from scenarios.asking import Asker
from scenarios.errors import NotAnswered
from scenarios.reading import read_scenario
from scenarios.scenario import Scenario
from scenarios.situation import Situation

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from optimizer.plan.effort import Control, Limits
    from optimizer.portfolio.base import DomainModel
    from optimizer.report.unwritten import Page

Answer = TypeVar("Answer")
PRESENT = Scenario(name="The present situation")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What every question on the command line is asked about, and how.

    Attributes
    ----------
    baseline
        The running plan; the one inside the portfolio's file where left out.
    scenarios
        Files of scenarios; none means the present situation.
    changes
        Further changes, as people type them.
    """

    portfolio: Path
    scenarios: tuple[Path, ...]
    changes: tuple[str, ...]
    baseline: Path | None
    now: date | None
    limits: Limits
    report: Path | None
    as_json: bool

    def base(self) -> Situation:
        """Return the situation before any scenario, and tell what was assumed.

        Raises
        ------
        Refused
            If the report cannot be written where it should be.
        OptimizerError
            If a file cannot be read or contradicts itself.
        """
        self.require_writable(self.report)
        given, plan, notes = read_both(self.portfolio, self.baseline)
        say_issues(notes)
        return Situation.of(given, plan, self.now)

    def scenario(self) -> Scenario:
        """Return the scenario, were it the present situation, with further changes."""
        named = read_scenario(self.scenarios[0]) if self.scenarios else PRESENT
        if self.changes and not self.scenarios:
            named = Scenario(name="; ".join(self.changes))
        return with_changes(named, self.changes)

    def situation(self) -> Situation:
        """Return the situation after all changes.

        Raises
        ------
        OptimizerError
            As `base`; or if a change names what is not there or contradicts the rest.
        """
        return self.scenario().apply(self.base())

    def require_writable(self, target: Path | None) -> None:
        """Refuse before the search what could only fail after it."""
        inputs = (self.portfolio, self.baseline, *self.scenarios)
        if target is not None:
            require_writable(target, inputs)

    def ask(self, question: Callable[[Asker], Answer]) -> Answer:
        """Return the answer to many questions asked as one.

        Ctrl+C sets the asker's *cancelled*; what there is then is the answer.

        Raises
        ------
        Stopped
            If that is nothing.
        NotAnswered
            If the question has no answer.
        """
        clock = None if self.limits.deterministic else self.limits.seconds
        shown = progress(clock)

        def search(control: Control) -> Answer:
            asker = Asker(self.limits, control, watch=shown.begin)
            try:
                return question(asker)
            except NotAnswered as reason:
                if asker.cancelled:
                    raise Stopped(str(reason)) from None
                raise

        return run(search, shown)

    def tell(self, page: Page, record: DomainModel) -> None:
        """Print a page or its record, and write it where that was asked for."""
        if self.as_json:
            emit({"format": 1, **record.model_dump(mode="json")})
        else:
            console().print(told(page.headline, page.sections))
        if self.report is not None:
            self.report.parent.mkdir(parents=True, exist_ok=True)
            say(f"Report: {page.write(self.report).resolve()}")
