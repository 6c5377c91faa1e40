"""The *because* of everything that changes: each confirmed by the checker.

A package: what forbids another start, or what made room; a person: who is missing and
what they bring. Always by doing the one thing otherwise, all else as it is, and asking
which rules break; where none does, that is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.moves.lasting import why_lasts, why_mode
from scenarios.moves.reason import Cause, Reason
from scenarios.moves.selecting import why_added, why_dropped
from scenarios.moves.shifting import why_earlier, why_later
from scenarios.moves.staffing import why_joins, why_released

if TYPE_CHECKING:
    from optimizer.plan.baseline import Baseline
    from scenarios.moves.trial import Trials


def of_joining(
    trials: Trials, person: str, package: str, baseline: Baseline
) -> tuple[Reason, ...]:
    """Return why a person joins a package that was planned without them."""
    return why_joins(trials, person, package, baseline)


def of_release(
    trials: Trials, person: str, package: str, baseline: Baseline
) -> tuple[Reason, ...]:
    """Return why a person is no longer on a package."""
    if trials.ledger.runs[package].fact is not None:
        return _started(package)
    return why_released(trials, person, package, baseline)


def of_package(trials: Trials, package: str, baseline: Baseline) -> tuple[Reason, ...]:
    """Return why a package that both plans have is not as planned."""
    run, planned = trials.ledger.runs[package], baseline.runs[package]
    if run.start != planned.start and run.fact is not None:
        return _started(package)
    if run.start > planned.start:
        return why_later(trials, package, baseline)
    if run.start < planned.start:
        return why_earlier(trials, package, baseline)
    if run.mode.id != planned.mode.id:
        return why_mode(trials, package, baseline)
    return why_lasts(trials, package, baseline)


def of_dropped(trials: Trials, package: str) -> tuple[Reason, ...]:
    """Return why the plan has not got a package that was planned."""
    known = trials.ledger.directory.packages.get(package)
    if known is None:
        text = f"{package} is no longer in the portfolio"
        return (Reason(cause=Cause.DECISION, text=text),)
    project = known[0].id
    if project in trials.ledger.selected:
        text = f"the plan leaves {package} out of {project}"
        return (Reason(cause=Cause.RULE, text=text),)
    return of_project(trials, project)


def of_new(trials: Trials, package: str) -> tuple[Reason, ...]:
    """Return why the plan has a package that was not planned."""
    assert trials.ledger.baseline is not None
    run = trials.ledger.runs[package]
    siblings = {other.id for other in run.project.packages}
    if siblings & trials.ledger.baseline.starts.keys():
        text = f"{package} was not part of {run.project.id} when that was planned"
        return (Reason(cause=Cause.FACT, text=text),)
    return why_added(trials, run.project.id)


def of_project(trials: Trials, project: str) -> tuple[Reason, ...]:
    """Return why a project is dropped, or new."""
    if project in trials.ledger.selected:
        return why_added(trials, project)
    return why_dropped(trials, project)


def _started(package: str) -> tuple[Reason, ...]:
    text = f"{package} has started, and the facts say so"
    return (Reason(cause=Cause.FACT, text=text),)
