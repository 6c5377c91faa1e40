"""An engineer masters a skill, or masters it better."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.base import Id, Level, Speed
from optimizer.portfolio.people import Skill
from scenarios.changes.base import Change
from scenarios.changes.editing import person_of, with_person
from scenarios.changes.problems import problem, unknown_person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class EngineerLearns(Change):
    """A skill at a level and speed, from now on."""

    kind: Literal["engineer_learns"] = "engineer_learns"
    engineer: Id
    skill: Id
    level: Level = 3
    speed: Speed = Decimal(1)

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        slower = "" if self.speed == 1 else f" at {self.speed:.0%} speed"
        return f"{self.engineer} learns {self.skill} (level {self.level}){slower}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that nobody is called so, or that nothing is learned."""
        yield from unknown_person("engineer", self.engineer, situation)
        for person in situation.portfolio.people:
            has = person.skills.get(self.skill)
            if person.id != self.engineer or has is None:
                continue
            if has.level >= self.level and has.speed >= self.speed:
                yield problem(
                    "already_so",
                    "skill",
                    f"{self.engineer} has {self.skill} at level {has.level} and speed "
                    f"{has.speed:f} already; give more than that.",
                )

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which the person has the skill."""
        portfolio = situation.portfolio
        skills = person_of(portfolio, self.engineer).skills
        learned = Skill(level=self.level, speed=self.speed)
        portfolio = with_person(
            portfolio, self.engineer, skills={**skills, self.skill: learned}
        )
        return situation.replace(portfolio=portfolio)
