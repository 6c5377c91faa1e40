"""Why a package starts later than planned, or earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.moves.comparing import worth
from scenarios.moves.hindrances import hindrances
from scenarios.moves.people import nobody_else
from scenarios.moves.reason import Cause, Reason, in_order
from scenarios.moves.room import freed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optimizer.plan.baseline import Baseline
    from scenarios.moves.trial import Trial, Trials


def why_later(trials: Trials, package: str, baseline: Baseline) -> tuple[Reason, ...]:
    """Return what forbids the planned start, and what forbids one period earlier.

    Where something forbids the latter, of the former only what nobody chose, and only
    where the latter is not of that kind itself. Where nothing forbids one period
    earlier, that is said too.
    """
    start = trials.ledger.runs[package].start
    planned = max(baseline.starts[package], trials.ledger.now)
    sooner = trials.starting(package, start - 1)
    binding = hindrances(sooner)
    if any(reason.cause.is_given for reason in binding):
        return binding
    before: tuple[Reason, ...] = ()
    if planned < start - 1:
        before = hindrances(trials.starting(package, planned))
    if binding:
        before = tuple(reason for reason in before if reason.cause.is_given)
        return in_order((*before, *binding, *_alone(sooner, binding)))
    return (*before, _loose(sooner))


def _alone(trial: Trial, reasons: Iterable[Reason]) -> Iterator[Reason]:
    """Yield that nobody could take the place of those who are busy."""
    busy = [r.people for r in reasons if r.cause is Cause.BUSY]
    yield from nobody_else(trial, {person for people in busy for person in people})


def why_earlier(trials: Trials, package: str, baseline: Baseline) -> tuple[Reason, ...]:
    """Return what made room, and what the planned start would bring about."""
    planned = trials.starting(package, baseline.starts[package])
    room = in_order(freed(trials, package, baseline))
    return (*room, *_kept(planned))


def _kept(planned: Trial) -> tuple[Reason, ...]:
    """Return what speaks against the planned start."""
    when = f"at its old start, {planned.words.first(planned.run.start)},"
    found = hindrances(planned)
    if found:
        return tuple(
            reason.replace(text=f"{when} it would not fit: {reason.text}")
            for reason in found[:1]
        )
    return (worth(planned.words, planned.gain, when),)


def _loose(sooner: Trial) -> Reason:
    """Return that nothing forbids one period earlier."""
    start = sooner.words.first(sooner.run.start)
    return worth(sooner.words, sooner.gain, f"nothing forbids a start on {start};")
