"""What is scarce besides people: facilities, stocks, budgets and floors."""

from datetime import date
from decimal import Decimal

import pytest

from optimizer.portfolio.people import Skill
from optimizer.portfolio.resources import (
    Budget,
    CapacityChange,
    Facility,
    Floor,
    Stock,
)
from optimizer.portfolio.work import Mode
from tests.optimizer.plan.tiny import (
    away,
    bare,
    breaches,
    effort,
    engineer,
    fixed,
    iso,
    messages,
    plan,
    pool,
    portfolio,
    project,
    team,
    week,
)

RUNNING = {"status": "running", "started": "2026-01-05"}


def lab(number, *, fact=False):
    return ("lab", iso(number), None, fact)


@pytest.mark.parametrize(
    ("capacity", "starts", "found"),
    [
        pytest.param(5, (0, 0), [], id="as many units as there are"),
        pytest.param(4, (0, 0), [0, 1], id="a unit too many"),
        pytest.param(4, (0, 1), [1], id="where they overlap"),
        pytest.param(4, (0, 2), [], id="one after the other"),
    ],
)
def test_facilities_are_not_used_beyond_their_capacity(capacity, starts, found):
    packages = [bare("A", uses={"lab": 2}), bare("B", uses={"lab": 3})]
    work = portfolio(*packages, facilities=(Facility(id="lab", capacity=capacity),))
    answer = plan({"A": (starts[0], 2), "B": (starts[1], 2)})

    assert breaches("facilities", answer, work) == [lab(at) for at in found]
    if found:
        assert messages("facilities", answer, work)[0] == (
            "5 unit(s) of lab are in use, it has 4."
        )


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        pytest.param([(1, 1, 0)], [1], id="closed for a week"),
        pytest.param([(4, 5, 0)], [], id="closed afterwards"),
        pytest.param([(0, 3, 0), (1, 2, 1)], [0, 3], id="the last change wins"),
        pytest.param(
            [(1, 2, 1), (0, 3, 0)], [0, 1, 2, 3], id="whatever came before it"
        ),
    ],
)
def test_capacity_changes_by_the_first_day_of_a_period(changes, found):
    facility = Facility(
        id="lab",
        capacity=1,
        changes=tuple(
            CapacityChange(first=week(first), last=week(last), capacity=units)
            for first, last, units in changes
        ),
    )
    work = portfolio(bare("A", 4, uses={"lab": 1}), facilities=(facility,))
    assert breaches("facilities", plan({"A": (0, 4)}), work) == [
        lab(at) for at in found
    ]


def test_a_change_in_mid_week_changes_the_next_period():
    change = CapacityChange(first=date(2026, 1, 6), last=date(2026, 1, 18), capacity=0)
    work = portfolio(
        bare("A", 3, uses={"lab": 1}),
        facilities=(Facility(id="lab", capacity=1, changes=(change,)),),
    )
    assert breaches("facilities", plan({"A": (0, 3)}), work) == [lab(1)]


def test_use_before_now_is_a_fact_and_modes_differ_in_use():
    slow = Mode(id="slow", duration=2, uses={"lab": 2})
    fast = Mode(id="fast", duration=2, uses={"lab": 1})
    work = portfolio(
        bare("A", None, modes=(slow, fast), progress={**RUNNING, "mode": "slow"}),
        facilities=(Facility(id="lab", capacity=1), Facility(id="rig", capacity=0)),
    )
    assert breaches("facilities", plan({"A": (0, 2, "slow")}), work, now=1) == [
        lab(0, fact=True),
        lab(1),
    ]
    assert breaches("facilities", plan({"A": (0, 2, "fast")}), work, now=1) == []


@pytest.mark.parametrize(
    ("amount", "selected", "found"),
    [
        pytest.param("3.5", "PQ", False, id="all of it"),
        pytest.param("3.49", "PQ", True, id="a hundredth too much"),
        pytest.param("3.49", "P", False, id="one project alone"),
    ],
)
def test_stocks_are_not_consumed_beyond_what_there_is(amount, selected, found):
    work = portfolio(
        project("P", bare("A", consumes={"steel": Decimal("1.5")})),
        project("Q", bare("B", consumes={"steel": 2, "wood": 9}), bare("C")),
        stocks=(Stock(id="steel", amount=Decimal(amount)),),
    )
    runs = {"A": (0, 2)} | ({"B": (0, 2), "C": (0, 2)} if "Q" in selected else {})
    answer = plan(runs, selected=selected)

    assert breaches("stocks", answer, work) == (
        [("steel", None, None, False)] if found else []
    )
    if found:
        assert messages("stocks", answer, work) == [
            "3.50 of steel are consumed, there are 3.49."
        ]


def test_what_was_consumed_before_now_counts_and_is_a_fact_alone():
    stock = (Stock(id="steel", amount=1),)
    started = bare("A", progress=RUNNING, consumes={"steel": 2})
    planned = bare("B", consumes={"steel": 1})

    work = portfolio(started, bare("C"), stocks=stock)
    assert breaches("stocks", plan({"A": (0, 2), "C": (1, 2)}), work, now=1) == [
        ("steel", None, None, True)
    ]
    work = portfolio(started, planned, stocks=stock)
    assert breaches("stocks", plan({"A": (0, 2), "B": (1, 2)}), work, now=1) == [
        ("steel", None, None, False)
    ]


def over(budget="money", *, fact=False):
    return [(budget, None, None, fact)]


@pytest.mark.parametrize(
    ("total", "found"),
    [
        pytest.param("100", [], id="all of it"),
        pytest.param("99.99", over(), id="a hundredth too much"),
        pytest.param(None, [], id="no total"),
    ],
)
def test_a_total_is_not_overspent(total, found):
    budget = Budget(id="money", basis="stated", total=total and Decimal(total))
    work = portfolio(project("P", bare("A"), stated_cost=100), budgets=(budget,))
    answer = plan({"A": (0, 2)})

    assert breaches("budgets", answer, work) == found
    if found:
        assert messages("budgets", answer, work) == [
            "100.00 of money are spent, it has 99.99."
        ]


@pytest.mark.parametrize(("limit", "found"), [(50, []), (Decimal("49.99"), over())])
def test_a_quarter_holds_the_periods_that_begin_in_it(limit, found):
    # The last week of March begins on the 30th; the next one is in April.
    budget = Budget(
        id="money", basis="stated", quarters={"2026-Q1": limit, "2026-Q2": 60}
    )
    work = portfolio(
        project("P", bare("A"), stated_cost=100),
        budgets=(budget,),
        timeline={"start": "2026-01-05", "horizon": 20},
    )
    answer = plan({"A": (12, 2)})

    assert breaches("budgets", answer, work) == found
    if found:
        assert messages("budgets", answer, work) == [
            "50.00 of money are spent in 2026-Q1, it has 49.99."
        ]


def test_money_spent_before_now_is_a_fact_unless_more_is_spent():
    budget = Budget(id="money", basis="stated", total=10)
    done = {"status": "done", "started": "2026-01-05", "finished": "2026-01-18"}
    work = portfolio(
        project("P", bare("A", progress=done), stated_cost=100), budgets=(budget,)
    )
    assert breaches("budgets", plan({"A": (0, 2)}), work, now=2) == over(fact=True)
    assert breaches("budgets", plan({"A": (0, 2)}), work, now=1) == over()


def test_each_limit_of_each_budget_is_checked():
    budgets = (
        Budget(id="a", basis="stated", total=1),
        Budget(
            id="b", basis="stated", total=100, quarters={"2026-Q1": 1, "2026-Q2": 1}
        ),
    )
    work = portfolio(project("P", bare("A"), stated_cost=100), budgets=budgets)
    assert [b[0] for b in breaches("budgets", plan({"A": (0, 2)}), work)] == ["a", "b"]


FREE = [
    pytest.param(1, {}, [], id="nobody works"),
    pytest.param(1, {"Ann": (0, 2)}, [], id="one of two works"),
    pytest.param(2, {"Ann": (0, 2)}, [0, 1], id="both should be free"),
    pytest.param(1, {"Ann": (0, 2), "Ben": (1, 2)}, [1], id="both work"),
    pytest.param(9, {}, [], id="more than there are"),
    pytest.param(9, {"Ann": (0, 2)}, [0, 1], id="all there are"),
    pytest.param(0, {"Ann": (0, 2), "Ben": (0, 2)}, [], id="none"),
]


@pytest.mark.parametrize(("people", "busy", "found"), FREE)
def test_a_floor_of_people_keeps_them_free(people, busy, found):
    packages = [fixed(f"of {name}") for name in busy]
    floors = (Floor(id="duty", skill="dev", people=people),)
    work = portfolio(project("P", *packages), floors=floors)
    runs = {f"of {name}": span for name, span in busy.items()}
    staff = {(f"of {name}", name): None for name in busy}
    assert breaches("floors", plan(runs, staff), work) == [
        ("duty", iso(at), None, False) for at in found
    ]


def test_a_person_with_a_hundredth_of_an_hour_is_not_free():
    work = portfolio(pool("A"), floors=(Floor(id="duty", skill="dev", people=2),))
    answer = plan({"A": (0, 2)}, {("A", "Ann"): {0: Decimal("0.01")}})
    assert messages("floors", answer, work) == [
        "1 people with dev are free, 2 should be."
    ]


@pytest.mark.parametrize(
    ("hours", "worked", "found"),
    [
        pytest.param(50, 30, None, id="just enough"),
        pytest.param(50, 30.01, 0.01, id="a hundredth too little"),
        pytest.param(100, 0, None, id="more than there are"),
        pytest.param(100, 1, 1, id="all there are"),
        pytest.param(40, 60, None, id="overtime of one takes nothing from the other"),
    ],
)
def test_a_floor_of_hours_keeps_them_free(hours, worked, found):
    work = portfolio(pool("A"), floors=(Floor(id="duty", skill="dev", hours=hours),))
    answer = plan({"A": (0, 2)}, {("A", "Ann"): {0: worked}})

    expected = [] if found is None else [("duty", iso(0), found, False)]
    assert breaches("floors", answer, work) == expected


def test_a_floor_of_hours_is_said_with_what_is_free():
    work = portfolio(fixed("A", 1), floors=(Floor(id="duty", skill="dev", hours=60),))
    assert messages("floors", plan({"A": (0, 1)}, team("A", "Ann")), work) == [
        "40.00 h of dev are free, 60.00 h should be."
    ]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        pytest.param({}, [2, 3, 4, 5], id="from now to the end"),
        pytest.param({"first": week(3)}, [3, 4, 5], id="from a Monday"),
        pytest.param({"first": date(2026, 1, 27)}, [4, 5], id="from a Tuesday"),
        pytest.param({"last": week(4)}, [2, 3, 4], id="until a Monday"),
        pytest.param({"last": date(2026, 2, 1)}, [2, 3], id="until a Sunday"),
        pytest.param({"level": 3}, [2, 3, 4, 5], id="at their level"),
        pytest.param({"level": 4}, [], id="nobody is good enough"),
        pytest.param({"skill": "ops"}, [], id="nobody has the skill"),
    ],
)
def test_a_floor_holds_from_now_on_within_its_days(fields, found):
    floor = Floor(id="duty", **{"skill": "dev", "people": 2, **fields})
    work = portfolio(fixed("A", 6, progress=RUNNING), floors=(floor,))
    answer = plan({"A": (0, 6)}, {("A", "Ann"): dict.fromkeys(range(6), 40)})
    assert breaches("floors", answer, work, now=2) == [
        ("duty", iso(at), None, False) for at in found
    ]


def test_a_floor_counts_only_who_is_there():
    people = (engineer("Ann", absences=(away(0),)), "Ben")
    work = portfolio(
        fixed("A", 1), floors=(Floor(id="duty", skill="dev", people=1),), people=people
    )
    answer = plan({"A": (0, 1)}, {("A", "Ben"): {0: 40}})
    assert breaches("floors", answer, work) == [("duty", iso(0), None, False)]
    answer = plan({"A": (0, 1)}, {("A", "Ann"): {0: 40}})
    assert breaches("floors", answer, work) == []


def test_a_floor_ends_with_the_timeline():
    floor = Floor(id="duty", skill="dev", people=2)
    work = portfolio(fixed("A", 3), floors=(floor,))
    answer = plan({"A": (8, 3)}, team("A", "Ann"))
    assert breaches("floors", answer, work) == [
        ("duty", iso(8), None, False),
        ("duty", iso(9), None, False),
    ]


def test_a_floor_asks_for_the_level_of_its_own_skill():
    expert = engineer("Ann", skills={"dev": Skill(level=1), "ops": Skill(level=5)})
    floor = Floor(id="duty", skill="dev", level=2, people=1)
    work = portfolio(effort("A", 40), floors=(floor,), people=(expert,))
    assert breaches("floors", plan({"A": (0, 1)}, team("A", "Ann")), work) == []
