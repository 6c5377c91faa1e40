"""Random changes of every kind, most of them about things that are there."""

from datetime import timedelta
from typing import get_args

from hypothesis import strategies

from optimizer.portfolio.people import Engineer, Offer, Skill
from optimizer.portfolio.project import Project
from optimizer.portfolio.resources import Budget, Floor
from optimizer.portfolio.work import Demand, Link, LinkType, Package, PackageLocks
from scenarios.changes import AnyChange

CLASSES = {
    change.model_fields["kind"].default: change
    for change in get_args(get_args(AnyChange)[0])
}
"""Kind → class."""


class Fields:
    """Draws the fields of a change to a portfolio."""

    def __init__(self, random, portfolio):
        self.random = random
        self.portfolio = portfolio

    def often(self, percent):
        """Tell whether something happens."""
        return self.random.randint(1, 100) <= percent

    def name(self, names):
        """Return one of some names, or rarely one that nobody has."""
        names = list(names)
        return self.random.choice(names) if names and self.often(95) else "nobody"

    @property
    def project(self):
        """A project."""
        return self.name(it.id for it in self.portfolio.projects)

    @property
    def package(self):
        """A package."""
        return self.name(it.id for _, it in self.portfolio.packages)

    @property
    def engineer(self):
        """A person."""
        return self.name(it.id for it in self.portfolio.people)

    @property
    def skill(self):
        """A skill."""
        return self.name(sorted({s for it in self.portfolio.people for s in it.skills}))

    @property
    def day(self):
        """A day of the timeline, or shortly before."""
        calendar = self.portfolio.timeline
        length = 7 if calendar.period == "week" else 2
        days = self.random.randint(-3, calendar.horizon * length)
        return calendar.start + timedelta(days=days)

    @property
    def days(self):
        """Two days in order."""
        return sorted((self.day, self.day))

    def new_package(self, name):
        """Return a small package of some effort."""
        demand = Demand(skill=self.skill, effort=self.random.randint(0, 60))
        return Package(id=name, staffing="effort_team", demands=(demand,))

    def demands(self, package):
        """Return the demands of a package with efforts, each with another."""
        known = [it for _, it in self.portfolio.packages if it.id == package]
        efforts = {d.id for it in known for mode in it.ways for d in mode.demands}
        return {demand: self.random.randint(0, 90) for demand in sorted(efforts)}


def _reestimated(fields):
    package = fields.package
    ways = [
        {"effort": fields.demands(package)},
        {"duration": fields.random.randint(1, 4)},
        {"factor": fields.random.choice((0.5, 1.3333, 2))},
        {"remaining_effort": fields.demands(package)},
        {"remaining_periods": fields.random.randint(0, 3)},
    ]
    chosen = fields.random.choice(ways)
    return {"package": package, **(chosen if any(chosen.values()) else ways[2])}


def _locks(fields):
    ways = [
        {"start_on": fields.day},
        {"start_from": fields.day},
        {"start_until": fields.day},
        {"must": (fields.engineer,)},
        {"must_not": (fields.engineer,)},
        {"mode": "default"},
    ]
    return PackageLocks(**fields.random.choice(ways))


def _group(fields, *others):
    teams = sorted({it.team for it in fields.portfolio.engineers if it.team})
    ways = [{"skill": fields.skill}, {"team": fields.name(teams)}, *others]
    return fields.random.choice(ways)


def _released(fields):
    ways = [{"package": fields.package}] * 2
    ways += [{"engineer": fields.engineer}, {"window": True}]
    return fields.random.choice(ways)


def _scope(fields):
    projects = fields.portfolio.projects
    project = fields.random.choice(projects)
    names = [it.id for it in project.packages] or ["none"]
    ways = [
        {"added": (fields.new_package("brand new"),)},
        {"removed": (fields.name(names),)},
        {"replaced": (fields.new_package(fields.name(names)),)},
    ]
    return {"project": project.id, **fields.random.choice(ways)}


def _revalued(fields):
    ways = [
        {"value": 70},
        {"factor": 1.5},
        {"delay_cost": 3},
        {"delay_factor": 0.3333},
        {"value_steps": ({"late": 1, "value": 3},)},
        {"value": 0, "delay_cost": 1},
    ]
    return {"project": fields.project, **fields.random.choice(ways)}


def _new_project(fields):
    link = (Link(package=fields.package),) if fields.often(50) else ()
    package = fields.new_package("brand new").replace(predecessors=link)
    return Project(id="new project", value=50, due=fields.day, packages=(package,))


def _limit(fields):
    ways = [
        {"measure": "moves", "at_most": 2},
        {"measure": "value", "at_least": 1, "project": fields.project},
        {"measure": "cost", "at_most": 900},
    ]
    return {"limit": fields.random.choice(ways)}


def _dated(fields, *names):
    first, last = fields.days
    values = {"first": first, "last": last}
    return {name: values[name] for name in names or values if fields.often(60)}


FIELDS = {
    "bau_changed": lambda f: {
        **_group(f, {"engineer": f.engineer}),
        **f.random.choice([{"bau_share": 0.3}, {"bau_hours": 7.5}]),
    },
    "budget_changed": lambda f: {
        "budget": f.name(it.id for it in f.portfolio.budgets),
        "total": f.random.randint(0, 5_000),
        "quarters": {"2026-Q2": 100} if f.often(30) else {},
    },
    "budget_set": lambda f: {
        "budget": Budget(
            id=f.name(it.id for it in f.portfolio.budgets),
            total=f.random.randint(0, 5_000),
            project=f.project if f.often(50) else None,
        )
    },
    "capacity_scaled": lambda f: f.random.choice(
        [
            {**_group(f), "factor": 0.5, **_dated(f)},
            {**_group(f), "factor": 1.2345},
            {**_group(f), "factor": 0},
        ]
    ),
    "deadline_moved": lambda f: {
        "project": f.project,
        "deadline": f.day if f.often(80) else None,
    },
    "due_moved": lambda f: {
        "project": f.project,
        "due": f.day if f.often(80) else None,
    },
    "engineer_absent": lambda f: {
        "engineer": f.engineer,
        **dict(zip(("first", "last"), f.days, strict=True)),
        "share": f.random.choice((1, 0.5)),
    },
    "engineer_joins": lambda f: {
        "engineer": Engineer(
            id="newcomer" if f.often(80) else f.engineer,
            first=f.day,
            skills={f.skill: Skill(level=4)},
        )
    },
    "engineer_learns": lambda f: {
        "engineer": f.engineer,
        "skill": f.skill,
        "level": f.random.randint(1, 5),
    },
    "engineer_leaves": lambda f: {
        "engineer": f.engineer,
        "on": f.day,
        "handover_hours": f.random.choice((0, 0, 7.25)),
    },
    "floor_changed": lambda f: {
        "floor": Floor(id=f.random.choice(("F1", "F9")), skill=f.skill, people=1)
    },
    "floor_removed": lambda f: {"floor": f.name(it.id for it in f.portfolio.floors)},
    "limit_set": _limit,
    "link_added": lambda f: {
        "package": f.package,
        "predecessor": Link(
            package=f.package, type=f.random.choice(list(LinkType)), lag=1
        ),
    },
    "link_removed": lambda f: {
        "package": f.package,
        "predecessor": f.name(
            link.package for _, it in f.portfolio.packages for link in it.predecessors
        ),
    },
    "offer_made": lambda f: {
        "offer": Offer(
            engineer=Engineer(
                id="contractor" if f.often(80) else f.engineer,
                skills={f.skill: Skill()},
            ),
            weekly_price=2,
        )
    },
    "offer_withdrawn": lambda f: {"offer": f.name(it.id for it in f.portfolio.offers)},
    "package_blocked": lambda f: {"package": f.package, "until": f.day},
    "package_locked": lambda f: {"package": f.package, "locks": _locks(f)},
    "package_reestimated": _reestimated,
    "package_restarted": lambda f: {
        "package": f.package,
        **({"not_before": f.day} if f.often(40) else {}),
    },
    "package_split": lambda f: {
        "package": f.package,
        "shares": f.random.choice([(0.5, 0.5), (0.2, 0.3, 0.5)]),
    },
    "person_locked": lambda f: {
        "engineer": f.engineer,
        **f.random.choice(
            [
                {"only_projects": (f.project,)},
                {"must": (f.package,)},
                {"must_not": (f.package,)},
            ]
        ),
    },
    "project_added": lambda f: {"project": _new_project(f)},
    "project_dropped": lambda f: {"project": f.project},
    "project_forced": lambda f: {
        "project": f.project,
        "decision": f.random.choice(("in", "out")),
    },
    "project_revalued": _revalued,
    "released": _released,
    "scope_changed": _scope,
    "window_locked": lambda f: {"until": f.day},
}
"""Kind → fields of a change to a portfolio."""


def some_change(random, portfolio, kind=None):
    """Return a change of a kind, or of any."""
    kind = kind or random.choice(sorted(FIELDS))
    return CLASSES[kind](**FIELDS[kind](Fields(random, portfolio)))


def changes_of(portfolio, kind=None):
    """Draw changes to a portfolio."""
    randoms = strategies.randoms(use_true_random=False)
    return randoms.map(lambda random: some_change(random, portfolio, kind))
