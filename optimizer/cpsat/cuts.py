"""What a solution that is no plan teaches the model."""

from __future__ import annotations

from dataclasses import dataclass, field
from dataclasses import replace as with_changes
from typing import TYPE_CHECKING

from optimizer.cpsat.constraints.capacity import add_hall_set
from optimizer.cpsat.objectives.moves import pools_are_named
from optimizer.cpsat.staffing.pools import (
    Obstacle,
    Unstaffable,
    shortages,
    staff_pools,
)
from optimizer.cpsat.variables import MemberKey
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import BoolVarT

    from optimizer.cpsat.variables import Variables
    from optimizer.problem.schedule import Run, Schedule


@dataclass(slots=True)
class Cuts:
    """Collects what to add to a model, between two calls of the solver.

    Attributes
    ----------
    whole
        False once something was forbidden, or left to the checker, that is not
        proven impossible: from then on nothing may be called optimal.
    """

    variables: Variables
    whole: bool = True
    _sets: set[frozenset[int]] = field(default_factory=set)
    _refused: list[tuple[Schedule, Unstaffable | None]] = field(default_factory=list)

    def staffed(self, schedule: Schedule) -> Schedule | None:
        """Return a schedule with the hours of its pools; None if it has to be cut."""
        if pools_are_named(self.variables):
            return schedule
        answer = staff_pools(self.variables.problem, schedule)
        if not isinstance(answer, Unstaffable):
            return with_changes(schedule, pool_hours=answer.pool_hours)
        if answer.obstacle is Obstacle.HOURS:
            lacking = shortages(self.variables.problem, schedule)
            sets = {frozenset(s.people) for s in lacking} - self.variables.hall_sets
            self._sets |= sets
            if not sets:
                self._refused.append((schedule, answer))
            return None
        if answer.obstacle is not Obstacle.LIMITS:
            self.whole = False
        self._refused.append((schedule, answer))
        return None

    def restaffed(self, schedule: Schedule) -> Schedule | None:
        """Return a refused schedule with other hours in its pools.

        None if it has no pools, or if nothing can staff them as it runs.
        """
        if not schedule.pool_hours:
            return None
        answer = staff_pools(self.variables.problem, schedule)
        if not isinstance(answer, Unstaffable):
            return with_changes(schedule, pool_hours=answer.pool_hours)
        if answer.obstacle not in (Obstacle.HOURS, Obstacle.LIMITS):
            self.whole = False
        return None

    def refuse(self, schedule: Schedule, *, proven: bool) -> None:
        """Forbid a schedule that the checker refuses.

        Without pools, or if nothing staffs them, this loses no plan.
        """
        self.whole = self.whole and proven
        self._refused.append((schedule, None))

    def apply(self) -> bool:
        """Add what was collected to the model; False if there was nothing."""
        found = bool(self._sets or self._refused)
        for people in sorted(self._sets, key=sorted):
            add_hall_set(self.variables, people)
        for schedule, why in self._refused:
            _forbid(self.variables, schedule, why)
        self._sets.clear()
        self._refused.clear()
        return found


def _forbid(variables: Variables, schedule: Schedule, why: Unstaffable | None) -> None:
    """Forbid what runs in a period as it does, or a whole schedule.

    Fewer members of fixed teams free people and never make staffing harder, so only
    those who are there have to change. Whoever joins an effort-driven team changes
    what the others work in its last period.
    """
    reasons: list[BoolVarT] = []
    for p, run in schedule.runs.items():
        if p not in variables.packages:
            continue
        if why is not None and not run.start <= why.period < run.end:
            continue
        reasons += _as_it_is(variables, p, run)
    if why is None:
        for j, chosen in enumerate(schedule.selected):
            literal = variables.selected[j]
            reasons.append(literal if chosen else ~literal)
    for index in range(len(variables.offers)):
        reasons += _engagement(variables, schedule, index)
    variables.model.add_bool_or([~literal for literal in reasons])


def _as_it_is(variables: Variables, p: int, run: Run) -> list[BoolVarT]:
    """Return literals that hold exactly if a package runs as in a schedule."""
    row, way = variables.packages[p], variables.way(p, run.way)
    literals = [row.ways[run.way]]
    if not row.fixed:
        literals += [
            variables.starts_by(p, run.start),
            ~variables.starts_by(p, run.start - 1),
        ]
    if not isinstance(row.end, int):
        literals += [variables.ends_by(p, run.end), ~variables.ends_by(p, run.end - 1)]
    if way.is_team and not row.fixed:
        literals += _team_as_it_is(variables, p, run)
    return literals


def _team_as_it_is(variables: Variables, p: int, run: Run) -> list[BoolVarT]:
    way = variables.way(p, run.way)
    there = [MemberKey(p, run.way, demand, person) for person, demand in run.team]
    literals: list[BoolVarT] = [variables.members[key] for key in there]
    if way.staffing is Staffing.EFFORT_TEAM:
        keys = (
            MemberKey(p, run.way, index, person)
            for index, demand in enumerate(way.demands)
            for person in demand.qualified
        )
        literals += [~variables.members[key] for key in keys if key not in there]
    return literals


def _engagement(variables: Variables, schedule: Schedule, index: int) -> list[BoolVarT]:
    """Return literals that hold exactly if an offer is engaged as in a schedule."""
    row, engaged = variables.offers[index], schedule.engaged.get(index)
    if engaged is None:
        return [~row.engaged]
    return [
        row.engaged,
        variables.at_most("first", index, row.first, engaged.first),
        ~variables.at_most("first", index, row.first, engaged.first - 1),
        variables.at_most("until", index, row.end, engaged.end),
        ~variables.at_most("until", index, row.end, engaged.end - 1),
    ]
