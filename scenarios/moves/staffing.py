"""Why a person joins a package, or is released from one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optimizer.portfolio.work import Staffing
from scenarios.moves.comparing import worth
from scenarios.moves.hindrances import hindrances
from scenarios.moves.people import busy
from scenarios.moves.reason import Cause, Reason, in_order
from scenarios.moves.trial import without

if TYPE_CHECKING:
    from optimizer.plan.baseline import Baseline
    from scenarios.moves.trial import Team, Trial, Trials


def why_joins(
    trials: Trials, person: str, package: str, baseline: Baseline
) -> tuple[Reason, ...]:
    """Return who is missing, and what the person brings."""
    run = trials.ledger.runs[package]
    team = without(trials.team(package), person)
    brings = _brings(trials, person, trials.staffed(package, team))
    said = " ".join(reason.text for reason in brings)
    gaps = in_order(
        reason
        for missing in sorted(baseline.pairs[package] - run.pairs)
        for reason in why_released(trials, missing, package, baseline)
        if missing in reason.people and reason.cause.is_obstacle
    )
    gaps = tuple(gap for gap in gaps if gap.text not in said)
    return (*gaps[:1], *brings, *gaps[1:])


def _brings(trials: Trials, person: str, alone: Trial) -> tuple[Reason, ...]:
    """Return what would be longer, break or be lost without a person."""
    words = trials.words
    name, package = words.person(person), alone.run.id
    length = alone.planned.end - alone.planned.start
    longer = alone.run.end - alone.run.start
    found = hindrances(alone)
    brings: list[Reason] = []
    if longer > length:
        text = (
            f"with {name} {package} takes {words.periods(length)} instead of {longer}"
        )
        brings.append(Reason(cause=Cause.LENGTH, text=text, people=(person,)))
    if found:
        text = f"without {name} it would not fit: {found[0].text}"
        brings.append(found[0].replace(text=text))
    else:
        brings.append(worth(words, alone.gain, f"without {name}", (person,)))
    return tuple(brings)


def why_released(
    trials: Trials, person: str, package: str, baseline: Baseline
) -> tuple[Reason, ...]:
    """Return why a person who was planned on a package is not on it."""
    words, run = trials.words, trials.ledger.runs[package]
    name = words.person(person)
    if person not in trials.ledger.calendars:
        text = f"{name} is no longer there"
        return (Reason(cause=Cause.LEFT, text=text, people=(person,)),)
    place = _place(trials, person, package, baseline)
    trial = trials.staffed(package, place.team)
    own = tuple(broken for broken in trial.broken if broken.where == person)
    found = hindrances(replace(trial, broken=own) if own else trial)
    if not found and run.staffing is Staffing.POOL and person not in trial.run.pairs:
        periods = range(run.planned_from, run.end)
        found = in_order(busy(trial, ((person, p) for p in periods)))
    left = tuple(reason for reason in found if reason.cause is Cause.LEFT)
    if any(person in reason.people for reason in left):
        return left
    who = f"with {name}"
    if place.instead_of:
        who += f" instead of {words.person(place.instead_of)}"
    if found:
        return tuple(
            reason
            if person in reason.people
            else reason.replace(text=f"{who} it would not fit: {reason.text}")
            for reason in found
        )
    length, planned = trial.run.end - trial.run.start, run.end - run.start
    takes = f"would take {words.periods(length)} instead of {planned}"
    if length == planned:
        takes = "would take as long"
    return (worth(words, trial.gain, f"{who} {package} {takes}, and", (person,)),)


@dataclass(frozen=True, slots=True)
class _Place:
    """A team with a person back on it, instead of one who joined if there is one."""

    team: Team
    instead_of: str | None


def _place(trials: Trials, person: str, package: str, baseline: Baseline) -> _Place:
    team = trials.team(package)
    planned = baseline.runs[package].people
    demand = next((d for d, people in planned.items() if person in people), "")
    if demand not in team:
        demand = next(iter(team), "")
    joined = sorted(set(team.get(demand, ())) - baseline.pairs[package])
    leaves = joined[0] if joined and trials.ledger.runs[package].is_team else None
    if leaves is not None:
        team = without(team, leaves)
    people = tuple(sorted({*team.get(demand, ()), person}))
    return _Place({**team, demand: people}, leaves)
