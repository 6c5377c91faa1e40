from datetime import date

import pytest

from benchmarks.fuzz.cases import case_of_seed
from benchmarks.fuzz.chance import SMALL
from optimizer.plan.effort import Limits
from optimizer.plan.goals import Goals, Measure
from optimizer.solving import solve
from scenarios.moves.entries import MoveList
from scenarios.moves.move_list import move_list
from scenarios.moves.value_curve import goals
from scenarios.situation import Situation

SEEDS = [4, 54, 63, 134, 144, 151, 165, 170, 202]
"""Random portfolios with a running plan, in which much changes."""


@pytest.fixture(scope="module")
def response(blocked):
    limits = Limits(deterministic=60, workers=1)
    return solve(blocked.portfolio, goals(), limits, blocked.baseline).plan


@pytest.fixture(scope="module")
def moved(blocked, response):
    return move_list(blocked, response)


def of_package(moved, package):
    return next(entry for entry in moved.packages if entry.package == package)


def test_the_blocked_team_is_told_why_it_builds_something_else_first(moved):
    feature = of_package(moved, "PR2")
    assert feature.kind == "earlier"
    assert (feature.before.first, feature.shift) == (date(2026, 5, 4), -4)
    waiting = of_package(moved, "UI2")
    assert waiting.kind == "later"
    assert "UI2 waits for AI2, which ends on 8 May 2026" in waiting.because
    assert feature.because.startswith(
        "Fay, Gus and Hana, planned on UI2 from 16 Mar 2026, are free because "
        "UI2 waits for AI2, which ends on 8 May 2026"
    )
    room = feature.reasons[0]
    assert room.cause == "room"
    assert room.people == ("Fay", "Gus", "Hana")
    assert room.packages == ("UI2", "AI2")


def test_whoever_joins_is_told_from_what_to_what_and_what_it_brings(moved, blocked):
    assert len(moved.moves) == 4
    for move in moved.moves:
        assert move.hours > 0
        assert move.first <= move.last
        assert f"ithout {move.engineer}" in move.because
    known = {row.package for row in blocked.baseline.packages}
    assert {stay.package for move in moved.moves for stay in move.planned} <= known


def test_moves_and_releases_are_those_of_the_checker(moved, blocked, response):
    same_as_measured(moved, blocked, response)
    assert sum(abs(entry.shift) for entry in moved.packages) == 41


def test_entries_are_in_order_of_date_and_then_of_name(moved):
    moves = [(m.first, m.package, m.engineer) for m in moved.moves]
    packages = [(p.after.first, p.package) for p in moved.packages]
    assert moves == sorted(moves)
    assert packages == sorted(packages)


def test_a_list_is_read_back_as_it_was_written(moved):
    assert MoveList.model_validate_json(moved.model_dump_json()) == moved


def test_the_running_plan_changes_nothing(atlas):
    assert move_list(atlas, atlas.baseline) == MoveList()


def test_without_a_running_plan_there_is_nothing_to_compare(atlas):
    alone = atlas.replace(baseline=None)
    assert move_list(alone, atlas.baseline) == MoveList()


def same_as_measured(moved, situation, plan):
    measured = situation.measure(plan)
    pairs = [(move.engineer, move.package) for move in moved.moves]
    gone = [(release.engineer, release.package) for release in moved.releases]
    assert sorted(pairs) == sorted(measured.moved)
    assert len(pairs) == measured.moves
    assert sorted(gone) == sorted(measured.released)
    assert len(gone) == measured.releases
    shifts = {entry.package: entry.shift for entry in moved.packages if entry.shift}
    assert shifts == measured.shift_by_package
    dropped = [entry.package for entry in moved.packages if entry.kind == "dropped"]
    assert sorted(dropped) == sorted(measured.dropped_packages)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_change_of_a_random_plan_is_listed_once_with_a_reason(seed):
    case = case_of_seed(seed, SMALL)
    situation = Situation.of(case.portfolio, case.baseline, case.now)
    outcome = solve(
        situation.portfolio,
        Goals.single(Measure.NET_VALUE),
        Limits(deterministic=0.5, workers=1),
        situation.baseline,
    )
    for plan in (outcome.plan, case.baseline):
        if plan is not None:
            moved = move_list(situation, plan)
            same_as_measured(moved, situation, plan)
            entries = (*moved.moves, *moved.releases, *moved.packages, *moved.projects)
            assert all(entry.because and entry.reasons for entry in entries)
