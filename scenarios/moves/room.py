"""What made room for a package that starts earlier than planned."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.plan.measures.waiting import start_after
from optimizer.portfolio.work import LinkType
from scenarios.moves.hindrances import hindrances
from scenarios.moves.people import occupies
from scenarios.moves.reason import Cause, Reason
from scenarios.moves.words import verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.baseline import Baseline
    from optimizer.plan.runs import Run
    from scenarios.moves.trial import Trials


def freed(trials: Trials, package: str, baseline: Baseline) -> Iterator[Reason]:
    """Yield what left people and facilities free, and what goes before it earlier."""
    run = trials.ledger.runs[package]
    periods = range(run.start, min(run.end, baseline.starts[package]))
    people: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
    for person in sorted(run.pairs):
        for other in _left(trials, run, baseline, person, periods):
            now = trials.ledger.runs.get(other)
            released = now is not None and person not in now.pairs
            people[other, released].append(person)
    for (other, released), free in people.items():
        planned = baseline.runs[other]
        yield _people_free(trials, run, planned, tuple(free), released=released)
    yield from _facilities(trials, run, baseline, periods)
    yield from _predecessors(trials, run, baseline)


def _predecessors(trials: Trials, run: Run, baseline: Baseline) -> Iterator[Reason]:
    words = trials.words
    for link in run.package.predecessors:
        before = baseline.runs.get(link.package)
        now = trials.ledger.runs.get(link.package)
        if before is None or now is None:
            continue
        if start_after(link, before, run.end - run.start) > run.start:
            of_start = link.type in {LinkType.START_START, LinkType.START_FINISH}
            then, new = (
                (words.first(before.start), words.first(now.start))
                if of_start
                else (words.end(before), words.end(now))
            )
            does = "starts" if of_start else "ends"
            text = (
                f"{now.id}, which {run.id} follows, {does} on {new} instead of {then}"
            )
            yield Reason(cause=Cause.ROOM, text=text, packages=(now.id,))


def _left(
    trials: Trials, run: Run, baseline: Baseline, person: str, periods: range
) -> Iterator[str]:
    """Yield what a person was planned on in these periods and is no more."""
    for other, planned in baseline.runs.items():
        then = [p for p in periods if occupies(planned, person, p)]
        now = trials.ledger.runs.get(other)
        if other == run.id or not then:
            continue
        if now is None or not any(occupies(now, person, p) for p in then):
            yield other


def _people_free(
    trials: Trials, run: Run, planned: Run, people: tuple[str, ...], *, released: bool
) -> Reason:
    words = trials.words
    names, are = words.people(people), verb(people)
    more: tuple[str, ...] = ()
    if released:
        text = f"{names} {are} no longer on {planned.id}"
    else:
        why, more = _gone(trials, run, planned)
        since = words.first(planned.start)
        text = (
            f"{names}, planned on {planned.id} from {since}, {are} free because {why}"
        )
    packages = tuple(dict.fromkeys((planned.id, *more)))
    return Reason(cause=Cause.ROOM, text=text, packages=packages, people=people)


def _gone(trials: Trials, run: Run, planned: Run) -> tuple[str, tuple[str, ...]]:
    """Return why another package is not where it was planned, and what that names."""
    words, now = trials.words, trials.ledger.runs.get(planned.id)
    name = planned.id
    if now is None:
        return f"{name} is dropped", ()
    if now.start > planned.start:
        back = trials.starting(planned.id, max(planned.start, trials.ledger.now))
        for reason in hindrances(back):
            if run.id not in reason.packages:
                return reason.text, reason.packages
    return f"{name} now runs from {words.first(now.start)} to {words.end(now)}", ()


def _facilities(
    trials: Trials, run: Run, baseline: Baseline, periods: range
) -> Iterator[Reason]:
    for facility, units in run.mode.uses.items():
        for other, planned in baseline.runs.items():
            used = planned.mode.uses.get(facility, 0) and units
            if other == run.id or not used or not _overlaps(planned, periods):
                continue
            now = trials.ledger.runs.get(other)
            if now is None or not _overlaps(now, periods):
                why, more = _gone(trials, run, planned)
                text = f"{facility}, planned for {other}, is free"
                yield Reason(
                    cause=Cause.ROOM,
                    text=f"{text} because {why}",
                    packages=(other, *more),
                )


def _overlaps(run: Run, periods: range) -> bool:
    return run.start < periods.stop and periods.start < run.end
