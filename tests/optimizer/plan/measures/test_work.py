"""Measures of hours and of dates, on plans computed by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from optimizer.plan import measure
from optimizer.portfolio.people import Skill
from optimizer.portfolio.work import Link
from tests.optimizer.plan.tiny import (
    away,
    bare,
    demand,
    effort,
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


def measured(name, answer, work, baseline=None, now=None):
    return getattr(
        measure(answer, work, baseline, None if now is None else week(now)), name
    )


@pytest.mark.parametrize(
    ("hours", "now", "overload"),
    [
        pytest.param({0: 40, 1: 40}, None, 0, id="all available hours"),
        pytest.param({0: 41, 1: 39}, None, 1, id="one period makes up for no other"),
        pytest.param({0: 41, 1: 42.5}, None, 3.5, id="periods add up"),
        pytest.param({0: 41, 1: 42.5}, 1, 2.5, id="from now on"),
    ],
)
def test_overload_is_hours_beyond_available(hours, now, overload):
    person = engineer("Ann", overtime_limit=Decimal("0.5"))
    work = portfolio(pool("A", 80, progress=RUNNING), people=(person, "Ben"))
    answer = plan({"A": (0, 2)}, {("A", "Ann"): hours, ("A", "Ben"): {0: 1}})
    assert measured("overload", answer, work, now=now) == Decimal(str(overload))


def test_fragmentation_counts_packages_beyond_the_first():
    work = portfolio(*(pool(name, progress=RUNNING) for name in "ABC"))
    staff = {
        ("A", "Ann"): {0: 1, 1: 1},
        ("B", "Ann"): {0: 1, 1: 1},
        ("C", "Ann"): {1: 1},
        ("A", "Ben"): {0: 1},
    }
    answer = plan(dict.fromkeys("ABC", (0, 2)), staff)
    assert measured("fragmentation", answer, work) == 3
    assert measured("fragmentation", answer, work, now=1) == 2


@pytest.mark.parametrize(
    ("fields", "release", "start", "now", "waiting"),
    [
        pytest.param({}, None, 0, None, 0, id="at once"),
        pytest.param({}, None, 3, None, 3, id="three periods"),
        pytest.param({}, None, 3, 2, 1, id="since now"),
        pytest.param(
            {"earliest": week(2)}, None, 3, None, 1, id="since its earliest day"
        ),
        pytest.param(
            {"earliest": date(2026, 1, 20)},
            None,
            3,
            None,
            0,
            id="since the period after it",
        ),
        pytest.param({}, week(1), 3, None, 2, id="since release"),
        pytest.param(
            {"earliest": week(2)}, week(1), 3, 0, 1, id="since the latest of them"
        ),
        pytest.param(
            {"earliest": week(5)}, None, 3, None, 0, id="too early is not waiting"
        ),
    ],
)
def test_waiting_counts_from_the_first_start_allowed(
    fields, release, start, now, waiting
):
    work = portfolio(project("P", bare("A", **fields), release=release))
    assert measured("waiting", plan({"A": (start, 2)}), work, now=now) == waiting


@pytest.mark.parametrize(
    ("link_type", "lag", "waiting"),
    [
        ("finish_start", 0, 2),
        ("finish_start", 1, 1),
        ("start_start", 0, 5),
        ("start_start", 2, 3),
        ("finish_finish", 0, 4),
        ("finish_finish", 3, 1),
        ("start_finish", 4, 3),
    ],
)
def test_waiting_counts_from_links_with_the_length_as_planned(link_type, lag, waiting):
    link = Link(package="A", type=link_type, lag=lag)
    work = portfolio(bare("A", 3, earliest=week(1)), bare("B", predecessors=(link,)))
    assert measured("waiting", plan({"A": (1, 3), "B": (6, 2)}), work) == waiting


def test_waiting_leaves_out_started_packages_and_links_that_do_not_bind():
    soft = Link(package="A", soft=True)
    work = portfolio(
        project("Q", bare("A")),
        project("P", bare("B", predecessors=(soft,)), bare("C", progress=RUNNING)),
    )
    answer = plan({"A": (0, 2), "B": (3, 2), "C": (0, 2)})
    assert measured("waiting", answer, work) == 3
    both = answer.replace(selected=("P", "Q"))
    assert measured("waiting", both, work) == 1


@pytest.fixture
def baseline():
    """Ann on A, Ann and Ben in the pool B, nobody on C; D is unknown today."""
    staff = {
        ("A", "Ann"): None,
        ("B", "Ann"): {2: 20, 3: 20},
        ("B", "Ben"): {2: 10, 3: 10},
        ("D", "Ben"): None,
    }
    return plan({"A": (0, 2), "B": (2, 2), "C": (4, 2), "D": (0, 1)}, staff)


@pytest.fixture
def work():
    """Team A, pool B, bare C and team E, which is new."""
    return portfolio(fixed("A"), pool("B"), bare("C"), fixed("E"))


def test_a_plan_is_compared_with_its_baseline(work, baseline):
    staff = {
        ("A", "Ben"): None,
        ("B", "Ann"): {5: 30, 6: 30},
        ("B", "Ben"): {},
        ("E", "Ben"): None,
    }
    answer = plan({"A": (1, 2), "B": (5, 2), "E": (7, 2)}, staff)
    measures = measure(answer, work, baseline)

    assert (measures.moves, measures.moved) == (1, (("Ben", "A"),))
    assert (measures.releases, measures.released) == (2, (("Ann", "A"), ("Ben", "B")))
    assert (measures.shift, measures.shift_by_package) == (4, {"A": 1, "B": 3})
    assert (measures.dropped, measures.dropped_packages) == (2, ("C", "D"))
    assert measures.compared


def test_earlier_starts_shift_as_far_as_later_ones(work, baseline):
    answer = plan({"A": (2, 2), "B": (1, 2), "C": (4, 2)})
    measures = measure(answer, work, baseline)
    assert (measures.shift, measures.shift_by_package) == (3, {"A": 2, "B": -1})


def test_without_a_baseline_nothing_is_compared(work):
    answer = plan({"A": (1, 2)}, team("A", "Ann"))
    measures = measure(answer, work)

    assert (measures.moves, measures.releases, measures.shift, measures.dropped) == (
        0,
        0,
        0,
        0,
    )
    assert (measures.moved, measures.released, measures.shift_by_package) == (
        (),
        (),
        {},
    )
    assert measures.dropped_packages == ()
    assert not measures.compared
    assert set(measures.as_dict()).isdisjoint({"moves", "releases", "shift", "dropped"})
    assert len(measures.as_dict()) == 11


@pytest.mark.parametrize(
    ("ann", "ben", "now", "handovers"),
    [
        pytest.param({0: 1, 1: 1, 2: 1}, {}, 0, 0, id="one person"),
        pytest.param({0: 1, 1: 1}, {2: 1}, 0, 1, id="one takes over"),
        pytest.param({0: 1, 2: 1}, {}, 0, 1, id="one comes back"),
        pytest.param({0: 1}, {0: 1}, 0, 0, id="all start together"),
        pytest.param({0: 1}, {1: 1, 2: 1}, 0, 1, id="one joins"),
        pytest.param({1: 1}, {2: 1}, 0, 2, id="nobody in the first period"),
        pytest.param({0: 1}, {1: 1}, 1, 0, id="the first period from now on"),
        pytest.param({0: 1}, {2: 1}, 1, 1, id="the second period from now on"),
    ],
)
def test_handovers_count_people_who_were_not_there_before(ann, ben, now, handovers):
    progress = RUNNING if now else None
    work = portfolio(pool("A", 3, 3, progress=progress))
    answer = plan({"A": (0, 3)}, {("A", "Ann"): ann, ("A", "Ben"): ben})
    assert measured("handovers", answer, work, now=now) == handovers


def test_handovers_count_by_demand_and_package():
    asks = [demand(effort=2), demand(id="lead", effort=2)]
    work = portfolio(pool("A", asks=asks), pool("B"))
    staff = {
        ("A", "Ann"): {0: 1},
        ("A", "Ann", "lead"): {1: 1},
        ("B", "Ann"): {0: 1},
        ("B", "Ben"): {1: 1},
    }
    assert measured("handovers", plan({"A": (0, 2), "B": (0, 2)}, staff), work) == 2


def test_cost_is_hours_at_own_rates_else_at_role_rates():
    people = (
        engineer("Ann", cost_per_hour=Decimal("50.5")),
        "Ben",
        engineer("Cy", "ops"),
    )
    work = portfolio(
        project("P", pool("A", 60), capex_share=Decimal("0.25")),
        project("Q", pool("B", asks=[demand("ops", effort=9)])),
        people=people,
        role_rates={"dev": 30},
        standard_bau_share=Decimal("0.25"),
        timeline={"start": "2026-01-05", "horizon": 10},
    )
    staff = {
        ("A", "Ann"): {3: 2, 4: 1},
        ("A", "Ben"): {3: 3},
        ("B", "Cy", "ops"): {0: 9},
        ("B", "Ann", "ops"): {0: 1},
    }
    answer = plan({"A": (3, 2), "B": (0, 2)}, staff, ("P", "Q"))
    measures = measure(answer, work)

    january, february = Fraction(101) + 3 * 40, Fraction("50.5")
    assert measures.cost == january + february + Fraction("50.5")
    assert [(c.project, c.month, c.total) for c in measures.costs] == [
        ("P", "2026-01", january),
        ("P", "2026-02", february),
        ("Q", "2026-01", Fraction("50.5")),
    ]
    assert (measures.costs[0].capex, measures.costs[0].opex) == (
        january / 4,
        january * 3 / 4,
    )
    assert (measures.costs[2].capex, measures.costs[2].opex) == (0, Fraction("50.5"))


def test_a_rate_of_nothing_is_an_own_rate():
    work = portfolio(
        pool("A"), people=(engineer("Ann", cost_per_hour=0),), role_rates={"dev": 30}
    )
    answer = plan({"A": (0, 2)}, {("A", "Ann"): {0: 30, 1: 30}})
    assert measured("cost", answer, work) == 0


def test_balance_is_the_spread_of_utilisation_by_skill():
    people = (
        "Ann",
        engineer("Ben", "dev", "ops"),
        engineer("Cy", "ops", hours_per_week=20),
        engineer("Di", "ops", hours_per_week=0),
        engineer("Ed", "qa"),
    )
    work = portfolio(pool("A", progress=RUNNING), people=people)
    # From week 2 on 8 weeks remain: 320 hours of Ann and Ben, 160 of Cy.
    staff = {("A", "Ann"): {0: 40, 2: 32}, ("A", "Ben"): {3: 1}, ("A", "Cy"): {2: 8}}
    answer = plan({"A": (0, 4)}, staff)
    # Ann 0.1, Ben 0.003125 (rounded 0.0031), Cy 0.05: dev 0.0969, ops 0.0469.
    assert measured("balance", answer, work, now=2) == Decimal("0.1438")


def test_balance_counts_hours_up_to_the_horizon():
    work = portfolio(pool("A"))
    answer = plan({"A": (9, 2)}, {("A", "Ann"): {9: 40, 10: 40}})
    assert measured("balance", answer, work) == Decimal("0.1")


@pytest.mark.parametrize(
    ("selected", "makespan"), [(("P",), 4), (("P", "Q"), 7), ((), 0)]
)
def test_makespan_is_the_last_end_of_a_selected_project(selected, makespan):
    work = portfolio(project("P", bare("A"), bare("B")), project("Q", bare("C")))
    answer = plan({"A": (2, 2), "B": (0, 2), "C": (5, 2)}, selected=selected)
    assert measured("makespan", answer, work) == makespan


def test_objective_shares_are_shares_of_planned_effort():
    work = portfolio(
        project("P", pool("A", 60), effort("B", 20), objectives=("growth", "green")),
        project(
            "Q",
            fixed("C", 2, asks=[demand(headcount=2, share=Decimal("0.5"))]),
            objectives=("green",),
        ),
        project("R", bare("D")),
        project("S", pool("E", 1000), objectives=("idle",)),
        standard_week=35,
        standard_bau_share=Decimal("0.2"),
    )
    runs = {"A": (0, 2), "B": (0, 1), "C": (0, 9), "D": (0, 2), "E": (0, 2)}
    measures = measure(plan(runs, selected="PQR"), work)

    # C: 2 × 0.5 × 2 × 35 × 0.8 = 56 hours, whatever its length in the plan.
    assert measures.objective_share == {
        "growth": Fraction(80, 136),
        "green": Fraction(1),
        "idle": Fraction(0),
    }
    assert measures.as_dict()["objective_share/growth"] == float(Fraction(80, 136))


def test_objective_shares_of_nothing_are_nothing():
    work = portfolio(project("P", bare("A"), objectives=("growth", "growth")))
    assert measured("objective_share", plan({"A": (0, 2)}), work) == {"growth": 0}


def test_standard_hours_of_a_day_are_a_fifth_of_a_week():
    work = portfolio(
        project("P", fixed("A", 5), objectives=("growth",)),
        project("Q", pool("B", 40)),
        timeline={"start": "2026-01-05", "period": "day", "horizon": 30},
    )
    answer = plan({"A": (0, 5), "B": (0, 2)}, selected="PQ")
    assert measured("objective_share", answer, work) == {"growth": Fraction(1, 2)}


def test_contention_of_people_is_listed_from_the_first_start_to_the_last_end():
    ben = engineer("Ben", absences=(away(1, 9),), overtime_limit=Decimal("0.1"))
    work = portfolio(pool("A", 60), pool("B", 10, 1), people=("Ann", ben))
    staff = {("A", "Ann"): {0: 30, 1: 30}, ("B", "Ann"): {1: 15}, ("A", "Ben"): {1: 1}}
    loads = measure(plan({"A": (0, 2), "B": (1, 1)}, staff), work).people

    assert [
        (x.engineer, x.period, x.assigned, x.available, x.capacity, x.packages)
        for x in loads
    ] == [
        ("Ann", week(0), 30, 40, 40, ("A",)),
        ("Ann", week(1), 45, 40, 40, ("A", "B")),
        ("Ben", week(0), 0, 40, 44, ()),
        ("Ben", week(1), 1, 0, 0, ("A",)),
    ]


def test_contention_of_skills_sets_demand_against_everybody_who_has_it():
    people = (
        "Ann",
        engineer("Ben", "dev", "ops"),
        engineer("Cy", "qa", absences=(away(0, 9),)),
    )
    asks = [demand("dev", effort=60), demand("ops", effort=20)]
    work = portfolio(pool("A", asks=asks), people=people)
    staff = {
        ("A", "Ann"): {0: 30, 1: 20},
        ("A", "Ben"): {1: 10},
        ("A", "Ben", "ops"): {0: 10, 1: 10},
    }
    loads = measure(plan({"A": (0, 2)}, staff), work).skills

    assert [(x.skill, x.period, x.demand, x.capacity) for x in loads] == [
        ("dev", week(0), 30, 80),
        ("dev", week(1), 30, 80),
        ("ops", week(0), 10, 40),
        ("ops", week(1), 10, 40),
    ]


def test_contention_reaches_before_the_timeline_where_work_began_there():
    started = {
        "status": "running",
        "started": week(-1),
        "remaining_effort": {"dev": 10},
    }
    work = portfolio(pool("A", 20, progress=started), people=("Ann",))
    loads = measure(plan({"A": (-1, 2)}, {("A", "Ann"): {-1: 10, 0: 10}}), work).people
    assert [x.period for x in loads] == [week(-1), week(0)]


def test_a_cancelled_project_has_sunk_its_hours_and_money():
    fast = engineer("Ann", cost_per_hour=10, skills={"dev": Skill(speed=2)})
    work = portfolio(
        project("P", pool("A", 60, 3), fixed("B"), decision="out"),
        project("Q", fixed("C"), decision="out"),
        project("R", fixed("D")),
        people=(fast, "Ben"),
        role_rates={"dev": 7},
    )
    staff = {
        ("A", "Ann"): {0: 10, 1: 10},
        ("A", "Gone"): {0: 2, 1: 5},
        ("D", "Ben"): None,
    }
    baseline = plan({"A": (0, 3), "B": (4, 2), "C": (4, 2), "D": (0, 2)}, staff, "PQR")
    answer = plan({"D": (0, 2)}, team("D", "Ben"), "R")

    (sunk,) = measure(answer, work, baseline, week(1)).sunk
    assert (sunk.project, sunk.hours, sunk.cost) == ("P", 12, 114)


def test_a_cancelled_project_without_a_running_plan_has_sunk_nothing_known():
    work = portfolio(project("P", pool("A", progress=RUNNING), decision="out"))
    (sunk,) = measure(plan({}, selected=()), work, now=week(1)).sunk
    assert (sunk.hours, sunk.cost) == (0, 0)
