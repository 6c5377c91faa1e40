"""From names and dates to indices and integers, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.project import Decision
from optimizer.portfolio.work import Staffing
from optimizer.problem.facts import Facts, RunningPlan
from optimizer.problem.money import compile_budgets
from optimizer.problem.problem import (
    AtMost,
    Baseline,
    Facility,
    Floor,
    Link,
    Package,
    Problem,
    Project,
    Stock,
)
from optimizer.problem.staff import Staff, compile_staff
from optimizer.problem.timeline import Timeline
from optimizer.problem.value import value_curve
from optimizer.problem.work import WorkCompiler

if TYPE_CHECKING:
    from datetime import date

    from optimizer.plan.plan import Plan
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project as WorkProject


def compile_problem(
    portfolio: Portfolio, baseline: Plan | None = None, now: date | None = None
) -> Problem:
    """Return a portfolio as integers.

    Parameters
    ----------
    baseline
        The running plan; what it starts before *now* is fact.
    now
        In place of the portfolio's own.
    """
    timeline = Timeline(portfolio.timeline)
    today = now if now is not None else portfolio.now
    first = 0 if today is None else max(0, timeline.from_day(today))
    staff = compile_staff(portfolio, timeline, first)
    running_plan = RunningPlan.of(baseline, timeline)
    compiler = _work_compiler(portfolio, timeline, first, staff, running_plan)
    packages = tuple(
        compiler.package(project, index, package)
        for index, project in enumerate(portfolio.projects)
        for package in project.packages
    )
    package_index = {package.id: i for i, package in enumerate(packages)}
    project_index = {project.id: i for i, project in enumerate(portfolio.projects)}
    return Problem(
        timeline=timeline,
        horizon=timeline.horizon,
        now=first,
        people=staff.people,
        offers=staff.offers,
        facilities=_facilities(portfolio, timeline),
        stocks=tuple(Stock(s.id, int(s.amount * 100)) for s in portfolio.stocks),
        budgets=compile_budgets(portfolio, timeline, project_index),
        floors=_floors(portfolio, timeline, staff, first),
        projects=_projects(portfolio, timeline, packages),
        packages=packages,
        links=_links(portfolio, packages, package_index),
        at_most=tuple(
            AtMost(rule.id, tuple(project_index[p] for p in rule.projects), rule.limit)
            for rule in portfolio.at_most
        ),
        requires=_pairs(portfolio, project_index, "requires"),
        excludes=_pairs(portfolio, project_index, "excludes"),
        baseline=_baseline(running_plan, portfolio, compiler.person_index)
        if baseline is not None
        else None,
        person_index=compiler.person_index,
        package_index=package_index,
    )


def _work_compiler(
    portfolio: Portfolio,
    timeline: Timeline,
    now: int,
    staff: Staff,
    running_plan: RunningPlan,
) -> WorkCompiler:
    person_index: dict[str, int] = {}
    for index, person in enumerate(staff.people):
        person_index.setdefault(person.id, index)
    freeze = portfolio.freeze_until
    return WorkCompiler(
        portfolio=portfolio,
        timeline=timeline,
        now=now,
        staff=staff,
        facts=Facts(timeline, now, running_plan, staff, person_index),
        running_plan=running_plan,
        person_index=person_index,
        facility_index={f.id: i for i, f in enumerate(portfolio.facilities)},
        stock_index={s.id: i for i, s in enumerate(portfolio.stocks)},
        freeze=None if freeze is None else timeline.from_day(freeze),
    )


def _facilities(portfolio: Portfolio, timeline: Timeline) -> tuple[Facility, ...]:
    facilities = []
    for facility in portfolio.facilities:
        capacity = [facility.capacity] * timeline.horizon
        for change in facility.changes:
            begin, end = timeline.from_day(change.first), timeline.horizon
            for period in range(max(0, begin), end):
                if timeline.first_day(period) > change.last:
                    break
                capacity[period] = change.capacity
        facilities.append(Facility(facility.id, tuple(capacity)))
    return tuple(facilities)


def _floors(
    portfolio: Portfolio, timeline: Timeline, staff: Staff, now: int
) -> tuple[Floor, ...]:
    floors = []
    for floor in portfolio.floors:
        qualified = tuple(
            index
            for index, engineer in enumerate(staff.engineers)
            if floor.skill in engineer.skills
            and engineer.skills[floor.skill].level >= floor.level
        )
        first, end = now, timeline.horizon
        if floor.first is not None:
            first = max(now, timeline.from_day(floor.first))
        if floor.last is not None:
            # The last period whose first day is not after `last`.
            end = min(end, timeline.holding(floor.last) + 1)
        hours = None if floor.hours is None else int(floor.hours * 100)
        floors.append(Floor(floor.id, qualified, floor.people, hours, first, end))
    return tuple(floors)


def _projects(
    portfolio: Portfolio, timeline: Timeline, packages: tuple[Package, ...]
) -> tuple[Project, ...]:
    members: list[list[int]] = [[] for _ in portfolio.projects]
    for index, package in enumerate(packages):
        members[package.project].append(index)
    return tuple(
        _project(portfolio, timeline, project, tuple(own), packages)
        for project, own in zip(portfolio.projects, members, strict=True)
    )


def _project(
    portfolio: Portfolio,
    timeline: Timeline,
    project: WorkProject,
    members: tuple[int, ...],
    packages: tuple[Package, ...],
) -> Project:
    facts = [packages[i].started for i in members]
    running = any(fact is not None for fact in facts)
    first_end = max((fact.ends[0] if fact else 0 for fact in facts), default=0)
    curve = value_curve(portfolio, project, timeline, first_end)
    barred = project.decision is Decision.OUT
    deadline = timeline.horizon
    if project.deadline is not None:
        deadline = min(deadline, timeline.holding(project.deadline) + 1)
    return Project(
        id=project.id,
        packages=members,
        full=curve.full,
        delivered=curve.delivered,
        latest_end=deadline,
        on_time_until=curve.on_time_until,
        forced=project.mandatory
        or project.decision is Decision.IN
        or (running and not barred),
        barred=barred,
        running=running,
        stated_cost=int(project.stated_cost * 100),
        objectives=project.objectives,
    )


def _links(
    portfolio: Portfolio,
    packages: tuple[Package, ...],
    package_index: dict[str, int],
) -> tuple[Link, ...]:
    return tuple(
        Link(
            package_index[link.package],
            package_index[package.id],
            link.type,
            link.lag,
            link.soft,
        )
        for _, package in portfolio.packages
        for link in package.predecessors
        if packages[package_index[package.id]].started is None
    )


def _pairs(
    portfolio: Portfolio, project_index: dict[str, int], field: str
) -> tuple[tuple[int, int], ...]:
    return tuple(
        (project_index[project.id], project_index[other])
        for project in portfolio.projects
        for other in getattr(project, field)
    )


def _baseline(
    running_plan: RunningPlan, portfolio: Portfolio, person_index: dict[str, int]
) -> Baseline:
    """Return starts, ends and pairs: team members, and people with hours in pools."""
    packages = [package for _, package in portfolio.packages]
    pairs = frozenset(
        (person_index[row.engineer], index)
        for index, package in enumerate(packages)
        for row in running_plan.assignments.get(package.id, ())
        if row.engineer in person_index
        and (
            package.staffing is not Staffing.POOL
            or row.hours is None
            or any(row.hours.values())
        )
    )
    return Baseline(
        starts=tuple(running_plan.start(package.id) for package in packages),
        ends=tuple(running_plan.end(package.id) for package in packages),
        pairs=pairs,
    )
