"""How far a number has to be eased until there is a plan, and no further."""

import pytest

from optimizer.conflicts.easing import eased
from optimizer.conflicts.feasibility import Feasibility
from optimizer.conflicts.rules import droppable
from optimizer.conflicts.terms import Terms
from optimizer.plan.effort import Control, Limits
from optimizer.portfolio.resources import Budget, Facility, Floor, Stock
from tests.optimizer.plan.tiny import (
    away,
    bare,
    demand,
    effort,
    engineer,
    fixed,
    pool,
    portfolio,
    project,
    week,
)

LIMITS = Limits(deterministic=20, workers=1)


def needed(*packages, people=("Ann",), on=None, **fields):
    """One mandatory project P."""
    return portfolio(
        project("P", *packages, mandatory=True, **(on or {})), people=people, **fields
    )


def dear(**amounts):
    return needed(
        bare("A", 2),
        on={"stated_cost": 37},
        budgets=(Budget(id="B", basis="stated", **amounts),),
    )


CASES = [
    (needed(fixed("A", 4), on={"deadline": week(1)}), "deadline", "2026-01-30"),
    (needed(fixed("A", 4, latest=week(1))), "latest", "2026-01-30"),
    (needed(fixed("A", 8, earliest=week(5))), "earliest", "2026-01-19"),
    (needed(fixed("A", 8), on={"release": week(5)}), "release", "2026-01-19"),
    (dear(total=10), "budget", "37"),
    (dear(quarters={"2026-Q1": 10}), "budget", "37"),
    (
        needed(
            bare("A", consumes={"Steel": 3}),
            bare("B", consumes={"Steel": 2.5}),
            stocks=(Stock(id="Steel", amount=1),),
        ),
        "stock",
        "5.5",
    ),
    (
        needed(
            bare("A", 6, uses={"Lab": 1}),
            bare("B", 6, uses={"Lab": 2}),
            facilities=(Facility(id="Lab", capacity=2),),
        ),
        "facility",
        "3 units",
    ),
    (
        needed(
            fixed("A", 10),
            people=("Ann", "Ben"),
            floors=(Floor(id="F", skill="dev", people=2),),
        ),
        "floor",
        "1 people",
    ),
    (
        needed(
            effort("A", asks=(demand(effort=1000, team_max=1),)),
            people=("Ann", "Ben", "Cid", "Dan"),
        ),
        "team_max",
        "3 people",
    ),
    (
        needed(
            effort("A", asks=(demand(effort=40, team_min=3),)), people=("Ann", "Ben")
        ),
        "team_min",
        "2 people",
    ),
    (needed(fixed("A", headcount=3), people=("Ann", "Ben")), "headcount", "2 people"),
    (
        needed(fixed("A", 8), people=[engineer("Ann", last=week(5))]),
        "leaving",
        "2026-02-23",
    ),
    (
        needed(
            pool("A", 80, 2, latest=week(2)),
            people=[engineer("Ann", absences=(away(0, 9),))],
        ),
        "absence",
        "until 2026-01-11",
    ),
]


@pytest.mark.parametrize(("work", "code", "label"), CASES)
def test_the_nearest_number_is_found_and_nothing_tighter_is_possible(work, code, label):
    terms = Terms(work)
    (rule,) = (rule for rule in droppable(terms) if rule.issue.code == code)
    feasibility = Feasibility.of(None, None, LIMITS, Control())
    found = eased(feasibility, terms, rule.scale)
    assert rule.scale.label(found.number) == label
    assert found.proven
    assert found.open_from == found.number
    assert feasibility.plan(found.terms) == found.plan
    step = 1 if rule.scale.loosest > rule.scale.stated else -1
    tighter = rule.scale.at(terms, found.number - step)
    assert feasibility.possible(tighter) is False


def test_no_number_helps_where_the_rule_is_not_why():
    work = needed(fixed("A", 4), on={"deadline": week(1), "release": week(8)})
    terms = Terms(work)
    (deadline,) = (rule for rule in droppable(terms) if rule.issue.code == "deadline")
    feasibility = Feasibility.of(None, None, LIMITS, Control())
    assert eased(feasibility, terms, deadline.scale) is None


def test_a_search_that_is_stopped_says_what_is_not_excluded():
    """Enough effort for the loosest number, and none for those between."""
    terms = Terms(needed(fixed("A", 4), on={"deadline": week(1)}))
    (deadline,) = (rule for rule in droppable(terms) if rule.issue.code == "deadline")
    feasibility = Feasibility.of(None, None, LIMITS, Control())
    loose = deadline.scale.at(terms, deadline.scale.loosest)
    assert feasibility.possible(loose) is True
    feasibility.plans[:] = feasibility.plans[-1:]
    feasibility.control.stop.set()
    found = eased(feasibility, terms, deadline.scale)
    assert found.open_from == 2
    assert found.proven == (found.number == 2)
