"""PyJobShop on the same portfolios, with its own default settings.

Facilities are its renewables, stocks its consumables, packages its tasks, and
people renewables of one unit. It has no teams to choose: every possible team of a
package is a mode of its own, which is fine for one person per package and hopeless
for several; beyond `MOST_TEAMS` the portfolio counts as inexpressible.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import pyjobshop
from pyjobshop.Result import SolveStatus

from benchmarks.engine import Inexpressible, Solution
from optimizer.plan.goals import Measure
from optimizer.plan.plan import Assignment, Plan, ScheduledPackage
from optimizer.problem.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.engine import Watch
    from benchmarks.record import Settings
    from optimizer.plan.goals import Goals
    from optimizer.portfolio.people import Engineer
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Demand, Mode, Package

MOST_TEAMS = 50_000
"""More ways than this to staff one portfolio's packages are not tried."""

STATUS = {
    SolveStatus.OPTIMAL: "optimal",
    SolveStatus.FEASIBLE: "feasible",
    SolveStatus.INFEASIBLE: "infeasible",
    SolveStatus.TIME_LIMIT: "out_of_time",
    SolveStatus.UNKNOWN: "out_of_time",
}

Team = tuple[tuple[str, str], ...]
"""Pairs of demand and engineer."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What one of PyJobShop's modes means to us."""

    package: Package
    mode: Mode
    team: Team


def solve(
    portfolio: Portfolio, goals: Goals, settings: Settings, watch: Watch
) -> Solution:
    """Solve under one goal; PyJobShop tells nothing on the way.

    Raises
    ------
    Inexpressible
        If the goal, or the number of possible teams, is beyond PyJobShop.
    """
    choices = tuple(_choices(portfolio))
    model = _model(portfolio, goals, choices)
    result = model.solve(
        time_limit=settings.seconds,
        display=False,
        num_workers=settings.workers,
        random_seed=settings.seed,
    )
    status = STATUS[result.status]
    if not result.best.tasks:
        return Solution(status, None, None, None)
    watch(result.objective, result.lower_bound)
    plan = _plan(portfolio, result, choices)
    return Solution(status, plan, result.objective, result.lower_bound)


def _choices(portfolio: Portfolio) -> Iterator[Choice]:
    """Yield every mode of every package with every team that can do it.

    Who of a team does what does not matter to the resources: one team, one mode.
    """
    tried = 0
    for _, package in portfolio.packages:
        for mode in package.ways:
            teams: dict[frozenset[str], Team] = {}
            for team in _teams(mode.demands, portfolio.engineers):
                teams.setdefault(frozenset(name for _, name in team), team)
                tried += 1
                if tried > MOST_TEAMS:
                    raise Inexpressible(
                        f"{portfolio.name} has more than {MOST_TEAMS:,} possible "
                        "teams, each of which would be a mode."
                    )
            yield from (Choice(package, mode, team) for team in teams.values())


def _teams(
    demands: tuple[Demand, ...], people: tuple[Engineer, ...], taken: Team = ()
) -> Iterator[Team]:
    """Yield every way to put distinct people who qualify on every demand."""
    if not demands:
        yield taken
        return
    demand, *rest = demands
    busy = {name for _, name in taken}
    able = [
        person.id
        for person in people
        if person.id not in busy
        and demand.skill in person.skills
        and person.skills[demand.skill].level >= demand.level
    ]
    for members in combinations(able, demand.headcount or 1):
        team = (*taken, *((demand.id, name) for name in members))
        yield from _teams(tuple(rest), people, team)


def _model(
    portfolio: Portfolio, goals: Goals, choices: tuple[Choice, ...]
) -> pyjobshop.Model:
    """Return PyJobShop's model; modes are in the order of the choices."""
    model = pyjobshop.Model()
    resources = {
        f.id: model.add_renewable(f.capacity, name=f.id) for f in portfolio.facilities
    }
    resources |= {
        s.id: model.add_consumable(int(s.amount), name=s.id) for s in portfolio.stocks
    }
    resources |= {e.id: model.add_renewable(1, name=e.id) for e in portfolio.engineers}
    timeline = Timeline(portfolio.timeline)
    tasks = {}
    for project in portfolio.projects:
        job = _job(model, project, timeline)
        for package in project.packages:
            tasks[package.id] = model.add_task(
                job, earliest_start=job.release_date, name=package.id
            )
    for choice in choices:
        units = _units(choice)
        model.add_mode(
            tasks[choice.package.id],
            [resources[name] for name in units],
            choice.mode.duration or 0,
            list(units.values()),
        )
    for _, package in portfolio.packages:
        for link in package.predecessors:
            model.add_end_before_start(
                tasks[link.package], tasks[package.id], delay=link.lag
            )
    _set_objective(model, goals)
    return model


def _job(
    model: pyjobshop.Model, project: Project, timeline: Timeline
) -> pyjobshop.ProblemData.Job:
    """Add a project; due is the period's end, in PyJobShop a point in time."""
    return model.add_job(
        weight=int(project.delay_cost),
        release_date=timeline.from_day(project.release) if project.release else 0,
        due_date=timeline.holding(project.due) + 1 if project.due else None,
        name=project.id,
    )


def _units(choice: Choice) -> dict[str, int]:
    """Return resource → units that a mode needs, people included."""
    units = dict(choice.mode.uses)
    units |= {name: int(amount) for name, amount in choice.mode.consumes.items()}
    return units | {name: 1 for _, name in choice.team}


def _set_objective(model: pyjobshop.Model, goals: Goals) -> None:
    (measure,) = goals.tiers[0].weights
    if measure is Measure.MAKESPAN:
        model.set_objective(weight_makespan=1)
    elif measure is Measure.VALUE_LOSS:
        model.set_objective(weight_total_tardiness=1)
    else:
        raise Inexpressible(f"PyJobShop has no goal for {measure}.")


def _plan(
    portfolio: Portfolio, result: pyjobshop.Result, choices: tuple[Choice, ...]
) -> Plan:
    """Read the solution back as a plan, for the checker to judge."""
    timeline = Timeline(portfolio.timeline)
    scheduled = [(choices[task.mode], task) for task in result.best.tasks]
    return Plan(
        name="pyjobshop",
        selected=tuple(project.id for project in portfolio.projects),
        packages=tuple(
            ScheduledPackage(
                package=choice.package.id,
                start=timeline.first_day(task.start),
                periods=task.end - task.start,
                mode=choice.mode.id,
            )
            for choice, task in scheduled
        ),
        assignments=tuple(
            Assignment(engineer=engineer, package=choice.package.id, demand=demand)
            for choice, _ in scheduled
            for demand, engineer in choice.team
        ),
    )
