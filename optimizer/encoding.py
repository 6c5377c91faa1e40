"""From the names and dates of a plan to a schedule, so that engines can begin there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.work import Staffing
from optimizer.problem.schedule import Engaged, Run, Schedule

if TYPE_CHECKING:
    from optimizer.plan.plan import Plan
    from optimizer.problem.problem import Problem, Way


def encode(problem: Problem, plan: Plan) -> Schedule:
    """Return a plan as a schedule, with started packages as they are now known.

    What the plan has of unknown packages, people or offers, and of people who do not
    qualify, is left out.
    """
    chosen = set(plan.selected)
    selected = tuple(project.id in chosen for project in problem.projects)
    engaged = _engagements(problem, plan)
    variants = {problem.people[one.person].id: one.person for one in engaged.values()}
    people = dict(problem.person_index) | variants
    runs = _runs(problem, plan, people, selected)
    return Schedule(selected, runs, _pool_hours(problem, plan, people, runs), engaged)


def _runs(
    problem: Problem, plan: Plan, people: dict[str, int], selected: tuple[bool, ...]
) -> dict[int, Run]:
    teams: dict[str, list[tuple[str, str]]] = {}
    for one in plan.assignments:
        teams.setdefault(one.package, []).append((one.engineer, one.demand))
    rows = {row.package: row for row in plan.packages}
    runs: dict[int, Run] = {}
    for p, package in enumerate(problem.packages):
        if not selected[package.project]:
            continue
        row, started = rows.get(package.id), package.started
        if started is not None:
            end = started.ends[0]
            if row is not None and started.start + row.periods in started.ends:
                end = started.start + row.periods
            runs[p] = Run(started.start, end - started.start, started.way, started.team)
        elif row is not None:
            ways = [w for w, way in enumerate(package.ways) if way.id == row.mode]
            if not ways:
                continue
            team = _team(package.ways[ways[0]], teams.get(package.id, []), people)
            start = problem.timeline.holding(row.start)
            runs[p] = Run(start, row.periods, ways[0], team)
    return runs


def _team(
    way: Way, pairs: list[tuple[str, str]], people: dict[str, int]
) -> tuple[tuple[int, int], ...]:
    if not way.is_team:
        return ()
    demands = {demand.id: d for d, demand in enumerate(way.demands)}
    return tuple(
        sorted(
            (people[engineer], demands[demand])
            for engineer, demand in pairs
            if engineer in people
            and demand in demands
            and people[engineer] in way.demands[demands[demand]].qualified
        )
    )


def _pool_hours(
    problem: Problem, plan: Plan, people: dict[str, int], runs: dict[int, Run]
) -> dict[tuple[int, int, int, int], int]:
    hours: dict[tuple[int, int, int, int], int] = {}
    for row in plan.assignments:
        p = problem.package_index.get(row.package)
        person = people.get(row.engineer)
        if p is None or p not in runs or person is None:
            continue
        way = problem.packages[p].ways[runs[p].way]
        demands = {demand.id: d for d, demand in enumerate(way.demands)}
        if way.staffing is not Staffing.POOL or row.demand not in demands:
            continue
        for day, amount in (row.hours or {}).items():
            period = problem.timeline.holding(day)
            if period >= problem.now and amount:
                hours[p, demands[row.demand], person, period] = int(amount * 100)
    return hours


def _engagements(problem: Problem, plan: Plan) -> dict[int, Engaged]:
    offers = {offer.id: index for index, offer in enumerate(problem.offers)}
    engaged: dict[int, Engaged] = {}
    for row in plan.engagements:
        index = offers.get(row.offer)
        if index is None or not problem.offers[index].people:
            continue
        first = problem.timeline.holding(row.first)
        end = problem.timeline.holding(row.last) + 1
        options = problem.offers[index].people
        person = next(
            (e for e in options if problem.people[e].engaged_from == first), options[0]
        )
        engaged[index] = Engaged(person, first, end)
    return engaged
