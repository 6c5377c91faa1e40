"""A small portfolio in its second week, to be changed."""

from datetime import date

import pytest

from optimizer.plan.plan import Assignment, Plan, ScheduledPackage
from optimizer.portfolio.calendar import Calendar
from optimizer.portfolio.people import Engineer, Offer
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import Project
from optimizer.portfolio.resources import Budget, Floor
from optimizer.portfolio.work import Demand, Link, Mode, Package
from scenarios.errors import InvalidScenario
from scenarios.scenario import Scenario
from scenarios.situation import Situation


@pytest.fixture
def base():
    """A runs with Ana; B follows A; C is another project's, in one of two modes."""
    run = Package(
        id="A", staffing="effort_team", demands=[Demand(skill="BE", effort=120)]
    )
    next_one = Package(
        id="B",
        staffing="effort_team",
        demands=[Demand(skill="BE", effort=40)],
        predecessors=[Link(package="A")],
    )
    modes = [
        Mode(id="slow", duration=4, demands=[Demand(skill="QA")]),
        Mode(id="fast", duration=2, demands=[Demand(skill="QA", headcount=2)]),
    ]
    portfolio = Portfolio(
        timeline=Calendar(start=date(2026, 1, 5), horizon=20),
        now=date(2026, 1, 12),
        engineers=[
            Engineer(id="Ana", team="red", skills={"BE": {}, "QA": {"level": 2}}),
            Engineer(id="Bo", team="red", skills={"BE": {}}, hours_per_week=32),
            Engineer(id="Cy", skills={"QA": {}}),
        ],
        offers=[Offer(engineer=Engineer(id="Di", skills={"BE": {}}), weekly_price=2)],
        budgets=[Budget(id="money", total=900, quarters={"2026-Q1": 500})],
        floors=[Floor(id="support", skill="BE", people=1)],
        projects=[
            Project(
                id="P",
                value=100,
                due=date(2026, 2, 6),
                delay_cost=10,
                packages=[run, next_one],
            ),
            Project(id="R", rank=1, packages=[Package(id="C", modes=modes)]),
        ],
    )
    baseline = Plan(
        selected=["P", "R"],
        packages=[
            ScheduledPackage(package="A", start=date(2026, 1, 5), periods=3),
            ScheduledPackage(package="B", start=date(2026, 1, 26), periods=1),
            ScheduledPackage(
                package="C", start=date(2026, 1, 19), periods=4, mode="slow"
            ),
        ],
        assignments=[
            Assignment(engineer="Ana", package="A", demand="BE"),
            Assignment(engineer="Ana", package="B", demand="BE"),
            Assignment(engineer="Cy", package="C", demand="QA"),
        ],
    )
    return Situation.of(portfolio, baseline)


@pytest.fixture
def change(base):
    """Apply one change of a kind to the portfolio."""

    def applied(kind, situation=base, **fields):
        one = {"kind": kind, **fields}
        return Scenario(name="one", changes=(one,)).apply(situation)

    return applied


@pytest.fixture
def refusal(base):
    """The (place, code) of every issue of one change, and the messages as one text."""

    def refused(kind, situation=base, **fields):
        one = {"kind": kind, **fields}
        with pytest.raises(InvalidScenario) as error:
            Scenario(name="one", changes=(one,)).apply(situation)
        places = [
            (it.where.removeprefix(f"changes/1 ({kind})/"), it.code)
            for it in error.value.issues
        ]
        return places, " ".join(it.message for it in error.value.issues)

    return refused
