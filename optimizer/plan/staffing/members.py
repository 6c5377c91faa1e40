"""A person on a demand of a team, with everything that decides their hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.plan.units import hundredths, ten_thousandths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from optimizer.plan.calendars import PersonCalendar
    from optimizer.portfolio.people import Engineer
    from optimizer.portfolio.work import Demand

FULL_SPEED = 100


@dataclass(frozen=True, slots=True)
class Member:
    """One member; `share` in ten-thousandths, `speed` in hundredths."""

    calendar: PersonCalendar
    share: int
    speed: int
    overtime: bool

    @property
    def id(self) -> str:
        """The person's id."""
        return self.calendar.person.id

    def hours(self, period: int) -> int:
        """Return the member's team hours, in hundredths."""
        return self.calendar.team_hours(period, self.share, overtime=self.overtime)

    def is_present(self, period: int) -> bool:
        """Whether the member has hours, or nobody works at their location."""
        return self.calendar.available(period) > 0 or not self.calendar.works(period)


def team(
    people: Iterable[str],
    demand: Demand,
    calendars: Mapping[str, PersonCalendar],
    *,
    overtime: bool,
) -> list[Member]:
    """Return the members of a demand, ordered by id."""
    share = ten_thousandths(demand.share)
    return [
        Member(
            calendars[person],
            share,
            speed_of(calendars[person].person, demand.skill),
            overtime,
        )
        for person in sorted(people)
    ]


def speed_of(person: Engineer, skill: str) -> int:
    """Return the speed in hundredths; who lacks the skill counts as proficient.

    That somebody lacks it is for the rule of qualification to say.
    """
    mastered = person.skills.get(skill)
    return hundredths(mastered.speed) if mastered else FULL_SPEED
