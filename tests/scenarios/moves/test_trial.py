import pytest

from benchmarks.fuzz.cases import case_of_seed
from benchmarks.fuzz.chance import SMALL
from optimizer.plan.check import check
from optimizer.plan.effort import Limits
from optimizer.plan.goals import Goals, Measure
from optimizer.plan.ledger import Ledger
from optimizer.plan.measure import measure
from optimizer.solving import solve
from scenarios.moves.trial import Trials
from scenarios.situation import Situation

SEEDS = [0, 2, 4, 5, 54, 63, 134, 144, 151, 165, 170, 202]


def as_found(broken):
    return {(found.rule, found.where, found.period) for found in broken}


def written(plan, run, timeline):
    """The plan in which a package runs so, with all its hours left out."""
    packages = tuple(
        row.replace(start=timeline.first_day(run.start), periods=run.end - run.start)
        if row.package == run.id
        else row
        for row in plan.packages
    )
    assignments = tuple(
        row.replace(hours=None) if row.package == run.id else row
        for row in plan.assignments
    )
    return plan.replace(packages=packages, assignments=assignments)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_trial_breaks_what_the_same_plan_written_out_breaks(seed):
    case = case_of_seed(seed, SMALL)
    situation = Situation.of(case.portfolio, case.baseline, case.now)
    portfolio, baseline = situation.portfolio, situation.baseline
    goals, limits = (
        Goals.single(Measure.NET_VALUE),
        Limits(deterministic=0.3, workers=1),
    )
    plan = solve(portfolio, goals, limits, baseline).plan
    trials = Trials(situation, plan)
    already = as_found(check(plan, portfolio, baseline).broken)
    value = measure(plan, portfolio, baseline).net_value
    for name, run in trials.ledger.runs.items():
        for shift in (-1, 1) if run.fact is None else ():
            trial = trials.starting(name, run.start + shift)
            moved = written(plan, trial.run, trials.ledger.timeline)
            verdict = check(moved, portfolio, baseline)
            new = as_found(found for found in verdict.broken if not found.fact)
            assert as_found(trial.broken) == new - already
            assert trial.accepted == (not new - already)
            assert trial.gain == measure(moved, portfolio, baseline).net_value - value


def test_a_trial_leaves_the_plan_as_it_was(atlas):
    trials = Trials(atlas, atlas.baseline)
    before = Ledger(atlas.baseline, atlas.portfolio, atlas.baseline)
    trials.starting("LE1", 5)
    trials.staffed("PR1", {"SEC": ("Ivo",)})
    assert trials.ledger.hours == before.hours
    assert trials.ledger.runs == before.runs


def test_a_team_of_others_takes_as_long_as_they_need(atlas):
    trials = Trials(atlas, atlas.baseline)
    alone = trials.staffed("PR1", {"SEC": ("Ivo",)})
    assert alone.planned.end - alone.planned.start == 4
    assert alone.run.end - alone.run.start == 7
    assert {found.rule for found in alone.broken} == {
        "links",
        "team_packages",
        "team_shares",
        "working_capacity",
    }


def test_the_same_trial_is_made_once(atlas):
    trials = Trials(atlas, atlas.baseline)
    assert trials.starting("LE1", 5) is trials.starting("LE1", 5)
    assert trials.restored("LEG") is trials.restored("LEG")
