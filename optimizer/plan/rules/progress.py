"""A started package keeps its start, mode and team, and a done one its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.plan.units import in_hundredths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.facts import Fact
    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        if run.fact is not None:
            yield from _of_run(ledger, run, run.fact)
            yield from _of_hours(ledger, run, run.fact)


def _of_run(ledger: Ledger, run: Run, fact: Fact) -> Iterator[BrokenRule]:
    """Compare start, mode, end and team with the facts."""
    if run.start != fact.start:
        yield BrokenRule(
            rule="progress",
            where=run.id,
            period=ledger.day(run.start),
            message=f"{run.id} started on {ledger.day(fact.start)}, "
            f"the plan says {ledger.day(run.start)}.",
        )
    if fact.end is not None and run.end != fact.end:
        yield BrokenRule(
            rule="progress",
            where=run.id,
            period=ledger.day(run.end),
            message=f"{run.id} was done before {ledger.day(fact.end)}, "
            f"the plan says before {ledger.day(run.end)}.",
        )
    if run.mode.id != fact.mode.id:
        found = f"{run.id} runs in mode {fact.mode.id}, the plan says {run.mode.id}."
        yield BrokenRule(rule="progress", where=run.id, message=found)
    if run.is_team and fact.team is not None:
        found_team = {(demand.id, person) for demand, person, _ in run.posts}
        for demand, person in sorted(found_team ^ fact.team):
            joins = (demand, person) in found_team
            verb = "joins" if joins else "leaves"
            yield BrokenRule(
                rule="progress",
                where=run.id,
                message=f"{person} {verb} {run.id} ({demand}), which has started "
                "and keeps its team.",
                fact=run.is_done,
            )


def _of_hours(ledger: Ledger, run: Run, fact: Fact) -> Iterator[BrokenRule]:
    """Compare the hours before now with those of the running plan."""
    for demand, person, hours in run.posts:
        known = fact.hours.get((demand.id, person), {})
        for period in sorted(hours.keys() | known.keys()):
            if period < ledger.now and hours.get(period, 0) != known.get(period, 0):
                found, right = hours.get(period, 0), known.get(period, 0)
                yield BrokenRule(
                    rule="progress",
                    where=run.id,
                    period=ledger.day(period),
                    hours=in_hundredths(abs(found - right)),
                    message=f"{person} has {in_hundredths(found)} h before now on "
                    f"{run.id} ({demand.id}); planned were {in_hundredths(right)} h.",
                    fact=True,
                )
