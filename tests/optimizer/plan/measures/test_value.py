"""Value delivered and lost, prices, and dates of projects."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from optimizer.plan import Engagement, measure
from optimizer.plan.valuation import delivered_value, full_value
from optimizer.portfolio.people import Offer
from optimizer.portfolio.project import ValueStep
from tests.optimizer.plan.tiny import (
    DAYS,
    bare,
    engineer,
    plan,
    portfolio,
    project,
    week,
)

STEPS = (ValueStep(late=1, value=80), ValueStep(late=3, value=20))


def values(work, runs, selected=("P",), **fields):
    measures = measure(plan(runs, selected=selected, **fields), work)
    return measures.value, measures.value_loss, measures.net_value


@pytest.mark.parametrize(
    ("fields", "end", "late", "delivered"),
    [
        pytest.param({}, 4, 0, 100, id="nothing is due"),
        pytest.param({"due": week(3)}, 4, 0, 100, id="ends in the period of due"),
        pytest.param({"due": week(3), "delay_cost": 30}, 5, 1, 70, id="a period late"),
        pytest.param(
            {"due": week(2) + timedelta(days=6), "delay_cost": 30},
            4,
            1,
            70,
            id="due on the Sunday before",
        ),
        pytest.param({"due": week(3)}, 9, 5, 100, id="late at no cost"),
        pytest.param(
            {"due": week(3), "delay_cost": 30}, 8, 4, 0, id="never below nothing"
        ),
        pytest.param(
            {"due": week(3), "delay_cost": 30, "floor": -15, "mandatory": True},
            8,
            4,
            -15,
            id="down to a penalty",
        ),
        pytest.param(
            {"due": week(3), "delay_cost": 30, "floor": -25, "mandatory": True},
            8,
            4,
            -20,
            id="above the penalty",
        ),
        pytest.param(
            {"due": week(3), "value_steps": STEPS},
            4,
            0,
            100,
            id="before the first step",
        ),
        pytest.param(
            {"due": week(3), "value_steps": STEPS}, 5, 1, 80, id="on the first step"
        ),
        pytest.param(
            {"due": week(3), "value_steps": STEPS}, 6, 2, 80, id="between the steps"
        ),
        pytest.param(
            {"due": week(3), "value_steps": STEPS}, 7, 3, 20, id="on the last step"
        ),
        pytest.param(
            {"due": week(3), "value_steps": STEPS}, 9, 5, 20, id="beyond the last step"
        ),
        pytest.param(
            {"due": week(3), "value_steps": STEPS[::-1]},
            8,
            4,
            20,
            id="steps in any order",
        ),
        pytest.param(
            {"due": week(3), "value_steps": STEPS, "delay_cost": 99},
            5,
            1,
            80,
            id="steps in place of delay cost",
        ),
    ],
)
def test_a_project_delivers_by_its_last_end(fields, end, late, delivered):
    work = portfolio(project("P", bare("A"), bare("B", 1), value=100, **fields))
    runs = {"A": (end - 2, 2), "B": (0, 1)}
    measures = measure(plan(runs), work)
    (found,) = measures.projects

    assert (measures.value, measures.value_loss) == (delivered, 100 - delivered)
    assert (found.late, found.on_time, measures.on_time) == (
        late,
        late == 0,
        int(late == 0),
    )
    assert (found.full, found.delivered) == (100, delivered)
    assert (found.lost_by_delay, found.lost_by_dropping) == (100 - delivered, 0)
    assert found.end == week(end) - timedelta(days=3)
    assert found.due == fields.get("due")
    assert found.selected


def test_dropped_and_unfinished_projects_deliver_nothing():
    work = portfolio(
        project("P", bare("A"), value=100),
        project("Q", bare("B"), value=10),
        project("R", bare("C"), bare("D"), value=1),
    )
    runs = {"A": (9, 2), "C": (0, 2)}
    measures = measure(plan(runs, selected=("P", "R")), work)

    assert (measures.value, measures.value_loss) == (0, 111)
    assert [p.lost_by_delay for p in measures.projects] == [100, 0, 1]
    assert [p.lost_by_dropping for p in measures.projects] == [0, 10, 0]
    assert [p.end for p in measures.projects] == [
        week(11) - timedelta(days=3),
        None,
        None,
    ]
    assert [p.on_time for p in measures.projects] == [True, False, False]
    assert measures.on_time == 1


def test_a_project_that_ends_with_the_timeline_delivers():
    work = portfolio(project("P", bare("A"), value=100))
    assert values(work, {"A": (8, 2)}) == (100, 0, 100)
    assert values(work, {"A": (9, 2)}) == (0, 100, 0)


def test_a_project_without_packages_delivers_in_full_and_is_not_counted_as_on_time():
    work = portfolio(project("P", value=100))
    assert values(work, {}) == (100, 0, 100)
    assert values(work, {}, ()) == (0, 100, 0)
    assert measure(plan({}), work).on_time == 0


def test_a_scheduled_project_that_is_not_selected_is_dropped():
    work = portfolio(project("P", bare("A"), value=100))
    measures = measure(plan({"A": (0, 2)}, selected=()), work)
    assert (measures.value, measures.projects[0].lost_by_dropping) == (0, 100)
    assert measures.on_time == 0


@pytest.mark.parametrize(
    ("fields", "settings", "full"),
    [
        pytest.param({}, {}, 0, id="no value"),
        pytest.param({"value": Decimal("12.34")}, {}, 1234, id="stated"),
        pytest.param({"rank": 1}, {}, 10_000, id="the best rank"),
        pytest.param({"rank": 3}, {}, 3333, id="the last of three ranks"),
        pytest.param({"rank": 2}, {"rank_value": 50}, 3333, id="a rank in between"),
        pytest.param(
            {"scores": {"growth": 3, "risk": Decimal("0.5")}},
            {"drivers": {"growth": 10, "risk": -4}},
            2800,
            id="scores",
        ),
        pytest.param(
            {"scores": {"growth": 3, "other": 9}},
            {"drivers": {"growth": 10}},
            3000,
            id="a driver without weight",
        ),
        pytest.param(
            {"value": 100, "probability": Decimal("0.3333")}, {}, 3333, id="expected"
        ),
        pytest.param(
            {"value": 10}, {"money_per_point": Decimal("2.5")}, 2500, id="in money"
        ),
        pytest.param(
            {"value": Decimal("0.01"), "probability": Decimal("0.5")},
            {},
            0,
            id="rounded half to even, down",
        ),
        pytest.param(
            {"value": Decimal("0.03"), "probability": Decimal("0.5")},
            {},
            2,
            id="rounded half to even, up",
        ),
        pytest.param(
            {"rank": 3, "probability": Decimal("0.5")},
            {"money_per_point": 3},
            5000,
            id="rounded once",
        ),
    ],
)
def test_full_value_is_converted_and_rounded_once(fields, settings, full):
    others = (project("Q", rank=2), project("R", rank=3))
    work = portfolio(project("P", **fields), *others, **settings)
    assert full_value(work.projects[0], work) == full


def test_delay_cost_and_steps_are_converted_like_the_value_and_the_floor_is_not():
    fields = {
        "value": 100,
        "probability": Decimal("0.5"),
        "floor": -30,
        "mandatory": True,
    }
    linear = project("P", delay_cost=Decimal("0.03"), **fields)
    steps = project("Q", value_steps=(ValueStep(late=2, value=-99),), **fields)
    work = portfolio(linear, steps, money_per_point=2)
    halved = portfolio(linear, steps)

    assert [delivered_value(linear, work, late) for late in (0, 1, 5)] == [
        10_000,
        9_997,
        9_985,
    ]
    assert [delivered_value(linear, halved, late) for late in (0, 1, 2)] == [
        5_000,
        4_998,
        4_996,
    ]
    assert [delivered_value(steps, halved, late) for late in (1, 2)] == [5_000, -3_000]


def test_conversions_are_shown():
    work = portfolio(
        project("A", value=5),
        project("B", rank=2, probability=Decimal("0.5")),
        project("C", scores={"growth": 3, "risk": 1}),
        project("D", value=5, probability=Decimal("0.9")),
        project("E", probability=Decimal("0.9")),
        project("F", rank=1),
        drivers={"growth": 10, "risk": 2},
        value_unit="k€",
    )
    found = measure(plan({}, selected=()), work).conversions
    assert [(i.where, i.message) for i in found] == [
        (
            "projects/B",
            "The value of B is 100 × 1/2 (rank 2 of 2) × probability 0.5 = 25.00 k€.",
        ),
        (
            "projects/C",
            "The value of C is (10 × 3 (growth) + 2 × 1 (risk)) = 32.00 k€.",
        ),
        ("projects/D", "The value of D is 5 × probability 0.9 = 4.50 k€."),
        ("projects/F", "The value of F is 100 × 2/2 (rank 1 of 2) = 100.00 k€."),
    ]
    in_money = work.replace(money_per_point=Decimal("1.5"), value_unit="€")
    assert measure(plan({}, selected=()), in_money).conversions[0].message == (
        "The value of A is 5 × 1.5 per point = 7.50 €."
    )


@pytest.mark.parametrize(
    ("calendar", "terms", "last", "price"),
    [
        pytest.param({}, {"fixed_price": 10}, date(2026, 1, 16), "10", id="fixed"),
        pytest.param(
            {},
            {"weekly_price": Decimal("2.5")},
            date(2026, 1, 16),
            "5",
            id="by the week",
        ),
        pytest.param(
            {},
            {"fixed_price": 1, "weekly_price": 3},
            date(2026, 1, 25),
            "10",
            id="both",
        ),
        pytest.param(
            {"timeline": DAYS},
            {"weekly_price": 7},
            date(2026, 1, 7),
            "4.2",
            id="three days",
        ),
        pytest.param(
            {"timeline": DAYS},
            {"weekly_price": Decimal("0.04")},
            date(2026, 1, 7),
            "0.02",
            id="rounded",
        ),
    ],
)
def test_net_value_subtracts_what_engagements_cost(calendar, terms, last, price):
    work = portfolio(
        project("P", value=100),
        offers=(Offer(engineer=engineer("Ida"), **terms),),
        **calendar,
    )
    engaged = (Engagement(offer="Ida", first=date(2026, 1, 5), last=last),)
    value, _, net = values(work, {}, engagements=engaged)
    assert (value, net) == (100, 100 - Decimal(price))


def test_the_price_of_an_engagement_counts_its_own_weeks():
    offer = Offer(engineer=engineer("Ida"), weekly_price=2)
    engaged = (Engagement(offer="Ida", first=week(3), last=week(4)),)
    work = portfolio(project("P", value=100), offers=(offer,))
    assert values(work, {}, engagements=engaged)[2] == 96


def test_every_engagement_costs():
    offers = tuple(Offer(engineer=engineer(n), fixed_price=5) for n in ("Ida", "Ike"))
    engaged = tuple(
        Engagement(offer=n, first=week(0), last=week(1)) for n in ("Ida", "Ike")
    )
    work = portfolio(project("P", value=100), offers=offers)
    assert values(work, {}, engagements=engaged)[2] == 90
