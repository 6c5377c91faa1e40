"""Random packages: all staffings, modes, milestones, links, windows and locks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from benchmarks.fuzz.staff import SKILLS, TEAMS
from optimizer.portfolio.work import (
    Demand,
    Link,
    LinkType,
    Mode,
    Package,
    PackageLocks,
    Staffing,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.fuzz.chance import Chance, Days
    from optimizer.portfolio.calendar import Location
    from optimizer.portfolio.resources import Facility, Stock

WEEK_OF_WORK = 40
DAY_OF_WORK = 8


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What packages may refer to."""

    people: tuple[str, ...]
    locations: tuple[Location, ...]
    facilities: tuple[Facility, ...]
    stocks: tuple[Stock, ...]


class PackageMaker:
    """Makes packages, each linked to earlier ones."""

    def __init__(self, chance: Chance, days: Days, around: Surroundings) -> None:
        self._chance = chance
        self._days = days
        self._around = around
        self._load = WEEK_OF_WORK if days.weekly else DAY_OF_WORK

    def package(self, name: str, earlier: Sequence[str]) -> Package:
        """Return a package; `earlier` ones may be its predecessors."""
        chance = self._chance
        staffing = chance.one_of(tuple(Staffing))
        if chance.often(20):
            modes = tuple(self._mode(staffing, f"m{i}") for i in range(2))
            work: dict[str, Any] = {"modes": modes}
        else:
            work = dict(self._mode(staffing, "default"))
            del work["id"]
        team = staffing is not Staffing.POOL
        return Package(
            id=name,
            staffing=staffing,
            earliest=self._days.near(0, 3) if chance.often(10) else None,
            latest=self._days.near(2) if chance.often(7) else None,
            predecessors=self._links(earlier),
            tolerated_absence=chance.one_of((0, 0, 1))
            if staffing is Staffing.FIXED_TEAM
            else 0,
            overtime=team and chance.often(20),
            locks=self._locks(work),
            **work,
        )

    def _mode(self, staffing: Staffing, name: str) -> Mode:
        chance = self._chance
        uses = {it.id: chance.between(0, 2) for it in self._around.facilities}
        consumes = {it.id: chance.hours(0, 10) for it in self._around.stocks}
        resources: dict[str, Any] = {
            "id": name,
            "uses": uses if chance.often(40) else {},
            "consumes": consumes if chance.often(40) else {},
        }
        if chance.often(15):
            return Mode(duration=chance.between(0, 2), **resources)
        skills = chance.some(SKILLS, 1, 2 if chance.often(30) else 1)
        demands = tuple(self._demand(staffing, skill) for skill in skills)
        return Mode(demands=demands, **self._length(staffing), **resources)

    def _length(self, staffing: Staffing) -> dict[str, Any]:
        chance = self._chance
        if staffing is Staffing.EFFORT_TEAM:
            return {}
        if staffing is Staffing.POOL and chance.often(50):
            shortest = chance.between(1, 2)
            return {"shortest": shortest, "longest": shortest + chance.between(0, 2)}
        return {"duration": chance.between(1, 3)}

    def _demand(self, staffing: Staffing, skill: str) -> Demand:
        chance = self._chance
        amount: dict[str, Any] = {}
        if staffing is Staffing.FIXED_TEAM:
            amount["headcount"] = chance.one_of((None, None, 1, 1, 2))
        else:
            least = 0 if chance.often(5) else self._load // 4
            amount["effort"] = chance.hours(least, self._load * 3 // 2)
        if staffing is Staffing.EFFORT_TEAM:
            amount["team_min"] = chance.one_of((None, None, None, None, 1, 2))
            amount["team_max"] = chance.one_of((None, 2, 2, 3))
        if staffing is not Staffing.POOL:
            amount["share"] = Decimal(chance.one_of(("1", "1", "1", "0.5", "0.3333")))
        return Demand(
            id=chance.one_of((skill, skill, f"{skill} work")),
            skill=skill,
            level=chance.one_of((1, 1, 1, 1, 1, 1, 2, 3, 3, 4)),
            min_speed=Decimal("0.9") if chance.often(5) else None,
            **amount,
            **self._lists(),
        )

    def _lists(self) -> dict[str, tuple[str, ...] | None]:
        """Return a few allow- and deny-lists."""
        chance, around = self._chance, self._around
        places = tuple(it.id for it in around.locations)
        lists: dict[str, tuple[str, ...] | None] = {}
        if chance.often(5):
            lists["engineers"] = chance.some(around.people, 1, 3)
        if chance.often(4):
            lists["not_engineers"] = chance.some(around.people, 1, 1)
        if chance.often(4):
            lists[chance.one_of(("teams", "not_teams"))] = (chance.one_of(TEAMS),)
        if places and chance.often(10):
            lists[chance.one_of(("locations", "not_locations"))] = (
                chance.one_of(places),
            )
        return lists

    def _links(self, earlier: Sequence[str]) -> tuple[Link, ...]:
        chance = self._chance
        return tuple(
            Link(
                package=name,
                type=chance.one_of((LinkType.FINISH_START, *LinkType)),
                lag=chance.one_of((0, 0, 0, 1, -1, 2)),
                soft=chance.often(40),
            )
            for name in chance.some(earlier, 0, 2)
            if chance.often(60)
        )

    def _locks(self, work: dict[str, Any]) -> PackageLocks:
        chance, days = self._chance, self._days
        names = [mode.id for mode in work.get("modes", ())]
        start_from, start_until = days.pair(50)
        dated = chance.often(7)
        return PackageLocks(
            start_on=days.near() if chance.often(3) else None,
            start_from=start_from if dated else None,
            start_until=start_until if dated else None,
            mode=chance.maybe(20, names) if names else None,
            must=chance.some(self._around.people, 1, 1) if chance.often(6) else (),
            must_not=chance.some(self._around.people, 1, 1) if chance.often(5) else (),
        )
