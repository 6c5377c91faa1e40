"""Portfolios and plans of a few packages, ten weeks from Monday 2026-01-05.

Ann and Ben work 40 hours a week and master ``dev`` at level 3 with speed 1.
"""

from datetime import date, timedelta
from decimal import Decimal

from optimizer.plan import Assignment, Plan, ScheduledPackage, check
from optimizer.portfolio.calendar import Absence, Calendar
from optimizer.portfolio.people import Engineer, Skill
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import Project
from optimizer.portfolio.work import Demand, Package

FIRST = date(2026, 1, 5)
WEEKS = Calendar(start=FIRST, horizon=10)
DAYS = Calendar(start=FIRST, period="day", horizon=20)


def week(number):
    """First day of a week."""
    return FIRST + timedelta(weeks=number)


def iso(number):
    """First day of a week, as breaches write it."""
    return week(number).isoformat()


def engineer(name, *skills, **fields):
    mastered = {skill: Skill() for skill in skills or ("dev",)}
    return Engineer(id=name, **{"skills": mastered, **fields})


def away(first, last=None, share=1):
    """An absence from the Monday of a week to the Sunday of another."""
    end = week(first if last is None else last) + timedelta(days=6)
    return Absence(first=week(first), last=end, share=Decimal(str(share)))


def demand(skill="dev", **fields):
    return Demand(skill=skill, **fields)


def fixed(name, duration=2, *, headcount=1, asks=None, **fields):
    demands = (demand(headcount=headcount),) if asks is None else tuple(asks)
    return Package(id=name, duration=duration, demands=demands, **fields)


def effort(name, hours=80, *, asks=None, **fields):
    demands = (demand(effort=hours),) if asks is None else tuple(asks)
    return Package(id=name, staffing="effort_team", demands=demands, **fields)


def pool(name, hours=60, duration=2, *, asks=None, **fields):
    demands = (demand(effort=hours),) if asks is None else tuple(asks)
    length = {} if "shortest" in fields else {"duration": duration}
    return Package(id=name, staffing="pool", demands=demands, **length, **fields)


def bare(name, duration=2, **fields):
    """A package that needs nobody."""
    return Package(id=name, duration=duration, **fields)


def project(name, *packages, **fields):
    return Project(id=name, packages=packages, **fields)


def portfolio(*projects, people=("Ann", "Ben"), **fields):
    """Projects, or packages of one project P."""
    if projects and all(isinstance(p, Package) for p in projects):
        projects = (project("P", *projects),)
    staff = tuple(engineer(p) if isinstance(p, str) else p for p in people)
    given = {"timeline": WEEKS, "engineers": staff, "projects": projects, **fields}
    return Portfolio(**given)


def hours_of(by_week):
    """Week → hours, as an assignment has them; None stays None."""
    if by_week is None:
        return None
    return {week(number): Decimal(str(hours)) for number, hours in by_week.items()}


def plan(runs, staff=None, selected=("P",), **fields):
    """A plan in weeks.

    Parameters
    ----------
    runs
        Package → (start, length) or (start, length, mode).
    staff
        (Package, person) or (package, person, demand) → hours by week, or None.
    """
    packages = tuple(
        ScheduledPackage(
            package=name,
            start=week(start),
            periods=length,
            mode=mode[0] if mode else "default",
        )
        for name, (start, length, *mode) in runs.items()
    )
    assignments = tuple(
        Assignment(
            package=package,
            engineer=person,
            demand=asked[0] if asked else "dev",
            hours=hours_of(hours),
        )
        for (package, person, *asked), hours in (staff or {}).items()
    )
    return Plan(
        selected=tuple(selected), packages=packages, assignments=assignments, **fields
    )


def team(package, *people):
    """Staff of one package without hours."""
    return {(package, person): None for person in people}


def breaches(rule, answer, work, baseline=None, now=None):
    """What one rule finds: place, period, hours by which, and whether it is fact."""
    at = week(now) if isinstance(now, int) else now
    return [
        (
            found.where,
            found.period,
            None if found.hours is None else float(found.hours),
            found.fact,
        )
        for found in check(answer, work, baseline, at).broken
        if found.rule == rule
    ]


def messages(rule, answer, work, baseline=None, now=None):
    """The sentences of one rule."""
    at = week(now) if isinstance(now, int) else now
    return [
        found.message
        for found in check(answer, work, baseline, at).broken
        if found.rule == rule
    ]


def refused(*wheres):
    """Breaches that name no period and no hours."""
    return [(where, None, None, False) for where in wheres]
