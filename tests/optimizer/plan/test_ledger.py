"""The books: a plan joined with its portfolio in periods."""

from datetime import date
from decimal import Decimal

from optimizer.plan import Assignment, Engagement, Ledger, Plan, ScheduledPackage
from optimizer.plan.schedule import Engaged
from optimizer.portfolio.people import Offer
from optimizer.portfolio.work import Staffing
from tests.optimizer.plan.tiny import (
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


def test_days_become_periods_and_hours_of_one_period_add_up():
    work = portfolio(pool("A"), offers=(Offer(engineer=engineer("Ida")),))
    hours = {
        date(2026, 1, 5): Decimal("1.25"),
        date(2026, 1, 9): Decimal(2),
        date(2026, 1, 12): Decimal(0),
    }
    answer = Plan(
        selected=("P",),
        packages=(ScheduledPackage(package="A", start=date(2026, 1, 8), periods=2),),
        assignments=(
            Assignment(engineer="Ann", package="A", demand="dev", hours=hours),
        ),
        engagements=(
            Engagement(offer="Ida", first=date(2026, 1, 7), last=date(2026, 1, 21)),
        ),
    )
    ledger = Ledger(answer, work)

    assert (ledger.runs["A"].start, ledger.runs["A"].end) == (0, 2)
    assert ledger.hours["Ann"] == {0: 325}
    assert ledger.schedule.engagements == (Engaged("Ida", 0, 3),)


def test_hours_and_packages_are_kept_by_person():
    work = portfolio(fixed("A"), pool("B"))
    answer = plan(
        {"A": (0, 2), "B": (1, 2)},
        {("A", "Ann"): None, ("B", "Ann"): {1: 5, 2: 0}, ("B", "Ben"): {}},
    )
    ledger = Ledger(answer, work)

    assert ledger.hours == {"Ann": {0: 4000, 1: 4500}, "Ben": {}}
    assert ledger.packages_with_hours == {"Ann": {0: {"A"}, 1: {"A", "B"}}, "Ben": {}}
    assert [(run.id, share) for run, share in ledger.memberships["Ann"]] == [
        ("A", 10_000)
    ]
    assert "Ben" not in ledger.memberships


def test_runs_are_kept_in_the_order_of_the_portfolio():
    work = portfolio(
        project("P", bare("B"), bare("A")), project("Q", bare("C")), project("R")
    )
    ledger = Ledger(plan({"C": (0, 2), "A": (1, 3), "B": (0, 2)}), work)

    assert list(ledger.runs) == ["B", "A", "C"]
    assert {p: [run.id for run in runs] for p, runs in ledger.runs_of.items()} == {
        "P": ["B", "A"],
        "Q": ["C"],
        "R": [],
    }
    assert (ledger.end_of("P"), ledger.end_of("Q"), ledger.end_of("R")) == (4, 2, None)


def test_a_project_with_a_missing_package_has_no_end():
    assert (
        Ledger(plan({"A": (0, 2)}), portfolio(bare("A"), bare("B"))).end_of("P") is None
    )


def test_a_run_says_how_it_is_staffed():
    work = portfolio(fixed("A"), effort("B"), pool("C"), bare("D", staffing="pool"))
    runs = Ledger(plan(dict.fromkeys("ABCD", (0, 2))), work).runs
    assert [run.staffing for run in runs.values()] == [
        Staffing.FIXED_TEAM,
        Staffing.EFFORT_TEAM,
        Staffing.POOL,
        None,
    ]
    assert [run.is_team for run in runs.values()] == [True, True, False, False]


def test_a_run_says_how_far_it_has_come():
    running = {"status": "running", "started": week(0)}
    done = {"status": "done", "started": week(0), "finished": week(0)}
    work = portfolio(
        bare("A", progress=running), bare("B", 1, progress=done), bare("C")
    )
    answer = plan({"A": (0, 2), "B": (0, 1), "C": (3, 2)})
    runs = Ledger(answer, work, now=week(1)).runs

    assert [run.is_running for run in runs.values()] == [True, False, False]
    assert [run.is_done for run in runs.values()] == [False, True, False]
    assert [run.planned_from for run in runs.values()] == [1, 1, 3]


def test_members_and_pairs_differ_for_pools_only():
    work = portfolio(fixed("A"), pool("B"))
    staff = {("A", "Ann"): {}, ("B", "Ann"): {0: 1}, ("B", "Ben"): {}}
    runs = Ledger(plan({"A": (0, 2), "B": (0, 2)}, staff), work).runs
    assert (runs["A"].members, runs["A"].pairs) == ({"Ann"}, {"Ann"})
    assert (runs["B"].members, runs["B"].pairs) == ({"Ann", "Ben"}, {"Ann"})


def test_now_is_the_argument_then_the_portfolio_then_the_first_period():
    work = portfolio(bare("A"), now=week(3))
    answer = plan({"A": (5, 2)})
    assert Ledger(answer, work, now=week(4)).now == 4
    assert Ledger(answer, work).now == 3
    assert Ledger(answer, work, now=date(2026, 1, 6)).now == 1
    assert Ledger(answer, portfolio(bare("A"))).now == 0
    assert Ledger(answer, work, now=date(2025, 1, 6)).now == 0


def test_a_baseline_keeps_what_the_portfolio_no_longer_has():
    work = portfolio(fixed("A"), pool("B", asks=[demand(effort=60)]))
    staff = {
        ("A", "Ann"): None,
        ("A", "Gone"): None,
        ("A", "Ben", "old"): {},
        ("B", "Gone"): None,
        ("B", "Ann", "old"): {0: 1},
        ("B", "Ben", "old"): {},
        ("X", "Zoe"): {},
    }
    old = plan({"A": (0, 2), "B": (0, 2), "X": (4, 1)}, staff, ("P", "Y"))
    baseline = Ledger(
        plan({"A": (0, 2), "B": (0, 2)}, team("A", "Ann")), work, old
    ).baseline

    assert baseline.starts == {"A": 0, "B": 0, "X": 4}
    assert baseline.pairs == {
        "A": {"Ann", "Ben", "Gone"},
        "B": {"Ann", "Gone"},
        "X": {"Zoe"},
    }
    assert set(baseline.runs) == {"A", "B"}


def test_pairs_of_a_baseline_pool_are_those_with_hours():
    work = portfolio(pool("B"), people=("Ann", engineer("Ben", hours_per_week=0), "Cy"))
    staff = {("B", "Ann"): None, ("B", "Ben"): None, ("B", "Cy"): {}}
    baseline = Ledger(plan({"B": (0, 2)}), work, plan({"B": (0, 2)}, staff)).baseline
    assert baseline.pairs == {"B": {"Ann"}}
