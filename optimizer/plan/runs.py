"""The packages of a plan joined with those of the portfolio, in periods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.plan.directory import way
from optimizer.portfolio.work import Staffing, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.plan.directory import Directory
    from optimizer.plan.facts import Fact
    from optimizer.plan.schedule import Schedule
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Demand, Mode, Package


@dataclass(frozen=True, slots=True)
class Run:
    """One scheduled package, half-open from `start` to `end` in periods.

    Attributes
    ----------
    fact
        What has happened to it before *now*; None if it has not started.
    people
        Demand → person → period → hundredths of hours, without zeros.
    """

    project: Project
    package: Package
    mode: Mode
    start: int
    end: int
    fact: Fact | None
    people: dict[str, dict[str, dict[int, int]]]

    @property
    def id(self) -> str:
        """The package's id."""
        return self.package.id

    @property
    def staffing(self) -> Staffing | None:
        """How the work is stated; None where nobody is needed."""
        return self.package.staffing if self.mode.demands else None

    @property
    def is_team(self) -> bool:
        """Whether people are members from start to end."""
        return self.staffing in {Staffing.FIXED_TEAM, Staffing.EFFORT_TEAM}

    @property
    def is_done(self) -> bool:
        """Whether all of it lies before *now*."""
        return self.fact is not None and self.fact.status is Status.DONE

    @property
    def is_running(self) -> bool:
        """Whether it has started and is not done."""
        return self.fact is not None and not self.is_done

    @property
    def planned_from(self) -> int:
        """First period that is no fact: its start, or *now* once started."""
        return self.start if self.fact is None else self.fact.now

    @property
    def posts(self) -> Iterator[tuple[Demand, str, dict[int, int]]]:
        """Every demand with each of its people and their hours."""
        for demand in self.mode.demands:
            for person, hours in self.people.get(demand.id, {}).items():
                yield demand, person, hours

    @property
    def members(self) -> set[str]:
        """Everybody who is named on it."""
        return {person for people in self.people.values() for person in people}

    @property
    def pairs(self) -> set[str]:
        """Who counts as on it: team members, and people with hours in a pool."""
        if self.is_team:
            return self.members
        return {person for _, person, hours in self.posts if hours}


def join(
    schedule: Schedule, directory: Directory, facts: Mapping[str, Fact]
) -> dict[str, Run]:
    """Return package → run, in the order of the portfolio, without unknown packages.

    Hours that the plan leaves out are still missing. People stay even if they are
    unknown: a baseline may name somebody who has left since.
    """
    runs = {}
    for name, (project, package) in directory.packages.items():
        slot = schedule.slots.get(name)
        if slot is None:
            continue
        mode = way(package, slot.mode) or package.ways[0]
        people: dict[str, dict[str, dict[int, int]]] = {d.id: {} for d in mode.demands}
        for (demand, person), hours in schedule.posts.get(name, {}).items():
            if demand in people:
                people[demand][person] = dict(hours or {})
        fact = facts.get(name)
        runs[name] = Run(project, package, mode, slot.start, slot.end, fact, people)
    return runs
