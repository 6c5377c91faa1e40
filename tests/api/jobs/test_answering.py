"""Answers as they are stored, without a process around them."""

import json

import pytest

from api.jobs import pages
from api.jobs.answering import answer, solve
from api.jobs.messages import Answered
from api.jobs.questions import (
    ComparisonQuestion,
    ConflictQuestion,
    CurveQuestion,
    Effort,
    FrontQuestion,
    MovesQuestion,
    PriceQuestion,
    SolveQuestion,
    WhatIfQuestion,
)
from optimizer import Goals, Outcome, SolveStatus
from optimizer.errors import EngineFault
from optimizer.plan.effort import Control
from scenarios.records import ScenarioRecord
from scenarios.scenario import Scenario

EFFORT = Effort(deterministic=5, workers=1)
LEAVES = {"kind": "engineer_leaves", "engineer": "Ann", "on": "2026-01-12"}
ABSENT = {
    "kind": "engineer_absent",
    "engineer": "Ann",
    "first": "2026-01-05",
    "last": "2026-01-09",
}
STRANGER = {"engineer": "Eve", "package": "build", "demand": "BE"}


@pytest.fixture
def ask():
    """A function that asks a question and returns the answer and its steps."""

    def ask(question):
        steps = []
        return answer(question, Control(), steps.append), steps

    return ask


def test_a_solve_gives_its_outcome_and_the_plan_with_its_verdict(ask, portfolio):
    answered, _ = ask(SolveQuestion(portfolio=portfolio, effort=EFFORT))
    outcome = Outcome.model_validate_json(answered.result)
    assert outcome.status is SolveStatus.OPTIMAL
    [judged] = answered.plans
    assert (judged.label, judged.plan) == ("plan", outcome.plan)
    assert judged.verdict == outcome.verdict
    assert judged.verdict.accepted


def test_a_solve_without_a_plan_gives_its_outcome_alone(ask, portfolio):
    beyond = Goals.default(with_baseline=False).replace(
        limits=[{"measure": "value", "at_least": 500}]
    )
    question = SolveQuestion(portfolio=portfolio, goals=beyond, effort=EFFORT)
    answered, _ = ask(question)
    outcome = Outcome.model_validate_json(answered.result)
    assert outcome.status is SolveStatus.INFEASIBLE
    assert answered.plans == ()


def test_a_scenario_gives_every_answer_with_its_plan(ask, portfolio, plan):
    scenario = Scenario(name="Ann leaves", changes=[LEAVES])
    question = WhatIfQuestion(
        portfolio=portfolio, baseline=plan, scenario=scenario, effort=EFFORT
    )
    answered, steps = ask(question)
    record = ScenarioRecord.model_validate_json(answered.result)
    assert record.complete
    assert [answer.kind for answer in record.answers] == [
        judged.label for judged in answered.plans
    ]
    assert "response" in {judged.label for judged in answered.plans}
    assert [judged.plan for judged in answered.plans] == [
        a.plan for a in record.answers
    ]
    assert (steps[-1].done, steps[-1].expected) == (2, 2)


def test_a_question_that_contradicts_itself_is_refused_with_its_reason(
    ask, portfolio, plan
):
    unknown = plan.replace(assignments=[STRANGER])
    question = SolveQuestion(portfolio=portfolio, baseline=unknown, effort=EFFORT)
    refused, _ = ask(question)
    assert refused.code == "invalid_plan"
    assert "Eve" in refused.message


def test_a_scenario_that_contradicts_its_portfolio_is_refused(ask, portfolio):
    scenario = Scenario(name="Eve", changes=[{**LEAVES, "engineer": "Eve"}])
    question = WhatIfQuestion(portfolio=portfolio, scenario=scenario, effort=EFFORT)
    assert ask(question)[0].code == "invalid_scenario"


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (EngineFault("A plan breaks a rule."), "engine_fault", "breaks a rule"),
        (MemoryError(), "out_of_memory", "more memory"),
        (KeyError("secret"), "fault", "KeyError"),
    ],
)
def test_a_fault_is_an_answer_too(ask, portfolio, monkeypatch, error, code, said):
    def fail(*_):
        raise error

    monkeypatch.setattr(solve, "solve", fail)
    refused, _ = ask(SolveQuestion(portfolio=portfolio))
    assert refused.code == code
    assert said in refused.message
    assert "secret" not in refused.message


def asked_of_tiny(portfolio, plan):
    """Return a question of every kind about a portfolio with its running plan."""
    about = {"portfolio": portfolio, "baseline": plan, "effort": EFFORT}
    ill = Scenario(name="Ann is ill", changes=[ABSENT])
    late = Scenario(name="Ann comes late", changes=[{**ABSENT, "last": "2026-01-16"}])
    return {
        "solve": SolveQuestion(**about),
        "what_if": WhatIfQuestion(**about, scenario=ill, curve=True),
        "comparison": ComparisonQuestion(**about, scenarios=[ill, late], causes=True),
        "answers": ComparisonQuestion(**about, scenarios=[ill], answers=True),
        "moves": MovesQuestion(**about, scenario=ill),
        "moves of a plan": MovesQuestion(**about, plan=plan),
        "conflict": ConflictQuestion(**about, scenario=ill),
        "why a project": ConflictQuestion(**about, scenario=ill, project="P"),
        "people": PriceQuestion(**about, price={"of": "people"}),
        "training": PriceQuestion(
            **about, price={"of": "training", "engineer": "Ann", "skill": "BE"}
        ),
        "key people": PriceQuestion(**about, price={"of": "key_people"}),
        "moves curve": CurveQuestion(**about, curve={"of": "moves"}),
        "deadlines": CurveQuestion(**about, curve={"of": "deadline", "project": "P"}),
        "headcount": CurveQuestion(
            **about, curve={"of": "headcount", "skill": "BE", "up_to": 1}
        ),
        "front": FrontQuestion(**about, scenario=ill, most=3),
    }


KINDS_OF_TINY = [
    *("solve", "what_if", "comparison", "answers", "moves", "moves of a plan"),
    *("conflict", "why a project", "people", "key people", "moves curve"),
    *("deadlines", "headcount", "front"),
]


@pytest.mark.parametrize("kind", KINDS_OF_TINY)
def test_every_question_is_answered_and_told_to_both_sights(ask, portfolio, plan, kind):
    answered, _ = ask(asked_of_tiny(portfolio, plan)[kind])
    assert isinstance(answered, Answered)
    assert json.loads(answered.result)
    assert all(judged.verdict is not None for judged in answered.plans)
    for told in (answered.full, answered.limited):
        assert told.telling.decision
        assert pages.page(told).render()
    assert "Tiny" in answered.full.telling.eyebrow + answered.full.telling.title


def test_a_question_that_gains_nothing_to_learn_is_refused_with_its_reason(
    ask, portfolio, plan
):
    refused, _ = ask(asked_of_tiny(portfolio, plan)["training"])
    assert refused.code == "not_answered"
    assert "Ann has BE" in refused.message


def test_the_plans_of_a_list_are_called_by_their_places_in_it(ask, portfolio, plan):
    question = asked_of_tiny(portfolio, plan)["comparison"]
    answered, _ = ask(question)
    assert [judged.label for judged in answered.plans] == ["plan_1", "plan_2"]
    for judged in answered.plans:
        assert question.situation(judged.label).check(judged.plan) == judged.verdict


def test_that_there_is_no_plan_is_told_with_the_rules_that_cannot_all_hold(
    ask, portfolio
):
    by_friday = {"kind": "deadline_moved", "project": "P", "deadline": "2026-01-09"}
    forced = {"kind": "project_forced", "project": "P", "decision": "in"}
    away = Scenario(name="Away", changes=[by_friday, forced, ABSENT])
    question = ConflictQuestion(portfolio=portfolio, scenario=away, effort=EFFORT)
    answered, _ = ask(question)
    assert json.loads(answered.result)["status"] == "infeasible"
    assert "No plan can keep every rule" in answered.full.telling.decision


def test_a_stopped_question_answers_with_what_there_is(portfolio, plan):
    control = Control()
    control.stop.set()
    question = asked_of_tiny(portfolio, plan)["what_if"]
    answered = answer(question, control, lambda _: None)
    assert isinstance(answered, Answered)
    assert json.loads(answered.result)["complete"] is False
    assert "stopped" in answered.full.telling.decision


def test_those_who_may_only_read_are_told_nothing_of_money_and_reasons(
    ask, portfolio, plan
):
    ann = portfolio.engineers[0].replace(
        cost_per_hour=97,
        absences=[{"first": "2026-01-26", "last": "2026-01-30", "reason": "surgery"}],
    )
    away = ann.absences[0].replace(reason="cruise")
    others = ann.replace(cost_per_hour=31, absences=[away])
    dear, cheap = (portfolio.replace(engineers=[one]) for one in (ann, others))
    for kind in ("solve", "comparison"):
        one, other = (ask(asked_of_tiny(it, plan)[kind])[0] for it in (dear, cheap))
        assert one.full != other.full
        assert untimed(one.limited) == untimed(other.limited)


def untimed(told):
    """Return what is told, without how long the search took."""
    sections = [one for one in told.telling.sections if one.id != "confidence"]
    figures = {n: it for n, it in told.figures.items() if "convergence" not in n}
    return told.telling.replace(sections=sections), figures


def test_a_fault_in_telling_does_not_lose_the_answer(ask, portfolio, monkeypatch):
    def fail(*_, **__):
        raise KeyError("secret")

    monkeypatch.setattr(solve, "report_page", fail)
    answered, _ = ask(SolveQuestion(portfolio=portfolio, effort=EFFORT))
    assert json.loads(answered.result)["status"] == "optimal"
    assert answered.full is None
