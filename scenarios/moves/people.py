"""People who stand in the way because they are busy, away or not able, in words."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from optimizer.plan.qualification import obstacles
from optimizer.report.wording import count, listed
from scenarios.moves.reason import Cause, Reason
from scenarios.moves.words import verb

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from optimizer.plan.outcome import BrokenRule
    from optimizer.plan.runs import Run
    from scenarios.moves.trial import Trial


def of_busy(trial: Trial, broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield what else occupies people: together those whom one package occupies."""
    places = ((found.where, _period(trial, found)) for found in broken)
    yield from busy(trial, places)


def of_pool(trial: Trial, broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield what else occupies the people of a pool who should have hours in it."""
    short = sorted({_period(trial, found) for found in broken})
    places = [
        (person, period) for period in short for person in sorted(trial.planned.members)
    ]
    reasons = tuple(busy(trial, places))
    if not reasons and short:
        people, when = sorted(trial.run.members), trial.words.at(short[0])
        text = f"nobody is left for {trial.run.id} {when}"
        if people:
            have = verb(people, "has", "have")
            names = trial.words.people(people)
            text = f"{names} {have} too few hours for {trial.run.id} {when}"
        reasons = (Reason(cause=Cause.BUSY, text=text),)
    yield from reasons


def busy(trial: Trial, places: Iterable[tuple[str, int]]) -> Iterator[Reason]:
    """Yield what else occupies people in periods, one reason for equally busy ones."""
    occupied: defaultdict[str, set[str]] = defaultdict(set)
    for person, period in places:
        for run in occupants(trial, person, period):
            occupied[run.id].add(person)
    by_people: defaultdict[tuple[str, ...], list[Run]] = defaultdict(list)
    for package, people in occupied.items():
        by_people[tuple(sorted(people))].append(trial.ledger.runs[package])
    for names, runs in by_people.items():
        runs.sort(key=lambda run: (run.start, run.id))
        stays = listed((_stay(trial, run) for run in runs), most=2)
        yield Reason(
            cause=Cause.BUSY,
            text=f"{trial.words.people(names)} {verb(names)} {stays}",
            packages=tuple(run.id for run in runs),
            people=names,
        )


def _stay(trial: Trial, run: Run) -> str:
    if run.start <= trial.run.start:
        return f"on {run.id} until {trial.words.end(run)}"
    return f"on {run.id} from {trial.words.first(run.start)}"


def occupants(trial: Trial, person: str, period: int) -> Iterator[Run]:
    """Yield the other packages that a person is on in a period."""
    for run in trial.ledger.runs.values():
        if run.id != trial.run.id and occupies(run, person, period):
            yield run


def occupies(run: Run, person: str, period: int) -> bool:
    """Whether a package has a person in a period: its team, or with hours."""
    if run.is_team:
        return run.start <= period < run.end and person in run.members
    return any(p == person and period in hours for _, p, hours in run.posts)


def periods_on(run: Run, person: str) -> range:
    """Return from when to when a person is on a package; empty if they are not."""
    if run.is_team:
        return range(run.start, run.end if person in run.members else run.start)
    worked = {p for _, on, hours in run.posts if on == person for p in hours}
    return range(min(worked), max(worked) + 1) if worked else range(0)


def nobody_else(trial: Trial, busy_people: Collection[str]) -> Iterator[Reason]:
    """Yield for whose demands nobody else is free in the first period.

    Free is who qualifies, has hours left and is on no team.
    """
    run, ledger = trial.run, trial.ledger
    for demand in run.mode.demands:
        on_it = run.people[demand.id].keys()
        if on_it.isdisjoint(busy_people):
            continue
        able = [
            person
            for name, person in ledger.directory.people.items()
            if name not in run.members
            and not any(obstacles(person, demand, run.package, run.project))
        ]
        if not able:
            text = f"nobody else qualifies for {demand.skill} on {run.id}"
            yield Reason(cause=Cause.TEAM, text=text)
        elif not any(_is_free(trial, person.id, run.start) for person in able):
            when = trial.words.at(run.start)
            text = f"nobody else with {demand.skill} is free {when}"
            yield Reason(cause=Cause.TEAM, text=text)


def _is_free(trial: Trial, person: str, period: int) -> bool:
    left = trial.ledger.calendars[person].available(period)
    left -= trial.ledger.hours[person].get(period, 0)
    return left > 0 and not any(run.is_team for run in occupants(trial, person, period))


def of_employment(trial: Trial, broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield who is not employed, or not engaged, when they are needed first."""
    for person in sorted(trial.run.members):
        calendar = trial.ledger.calendars[person]
        periods = (_period(trial, found) for found in broken)
        missed = min((p for p in periods if not calendar.employed(p)), default=None)
        if missed is not None:
            offered = person in trial.ledger.directory.offers
            state = "engaged" if offered else "employed"
            text = (
                f"{trial.words.person(person)} is not {state} {trial.words.at(missed)}"
            )
            yield Reason(cause=Cause.LEFT, text=text, people=(person,))


def of_absence(trial: Trial, broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield who is away when they are needed; who is not employed is not away."""
    for found in broken:
        calendars = {p: trial.ledger.calendars[p] for p in sorted(trial.run.members)}
        text, away = found.message.rstrip("."), tuple[str, ...]()
        if found.period is not None:
            period = _period(trial, found)
            if not all(each.employed(period) for each in calendars.values()):
                continue
            away = tuple(p for p in calendars if not calendars[p].available(period))
            if away:
                when = trial.words.at(period)
                text = f"{trial.words.people(away)} {verb(away)} away {when}"
        yield Reason(cause=Cause.ABSENT, text=text, people=away)


def of_duration(trial: Trial, broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield which team is not done before the timeline ends, or not in its time."""
    for found in broken:
        text = found.message.rstrip(".")
        if trial.ledger.prescriptions[found.where].latest_end is None:
            text = f"{found.where} is not done before the timeline ends"
        yield Reason(cause=Cause.LENGTH, text=text)


def of_team_sizes(trial: Trial, _broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield which demand would have too few people, or too many."""
    for demand in trial.run.mode.demands:
        found = len(trial.run.people[demand.id])
        planned = len(trial.planned.people.get(demand.id, ()))
        if found != planned:
            does = "has no place for" if found > planned else "cannot do with"
            name = trial.run.id
            team = count(found, "person", "people")
            text = f"{name} {does} {team} on {demand.skill}"
            yield Reason(cause=Cause.TEAM, text=text)


def of_qualification(trial: Trial, _broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield why somebody may not serve a package."""
    run = trial.run
    for demand in run.mode.demands:
        for person in sorted(run.people[demand.id]):
            known = trial.ledger.directory.people[person]
            for obstacle in obstacles(known, demand, run.package, run.project):
                text = f"{trial.words.person(person)} {obstacle}"
                yield Reason(cause=Cause.SKILL, text=text, people=(person,))


def of_locks(trial: Trial, _broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield who has to be on a package by a lock."""
    run = trial.run
    for person in run.package.locks.must:
        if person not in run.pairs:
            name = run.id
            text = f"{trial.words.person(person)} has to be on {name} by a lock"
            yield Reason(cause=Cause.LOCK, text=text, people=(person,))


def _period(trial: Trial, broken: BrokenRule) -> int:
    return trial.ledger.timeline.holding(date.fromisoformat(broken.period or ""))
