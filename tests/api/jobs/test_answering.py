"""Answers as they are stored, without a process around them."""

import pytest

from api.jobs.answering import answer, solve
from api.jobs.questions import Effort, SolveQuestion, WhatIfQuestion
from optimizer import Goals, Outcome, SolveStatus
from optimizer.errors import EngineFault
from optimizer.plan.effort import Control
from scenarios.records import ScenarioRecord
from scenarios.scenario import Scenario

EFFORT = Effort(deterministic=5, workers=1)
LEAVES = {"kind": "engineer_leaves", "engineer": "Ann", "on": "2026-01-12"}
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
