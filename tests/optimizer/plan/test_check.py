"""Verdicts: what refuses a plan, what only warns, and limits on measures."""

import pkgutil
from decimal import Decimal

import pytest

from optimizer.plan import Goals, Measure, MeasureLimit, check
from optimizer.plan import measures as measures_package
from optimizer.plan import rules as rules_package
from optimizer.plan.measures import MEASURES
from optimizer.plan.rules import RULES
from optimizer.portfolio.issue import Severity
from optimizer.portfolio.resources import Budget
from tests.optimizer.plan.tiny import (
    bare,
    demand,
    engineer,
    fixed,
    plan,
    pool,
    portfolio,
    project,
    team,
    week,
)

RUNNING = {"status": "running", "started": "2026-01-05"}


def modules(package):
    return {module.name for module in pkgutil.iter_modules(package.__path__)}


def test_every_rule_is_checked_and_says_itself_in_one_sentence():
    assert modules(rules_package) == {
        rule.__name__.rpartition(".")[2] for rule in RULES
    }
    for rule in RULES:
        assert rule.__doc__.endswith(".")
        assert "\n" not in rule.__doc__


def test_every_measure_is_measured():
    assert modules(measures_package) == {str(measure) for measure in Measure}
    assert {
        str(m): module.__name__.rpartition(".")[2] for m, module in MEASURES.items()
    } == {str(m): str(m) for m in Measure}


def test_a_plan_that_breaks_nothing_is_accepted():
    verdict = check(plan({"A": (0, 2)}, team("A", "Ann")), portfolio(fixed("A")))
    assert (verdict.accepted, verdict.broken, verdict.warnings) == (True, (), ())


def test_a_plan_that_breaks_rules_is_refused_with_all_of_them():
    verdict = check(plan({"A": (9, 3)}), portfolio(fixed("A")))
    assert not verdict.accepted
    assert [b.rule for b in verdict.broken] == [
        "horizon",
        "team_sizes",
        "fixed_duration",
    ]


def test_facts_do_not_refuse_a_plan():
    work = portfolio(
        pool("A", 60, progress={**RUNNING, "remaining_effort": {"dev": 30}})
    )
    answer = plan({"A": (0, 2)}, {("A", "Ann"): {0: 50, 1: 30}})
    verdict = check(answer, work, now=week(1))
    assert verdict.accepted
    assert {b.rule for b in verdict.broken} == {"working_capacity", "progress"}


MEASURED = [
    pytest.param({"measure": "value"}, 100, "value is 100", "value", id="value"),
    pytest.param(
        {"measure": "value", "project": "P"},
        70,
        "value P is 70",
        "P",
        id="value of a project",
    ),
    pytest.param({"measure": "cost"}, 90, "cost is 90", "cost", id="cost"),
    pytest.param(
        {"measure": "cost", "project": "Q"},
        30,
        "cost Q is 30",
        "Q",
        id="cost of a project",
    ),
    pytest.param(
        {"measure": "makespan"}, 4, "makespan is 4", "makespan", id="makespan"
    ),
    pytest.param(
        {"measure": "objective_share", "objective": "growth"},
        Decimal("0.25"),
        "objective_share growth is 0.25",
        "growth",
        id="an objective",
    ),
    pytest.param(
        {"measure": "objective_share", "objective": "other"},
        0,
        "objective_share other is 0",
        "other",
        id="an unknown objective",
    ),
]


@pytest.mark.parametrize(("what", "found", "words", "where"), MEASURED)
def test_limits_on_measures_are_kept_from_both_sides(what, found, words, where):
    work = portfolio(
        project("P", pool("A", 30), value=70, objectives=("growth",)),
        project("Q", pool("B", 90), value=30),
        people=(
            engineer("Ann", cost_per_hour=2),
            engineer("Ben", cost_per_hour=Decimal("0.3333")),
        ),
    )
    staff = {("A", "Ann"): {0: 15, 1: 15}, ("B", "Ann"): {2: 15}}
    answer = plan({"A": (0, 2), "B": (2, 2)}, staff, "PQ")
    if what["measure"] == "cost":
        assert sum(map(len, staff.values())) == 3

    def broken(**limit):
        limits = (MeasureLimit(**what, **limit),)
        verdict = check(answer, work, limits=limits)
        return [(b.where, b.message) for b in verdict.broken if b.rule == "limits"]

    step = Decimal("0.01")
    assert broken(at_most=found) == broken(at_least=found) == []
    assert broken(at_most=found - step) == [
        (where, f"{words}, at most {found - step} is allowed.")
    ]
    assert broken(at_least=found + step) == [
        (where, f"{words}, at least {found + step} is allowed.")
    ]
    assert broken(at_most=found - step, at_least=found + step) != []


def test_a_broken_limit_refuses_a_plan():
    work = portfolio(project("P", bare("A"), value=5))
    limits = (MeasureLimit(measure="value", at_least=6),)
    assert not check(plan({"A": (0, 2)}), work, limits=limits).accepted
    assert check(plan({"A": (0, 2)}), work).accepted


def test_thirds_are_shown_to_six_places():
    work = portfolio(
        project("P", pool("A", 10), objectives=("growth",)), project("Q", pool("B", 20))
    )
    answer = plan({"A": (0, 2), "B": (0, 2)}, selected="PQ")
    limit = MeasureLimit(
        measure="objective_share", objective="growth", at_most=Decimal("0.33")
    )
    (found,) = [
        b for b in check(answer, work, limits=(limit,)).broken if b.rule == "limits"
    ]
    assert (
        found.message == "objective_share growth is 0.333333, at most 0.33 is allowed."
    )


def test_missing_rates_are_warned_of_where_a_budget_needs_them():
    asks = [demand(effort=10), demand("ops", effort=0)]
    work = portfolio(
        pool("A", asks=asks), people=(engineer("Ann", cost_per_hour=1), "Ben", "Cy")
    )
    staff = {("A", "Ann"): {0: 1}, ("A", "Ben"): {0: 1}, ("A", "Cy"): {}}
    answer = plan({"A": (0, 2)}, staff)
    roles, persons = Budget(id="r"), Budget(id="p", basis="person_rates")

    def warned(*budgets):
        verdict = check(answer, work.replace(budgets=budgets, role_rates={"dev": 1}))
        return [(w.code, w.where, w.message, w.severity) for w in verdict.warnings]

    of = Severity.WARNING
    text = "and costs 0 in the budgets that need one."
    assert warned() == []
    assert warned(roles) == [
        ("missing_rate", "role_rates/ops", f"ops has no role rate {text}", of)
    ]
    assert warned(persons) == [
        ("missing_rate", "engineers/Ben", f"Ben has no cost per hour {text}", of)
    ]
    assert warned(Budget(id="s", basis="stated")) == []


def test_what_is_sunk_and_what_is_gone_is_reported():
    work = portfolio(
        project("P", fixed("A", 3), decision="out"), role_rates={"dev": Decimal("1.5")}
    )
    baseline = plan({"A": (0, 3), "X": (0, 1)}, team("A", "Ann"))
    verdict = check(plan({}, selected=()), work, baseline, week(2))

    assert verdict.accepted
    assert [(w.code, w.where, w.message, w.severity) for w in verdict.warnings] == [
        (
            "sunk",
            "projects/P",
            "P is cancelled; 80.00 h and 120.00 of money are sunk.",
            Severity.NOTE,
        ),
        (
            "unknown_in_baseline",
            "baseline/packages/X",
            "The baseline schedules X, which the portfolio does not have.",
            Severity.WARNING,
        ),
    ]


def test_goals_and_limits_are_public():
    goals = Goals.single(Measure.VALUE, MeasureLimit(measure="cost", at_most=1))
    assert goals.limits[0].measure is Measure.COST
