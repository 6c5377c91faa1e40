"""The search for portfolios of any size, on small ones."""

from fractions import Fraction

import pytest

from optimizer import Goals, Limits, Measure, SolveStatus, check, solve
from optimizer.portfolio.work import Link
from tests.optimizer.plan.tiny import effort, fixed, portfolio, project, week

NET_VALUE = Goals.single(Measure.NET_VALUE)


@pytest.fixture(autouse=True)
def _everything_is_large(monkeypatch):
    """The exact model is never small enough."""
    monkeypatch.setattr("optimizer.solving.LARGEST_MODEL", -1)


def work():
    """Two projects after each other for one person; the second of them is late."""
    return portfolio(
        project("P", effort("A", 80), value=10, delay_cost=1, due=week(1)),
        project("Q", effort("B", 80), value=5, delay_cost=1, due=week(1)),
        people=["Ann"],
    )


def test_a_large_portfolio_gets_a_plan_and_a_note_that_says_how():
    outcome = solve(work(), NET_VALUE, Limits(seconds=1, workers=1))
    assert outcome.certificate.engine == "search"
    assert "search_engine" in [note.code for note in outcome.notes]
    assert outcome.verdict.accepted
    assert outcome.measures["net_value"] == 10 + 5 - 2


def test_what_meets_the_relaxation_is_proven():
    early = portfolio(project("P", effort("A", 80), value=10), people=["Ann"])
    outcome = solve(early, NET_VALUE, Limits(deterministic=1, workers=1))
    assert outcome.status is SolveStatus.OPTIMAL
    assert outcome.tiers[0].value == outcome.tiers[0].bound == 10
    assert outcome.certificate.repeatable


def test_a_bound_is_never_below_the_plan():
    outcome = solve(work(), NET_VALUE, Limits(deterministic=1, workers=1))
    (tier,) = outcome.tiers
    assert tier.value <= tier.bound <= 15


def test_the_same_seed_without_a_clock_gives_the_same_plan():
    one, other = (
        solve(work(), NET_VALUE, Limits(deterministic=1, workers=1, seed=2))
        for _ in range(2)
    )
    assert one.plan == other.plan


@pytest.mark.parametrize("measure", [Measure.MAKESPAN, Measure.COST])
def test_other_goals_have_a_plan_and_maybe_no_bound(measure):
    linked = portfolio(
        project(
            "P",
            fixed("A", 2),
            fixed("B", 2, predecessors=(Link(package="A"),)),
            mandatory=True,
        )
    )
    outcome = solve(linked, Goals.single(measure), Limits(deterministic=1, workers=1))
    assert check(outcome.plan, linked).accepted
    assert outcome.measures["makespan"] >= 4


def test_nothing_is_claimed_where_nothing_is_found():
    impossible = portfolio(
        project("P", fixed("A", 6), mandatory=True),
        project("Q", fixed("B", 6), mandatory=True),
        people=["Ann"],
    )
    outcome = solve(impossible, NET_VALUE, Limits(deterministic=1, workers=1))
    assert outcome.plan is None
    assert outcome.status is SolveStatus.OUT_OF_TIME
    assert outcome.conflict is None


def test_fractions_and_values_are_told_in_the_same_unit():
    outcome = solve(work(), NET_VALUE, Limits(deterministic=1, workers=1))
    values = [point.value for point in outcome.convergence if point.value is not None]
    assert Fraction(values[-1]) == Fraction(outcome.tiers[0].value)
