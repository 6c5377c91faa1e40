"""Why a package lasts another time than planned, or is done in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.moves.comparing import worth
from scenarios.moves.hindrances import hindrances
from scenarios.moves.reason import Cause, Reason

if TYPE_CHECKING:
    from optimizer.plan.baseline import Baseline
    from scenarios.moves.trial import Trials


def why_lasts(trials: Trials, package: str, baseline: Baseline) -> tuple[Reason, ...]:
    """Return why a package that starts as planned ends in another period."""
    run, planned = trials.ledger.runs[package], baseline.runs[package]
    words = trials.words
    length, before = run.end - run.start, planned.end - planned.start
    takes = f"{package} takes {words.periods(length)} instead of {before}"
    if run.fact is not None:
        text = f"{package} has started, and what remains of it ends on {words.end(run)}"
        return (Reason(cause=Cause.FACT, text=text),)
    if run.pairs != planned.pairs:
        people = tuple(sorted(run.pairs))
        text = f"with {words.people(people)} {takes}"
        return (Reason(cause=Cause.LENGTH, text=text, people=people),)
    if run.is_team:
        text = f"with the same team {takes}: the work or the team's hours are others"
        return (Reason(cause=Cause.LENGTH, text=text),)
    trial = trials.lasting(package, before)
    found = hindrances(trial)
    if found:
        text = f"with its old length it would not fit: {found[0].text}"
        return (found[0].replace(text=text),)
    return (worth(words, trial.gain, "with its old length"),)


def why_mode(trials: Trials, package: str, baseline: Baseline) -> tuple[Reason, ...]:
    """Return what the mode and the team of old would bring about."""
    planned = baseline.runs[package]
    trial = trials.as_planned(package)
    found = hindrances(trial)
    if found:
        text = f"in mode {planned.mode.id} it would not fit: {found[0].text}"
        return (found[0].replace(text=text),)
    return (worth(trials.words, trial.gain, f"in mode {planned.mode.id}"),)
