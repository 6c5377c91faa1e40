from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from benchmarks.fuzz import promises, run
from benchmarks.fuzz.cases import case_of_seed
from benchmarks.fuzz.chance import Chance, Days
from benchmarks.fuzz.promises import NET_VALUE, NOTHING, Promises, promises_of
from optimizer import Limits, SolveStatus, solve
from scenarios.answers import answering
from scenarios.answers.answer import AnswerKind, of_outcome
from scenarios.scenario import Scenario
from scenarios.situation import Situation
from tests.optimizer.plan.tiny import fixed, portfolio, project

UNITS = Limits(deterministic=2, workers=1)
WORK = portfolio(project("P", fixed("A"), value=5), people=["Ann", "Ben"])


@pytest.fixture
def best():
    """The best outcome, and the promises of its plan as the running one."""
    outcome = solve(WORK, NET_VALUE, UNITS)
    return outcome, Promises(Situation.of(WORK, outcome.plan), NOTHING, UNITS)


def worse(outcome):
    """The same outcome with less value, proven."""
    (tier,) = outcome.tiers
    return outcome.replace(tiers=(tier.replace(value=4.0, bound=4.0),))


def test_kept_promises_have_no_complaints(best):
    assert best[1].complaints() == ()


def test_more_that_is_worth_less_is_told(best):
    outcome = best[0]
    assert list(promises._lost(outcome, worse(outcome), "people")) == [
        "people lose value: 4.0 at most, 5.0 without"
    ]
    impossible = outcome.replace(plan=None, status=SolveStatus.INFEASIBLE, tiers=())
    told = list(promises._lost(outcome, impossible, "people"))
    assert told == ["people make the plan impossible"]
    assert not list(promises._lost(worse(outcome), outcome, "people"))


def test_a_response_worse_than_the_running_plan_is_told(best, monkeypatch):
    def nothing_done(situation, asker, goals, starts):
        empty = solve(WORK.replace(projects=()), NET_VALUE, UNITS)
        return of_outcome(AnswerKind.RESPONSE, empty)

    monkeypatch.setattr(answering, "best_response", nothing_done)
    told = best[1].complaints()
    assert "slides is better than the response" in told


def test_causes_that_do_not_add_up_are_told(best, monkeypatch):
    asked = best[1]
    changes = [
        {"kind": "project_revalued", "project": "P", "value": 8},
        {"kind": "engineer_leaves", "engineer": "Ann", "on": "2026-01-06"},
    ]
    changed = replace(asked, scenario=Scenario(name="worth more", changes=changes))
    assert changed.complaints() == ()
    true = promises.decompose_by_cause

    def forgets_the_last(base, scenario, asker):
        found = true(base, scenario, asker)
        return found.replace(causes=found.causes[1:])

    monkeypatch.setattr(promises, "decompose_by_cause", forgets_the_last)
    assert list(changed._of_causes()) == [
        "the causes add up to 0, the whole is 3",
        "the causes add up to 0, the ends differ by 3",
    ]


def test_projects_that_do_not_add_up_are_told(best, monkeypatch):
    asked = best[1]
    answers = asked._answers(asked.base, NOTHING)
    assert not list(promises._of_projects(answers))
    true = promises.difference

    def forgets_the_last(one, other):
        found = true(one, other)
        row = found.rows[-1].replace(difference=Decimal(7))
        return found.replace(rows=(row,))

    monkeypatch.setattr(promises, "difference", forgets_the_last)
    told = list(promises._of_projects(answers))
    assert told
    assert told[0].endswith("differ by 0.0, not 7")


def test_a_run_of_promises_is_told_apart_from_others(tmp_path, monkeypatch):
    monkeypatch.setattr(Promises, "complaints", lambda self: ("wrong",))
    found = run.examine(0, run.Settings(promises=True))
    assert (found.goal, found.status, found.complaints) == (
        "promises",
        "broken",
        ("wrong",),
    )


def test_a_crash_is_a_finding_of_its_seed(monkeypatch):
    def crash(*arguments):
        raise RuntimeError("out of order")

    monkeypatch.setattr(run, "promises_of", crash)
    found = run.examine(0, run.Settings(promises=True))
    assert found.status == "crash"
    assert "out of order" in found.complaints[0]


def test_a_case_without_a_running_plan_gets_the_best_one():
    case = next(
        case
        for case in map(case_of_seed, range(50))
        if case.baseline is None and not case.portfolio.offers
    )
    chance = Chance(Random(0))
    days = Days(chance, case.portfolio.timeline)
    assert promises_of(case, chance, days, UNITS).base.baseline is not None
