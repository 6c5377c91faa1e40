"""What `quarterdeck solve` does: read, search, write, tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.cli.exits import Exit
from api.cli.interruptible import run
from api.cli.output import console, emit, say, say_issues
from api.cli.progress import progress
from api.cli.reading import read_both
from api.cli.summary import summary, summary_without_plan
from api.cli.wishes import goals
from api.cli.writing import require_writable
from optimizer.files import write_plan
from optimizer.plan.outcome import SolveStatus
from optimizer.report.material import Material
from optimizer.solving import solve

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from rich.console import RenderableType

    from optimizer.plan.effort import Control, Limits
    from optimizer.plan.outcome import Outcome
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that was asked for on the command line."""

    portfolio: Path
    baseline: Path | None
    now: date | None
    goals: tuple[str, ...]
    limits: tuple[str, ...]
    effort: Limits
    out: Path | None
    report: Path | None
    as_json: bool


def search(request: Request) -> Exit:
    """Search for a plan, write it, and tell what was found.

    Raises
    ------
    Refused
        If something is wrong with the request; nothing is written then.
    OptimizerError
        If something is wrong with the portfolio or the baseline.
    """
    for target in (request.out, request.report):
        if target is not None:
            require_writable(target, (request.portfolio, request.baseline))
    portfolio, baseline, notes = read_both(request.portfolio, request.baseline)
    say_issues(notes)
    wishes = goals(request.goals, request.limits, with_baseline=baseline is not None)

    def engine(control: Control) -> Outcome:
        return solve(portfolio, wishes, request.effort, baseline, request.now, control)

    clock = None if request.effort.deterministic else request.effort.seconds
    outcome = run(engine, progress(clock))
    if request.as_json:
        emit(outcome.model_dump(mode="json"))
    else:
        console().print(_told(outcome, portfolio, baseline, request.now))
    _write(request, outcome, portfolio, baseline)
    if outcome.plan is not None:
        return Exit.DONE
    cancelled = outcome.status is SolveStatus.CANCELLED
    return Exit.INTERRUPTED if cancelled else Exit.NO


def _told(
    outcome: Outcome, portfolio: Portfolio, baseline: Plan | None, now: date | None
) -> RenderableType:
    if outcome.plan is None:
        return summary_without_plan(outcome)
    material = Material.gather(portfolio, outcome.plan, outcome, baseline, now)
    return summary(material, outcome)


def _write(
    request: Request, outcome: Outcome, portfolio: Portfolio, baseline: Plan | None
) -> None:
    """Write the plan and the report that were asked for, where there is a plan."""
    if outcome.plan is None:
        if request.out or request.report:
            say("No plan, so nothing was written.")
        return
    if request.out is not None:
        request.out.parent.mkdir(parents=True, exist_ok=True)
        write_plan(outcome.plan, request.out)
        say(f"Plan: {request.out}")
    if request.report is not None:
        from optimizer.report import write_report

        request.report.parent.mkdir(parents=True, exist_ok=True)
        written = write_report(
            request.report, portfolio, outcome.plan, outcome, baseline, request.now
        )
        say(f"Report: {written.resolve()}")
