"""Effort-driven teams: the team that ends a package first, and no larger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optimizer.problem.schedule import Run
from optimizer.problem.team_work import Member, own_length, work
from optimizer.search.fixed import facilities_free
from optimizer.search.option import Option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from optimizer.problem.problem import Demand, Way
    from optimizer.search.room import Room
    from optimizer.search.tables import Mask, Table
    from optimizer.search.windows import Window


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who could be on a demand, from one start.

    Attributes
    ----------
    people
        Qualified, best liked first.
    reach
        How many periods from the start each could stay.
    done
        Contributions within so many periods, (people, lengths + 1), ten-thousandths.
    """

    demand: Demand
    people: list[int]
    reach: Table
    done: Table


def effort_options(
    room: Room, package: int, number: int, window: Window, liking: NDArray[np.float64]
) -> Iterator[Option]:
    """Yield options of an effort-driven way, those that end early first.

    After the best one come the best of later starts.
    """
    start = window.start
    while start <= window.last_start:
        best = _best(room, package, number, window, start, liking)
        if best is None:
            return
        yield best
        start = best.run.start + 1


def _best(
    room: Room,
    package: int,
    number: int,
    window: Window,
    start: int,
    liking: NDArray[np.float64],
) -> Option | None:
    """Return the option that ends first of all starts from `start` on."""
    way = room.tables.problem.packages[package].ways[number]
    team = _Team(room, package, number, liking)
    best: Option | None = None
    last_end = window.last_end
    for begin in team.promising(start, window):
        if begin + way.shortest > last_end:
            break
        option = team.option(begin, max(window.end, begin), last_end)
        if option is not None:
            best, last_end = option, option.run.end - 1
    return best


class _Team:
    """Chooses teams for one way in one state of the room."""

    def __init__(
        self, room: Room, package: int, number: int, liking: NDArray[np.float64]
    ) -> None:
        self._room = room
        self._package = package
        self._number = number
        self._whole = room.tables.problem.packages[package]
        self._way: Way = self._whole.ways[number]
        self._liking = liking
        self._good = [self._presence(demand) for demand in self._way.demands]

    def _presence(self, demand: Demand) -> tuple[Table, Table, Mask]:
        """Return (people, hours, whether each could be a member) of a demand."""
        room, way = self._room, self._way
        people = room.tables.qualified(demand)
        order = np.argsort(self._liking[people], kind="stable")
        people = people[order]
        hours = room.tables.team_hours(demand.share, overtime=way.overtime)[people]
        horizon = room.tables.horizon
        good = room.usable(people, 0, horizon) >= hours
        good &= room.shares[people] >= demand.share
        good &= room.teams[people] > 0
        good &= (room.packages[people] > 0) | (hours == 0)
        periods = np.arange(horizon)[None, :]
        good &= room.tables.employed_from[people, None] <= periods
        good &= periods < room.tables.employed_end[people, None]
        return people, hours, good

    def promising(self, start: int, window: Window) -> Iterator[int]:
        """Yield starts at which every demand has people, one with hours."""
        horizon = self._room.tables.horizon
        stop = min(window.last_start + 1, horizon)
        if start >= stop:
            return
        fine = np.ones(stop - start, bool)
        works = np.zeros(stop - start, bool)
        for demand, (_, hours, good) in zip(self._way.demands, self._good, strict=True):
            present = good[:, start:stop]
            fine &= present.sum(axis=0) >= demand.team_min
            works |= (present & (hours[:, start:stop] > 0)).any(axis=0)
        for offset in np.flatnonzero(fine & works).tolist():
            yield start + offset

    def option(self, start: int, end: int, last_end: int) -> Option | None:
        """Return the option from a start that ends first, in [end, last_end]."""
        longest = last_end - start
        if longest < 1:
            return None
        listed = [
            self._candidates(d, start, longest) for d in range(len(self._way.demands))
        ]
        lengths = [shortest_length(candidates, longest) for candidates in listed]
        shortest = max(lengths)
        for length in range(max(1, shortest), longest + 1):
            team = self._team(listed, length)
            if team is None:
                continue
            option = self._made(start, team)
            if option is not None and end <= option.run.end <= last_end:
                return option
        return None

    def _candidates(self, d: int, start: int, longest: int) -> Candidates:
        people, hours, good = self._good[d]
        demand = self._way.demands[d]
        speeds = dict(zip(demand.qualified, demand.speeds, strict=True))
        names: list[int] = people.tolist()
        speed = np.array([speeds[person] for person in names], np.int64)
        span = good[:, start : start + longest]
        reach = np.where(span.all(axis=1), span.shape[1], span.argmin(axis=1))
        done = np.zeros((len(names), span.shape[1] + 1), np.int64)
        rates = hours[:, start : start + longest] * speed[:, None]
        np.cumsum(rates, axis=1, out=done[:, 1:])
        return Candidates(demand, names, reach, done)

    def _team(
        self, listed: list[Candidates], length: int
    ) -> tuple[tuple[int, int], ...] | None:
        """Return a team that does every demand within a length, or None."""
        must = set(self._whole.must)
        kept = self._whole.kept_team
        if kept is not None:
            return kept if {person for person, _ in kept} >= must else None
        team: list[tuple[int, int]] = []
        taken: set[int] = set()
        for d in sorted(range(len(listed)), key=lambda d: len(listed[d].people)):
            wanted = must & set(listed[d].people) - taken
            members = choose(listed[d], length, taken, wanted)
            if members is None:
                return None
            taken |= set(members)
            team += [(person, d) for person in members]
        return (
            tuple(sorted(team, key=lambda m: (m[1], m[0]))) if must <= taken else None
        )

    def _made(self, start: int, team: tuple[tuple[int, int], ...]) -> Option | None:
        """Return the option of a team as it works out, or None if a rule fails."""
        horizon = self._room.tables.horizon
        members = [self._members(d, team) for d in range(len(self._way.demands))]
        lengths = [
            own_length(of, demand.work, start, horizon)
            for of, demand in zip(members, self._way.demands, strict=True)
        ]
        if None in lengths or not any(m.hours[start] for of in members for m in of):
            return None
        own = [length for length in lengths if length is not None]
        if not all(
            not demand.effort or any(member.hours[start : start + length])
            for of, demand, length in zip(members, self._way.demands, own, strict=True)
            for member in of
        ):
            return None
        length = max(1, *own)
        if not self._stays(start, length, team):
            return None
        rows = [row for d in range(len(own)) for row in self._work(d, members, start)]
        people = np.array([m.person for of in members for m in of], np.int64)
        shares = np.array(
            [
                demand.share
                for of, demand in zip(members, self._way.demands, strict=True)
                for _ in of
            ],
            np.int64,
        )
        table = np.zeros((len(people), length), np.int64)
        for n, row in enumerate(rows):
            table[n, : len(row)] = row
        run = Run(start, length, self._number, team)
        return Option(self._package, run, people, shares, table)

    def _members(self, d: int, team: tuple[tuple[int, int], ...]) -> list[Member]:
        demand = self._way.demands[d]
        speeds = dict(zip(demand.qualified, demand.speeds, strict=True))
        hours = self._room.tables.team_hours(demand.share, overtime=self._way.overtime)
        people = self._room.tables.problem.people
        return [
            Member(person, people[person].id, hours[person].tolist(), speeds[person])
            for person, of in team
            if of == d
        ]

    def _work(
        self, d: int, members: list[list[Member]], start: int
    ) -> list[tuple[int, ...]]:
        """Return hours by member, by period."""
        effort = self._way.demands[d].work
        rows = work(members[d], effort, start, self._room.tables.horizon)
        if not rows:
            return [() for _ in members[d]]
        return list(zip(*rows, strict=True))

    def _stays(
        self, start: int, length: int, team: tuple[tuple[int, int], ...]
    ) -> bool:
        """Return whether facilities and members are free until the end."""
        block = range(start, start + 1)
        if not facilities_free(self._room, self._way, length, block)[0]:
            return False
        for person, d in team:
            people, _, good = self._good[d]
            rows = good[people == person, start : start + length]
            if not rows.size or not rows.all():
                return False
        return True


def shortest_length(candidates: Candidates, longest: int) -> int:
    """Return the least length in which the best team of a demand can be done.

    `longest` + 1 if none can.
    """
    demand = candidates.demand
    if not demand.effort:
        return 1
    width = candidates.done.shape[1]
    stays = candidates.reach[:, None] >= np.arange(width)[None, :]
    done = np.sort(np.where(stays, candidates.done, 0), axis=0)[::-1]
    best = done[: demand.team_max].sum(axis=0)
    enough = np.flatnonzero(best >= demand.effort * 100)
    return int(enough[0]) if enough.size else longest + 1


def choose(
    candidates: Candidates, length: int, taken: set[int], wanted: set[int]
) -> list[int] | None:
    """Return members who do a demand within a length: few, well liked, or None.

    `wanted` are in it in any case.
    """
    demand = candidates.demand
    free = [
        (person, int(candidates.done[row, length]))
        for row, person in enumerate(candidates.people)
        if person not in taken and candidates.reach[row] >= length
    ]
    if demand.effort:
        free = [(person, done) for person, done in free if done]
    members = [one for one in free if one[0] in wanted]
    others = [one for one in free if one[0] not in wanted]
    todo = demand.effort * 100 - sum(done for _, done in members)
    if len(members) > demand.team_max or len(members) < len(wanted):
        return None
    members += _fewest(others, todo, demand.team_max - len(members))
    if sum(done for _, done in members) < demand.effort * 100:
        return None
    chosen = [person for person, _ in members]
    spare = [person for person, _ in free if person not in chosen]
    missing = max(0, demand.team_min - len(chosen))
    if missing > len(spare):
        return None
    return chosen + spare[:missing]


def _fewest(free: list[tuple[int, int]], todo: int, most: int) -> list[tuple[int, int]]:
    """Return the fewest people who do what is to do, well liked ones if possible."""
    if todo <= 0:
        return []
    by_work = sorted(free, key=lambda one: -one[1])
    total = size = 0
    while total < todo and size < min(most, len(by_work)):
        total += by_work[size][1]
        size += 1
    if total < todo:
        return by_work[:size]
    chosen: list[tuple[int, int]] = []
    for one in free:
        left = size - len(chosen) - 1
        rest = [other for other in by_work if other != one and other not in chosen]
        best = sum(done for _, done in rest[:left])
        if sum(done for _, done in chosen) + one[1] + best >= todo:
            chosen.append(one)
        if len(chosen) == size:
            break
    return chosen
