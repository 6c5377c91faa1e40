"""Run-the-business work takes more, or less, of people's time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import model_validator

from optimizer.portfolio.base import Hours, Id, Share
from scenarios.changes.base import Change, unknown
from scenarios.changes.editing import with_person
from scenarios.changes.whom import group, one_of, unknown_group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class BauChanged(Change):
    """Another BAU of one engineer, of a team, or of everybody with a skill.

    Attributes
    ----------
    bau_share, bau_hours
        The share of the hours, and the hours per week; as they are where left out.
    """

    kind: Literal["bau_changed"] = "bau_changed"
    engineer: Id | None = None
    team: Id | None = None
    skill: Id | None = None
    bau_share: Share | None = None
    bau_hours: Hours | None = None

    @model_validator(mode="after")
    def _says_whose_and_what(self) -> BauChanged:
        one_of(engineer=self.engineer, team=self.team, skill=self.skill)
        if self.bau_share is None and self.bau_hours is None:
            raise ValueError("should give bau_share, bau_hours or both")
        return self

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        amounts = [] if self.bau_share is None else [f"{self.bau_share:.0%}"]
        if self.bau_hours is not None:
            amounts.append(f"{self.bau_hours:f} h a week")
        group_of = f"team {self.team}" if self.team else f"people with {self.skill}"
        who = self.engineer or group_of
        return f"Run-the-business work of {who} is {' and '.join(amounts)}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is nobody such."""
        portfolio = situation.portfolio
        if self.engineer is not None:
            names = (it.id for it in portfolio.engineers)
            yield from unknown("engineer", "engineer", self.engineer, names)
        yield from unknown_group(self.team, self.skill, portfolio)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the other BAU."""
        portfolio = situation.portfolio
        stated = {"bau_share": self.bau_share, "bau_hours": self.bau_hours}
        fields = {name: it for name, it in stated.items() if it is not None}
        people = [self.engineer] if self.engineer else []
        if not people:
            people = [it.id for it in group(self.team, self.skill, portfolio)]
        for person in people:
            portfolio = with_person(portfolio, person, **fields)
        return situation.replace(portfolio=portfolio)
