"""What the best plan is worth as one number grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from api.jobs.questions.missing import absent, no_running_plan, unasked_skill
from api.jobs.questions.subject import Inquiry
from optimizer.portfolio.base import Count, Day, DomainModel, Id, Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation

WHERE = "curve"
"""The field of a request that says what grows."""
MOST_NUMBERS = 200
"""Points of one curve that can be asked for."""
MOST_PEOPLE = 50


class MovesSwept(DomainModel):
    """At most 0, 1, 2, … moves against the running plan."""

    of: Literal["moves"] = "moves"
    most: Count | None = None

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that nobody moves where there is no running plan."""
        yield from no_running_plan(situation)


class DeadlineSwept(DomainModel):
    """The deadline of a project; of every period to come where none is given."""

    of: Literal["deadline"] = "deadline"
    project: Id
    at: Annotated[tuple[Day, ...], Field(max_length=MOST_NUMBERS)] = ()

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such project."""
        known = (project.id for project in situation.portfolio.projects)
        yield from absent(f"{WHERE}/project", "project", self.project, known)


class BudgetSwept(DomainModel):
    """The total of a budget; even steps where no amount is given."""

    of: Literal["budget"] = "budget"
    budget: Id
    at: Annotated[tuple[Money, ...], Field(max_length=MOST_NUMBERS)] = ()

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such budget."""
        known = (budget.id for budget in situation.portfolio.budgets)
        yield from absent(f"{WHERE}/budget", "budget", self.budget, known)


class HeadcountSwept(DomainModel):
    """How many more people of a skill there are."""

    of: Literal["headcount"] = "headcount"
    skill: Id
    up_to: Annotated[Count, Field(ge=1, le=MOST_PEOPLE)] = 5

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that nobody asks for the skill."""
        yield from unasked_skill(f"{WHERE}/skill", self.skill, situation.portfolio)


Swept = Annotated[
    MovesSwept | DeadlineSwept | BudgetSwept | HeadcountSwept,
    Field(discriminator="of"),
]


class CurveQuestion(Inquiry):
    """The best value as one number grows."""

    kind: Literal["curve"] = "curve"
    curve: Swept

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield what it names that is not there."""
        yield from self.curve.problems(situation)
