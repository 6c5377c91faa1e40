"""A project is worth more or less, or its delay costs more or less."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from optimizer.portfolio.base import Id, Money, Rate, Value
from optimizer.portfolio.project import ValueStep
from scenarios.changes.base import Change
from scenarios.changes.editing import project_of, with_project
from scenarios.changes.problems import problem, unknown_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.project import Project
    from scenarios.situation import Situation

HUNDREDTH = Decimal("0.01")
Factor = Annotated[Rate, Field(le=1_000)]


class ProjectRevalued(Change):
    """Another value, another cost of delay, or both, as stated.

    Attributes
    ----------
    value
        In place of value, rank or scores.
    factor
        Times the value, and the values of a stepwise curve.
    delay_cost
        Per period late, in place of the cost of delay or of a stepwise curve.
    delay_factor
        Times the cost of delay.
    value_steps
        A stepwise curve in place of the cost of delay.
    """

    kind: Literal["project_revalued"] = "project_revalued"
    project: Id
    value: Annotated[Value, Field(ge=0)] | None = None
    factor: Factor | None = None
    delay_cost: Money | None = None
    delay_factor: Factor | None = None
    value_steps: tuple[ValueStep, ...] | None = None

    @model_validator(mode="after")
    def _says_each_thing_once(self) -> ProjectRevalued:
        ways = ("value", "factor", "delay_cost", "delay_factor", "value_steps")
        given = [name for name in ways if getattr(self, name) is not None]
        if not given:
            raise ValueError(f"should give at least one of {', '.join(ways)}")
        for group in (ways[:2], ways[2:], ("factor", "value_steps")):
            twice = [name for name in group if name in given]
            if len(twice) > 1:
                raise ValueError(f"should give only one, found {' and '.join(twice)}")
        return self

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        said = []
        if self.value is not None:
            said.append(f"is worth {self.value:,f}")
        if self.factor is not None:
            said.append(f"is worth {self.factor:.0%} of before")
        if self.delay_cost is not None:
            said.append(f"loses {self.delay_cost:,f} per period late")
        if self.delay_factor is not None:
            said.append(f"loses {self.delay_factor:.0%} of before per period late")
        if self.value_steps is not None:
            said.append("has another value curve")
        return f"{self.project} {' and '.join(said)}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such project, or that a factor has no meaning."""
        yield from unknown_project("project", self.project, situation)
        for project in situation.portfolio.projects:
            if project.id == self.project:
                yield from self._without_base(project)
                yield from self._moves_other_ranks(project, situation)

    def _without_base(self, project: Project) -> Iterator[Issue]:
        if self.factor is not None and project.value is None:
            message = f"{project.id} has no value of its own to multiply; give value."
            yield problem("no_value", "factor", message)
        if self.delay_factor is not None and project.value_steps:
            message = f"{project.id} has a value curve; give value_steps."
            yield problem("no_delay_cost", "delay_factor", message)

    def _moves_other_ranks(
        self, project: Project, situation: Situation
    ) -> Iterator[Issue]:
        """Yield that others' values are reckoned from this project's rank."""
        others = [
            it.rank
            for it in situation.portfolio.projects
            if it.rank is not None and it.id != project.id
        ]
        if self.value is None or project.rank is None or not others:
            return
        if project.rank > max(others):
            yield problem(
                "last_rank",
                "value",
                f"{project.id} has the last rank, {project.rank}, from which the "
                "values of all others are reckoned; give each project its value first.",
            )

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the other worth."""
        portfolio = situation.portfolio
        project = project_of(portfolio, self.project)
        fields = {**self._worth(project), **self._delay(project)}
        portfolio = with_project(portfolio, self.project, **fields)
        return situation.replace(portfolio=portfolio)

    def _worth(self, project: Project) -> dict[str, object]:
        if self.value is not None:
            return {"value": self.value, "rank": None, "scores": {}}
        if self.factor is None or project.value is None:
            return {}
        factor = self.factor
        steps = tuple(
            it.replace(value=(it.value * factor).quantize(HUNDREDTH))
            for it in project.value_steps
        )
        worth = (project.value * factor).quantize(HUNDREDTH)
        return {"value": worth, "value_steps": steps}

    def _delay(self, project: Project) -> dict[str, object]:
        if self.delay_cost is not None:
            return {"delay_cost": self.delay_cost, "value_steps": ()}
        if self.delay_factor is not None:
            cost = (project.delay_cost * self.delay_factor).quantize(HUNDREDTH)
            return {"delay_cost": cost}
        if self.value_steps is not None:
            return {"value_steps": self.value_steps, "delay_cost": Decimal(0)}
        return {}
