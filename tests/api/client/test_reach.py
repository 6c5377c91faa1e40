"""The client reaches every operation, and knows every field of the answers."""

import json
import re
from datetime import date
from pathlib import Path

import httpx2
import pytest
from pydantic import ValidationError

from api.access.principal import Role
from api.client import (
    Effort,
    Job,
    JobView,
    NotFound,
    Quarterdeck,
    Stored,
    answers,
    jobs,
    priced,
    swept,
)
from api.jobs.questions import KINDS
from optimizer import Plan, Portfolio
from scenarios.scenario import Scenario

DOCUMENT = json.loads(
    (Path(__file__).parents[3] / "docs/openapi.json").read_text(encoding="utf-8")
)
OPERATIONS = {
    (method.upper(), path): operation["operationId"]
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
LEFT_OUT = {
    "metrics": "Prometheus reads it",
}
ID = "0" * 32
PORTFOLIO = Portfolio(timeline={"start": date(2026, 1, 5), "horizon": 4})
SCENARIO = Scenario(name="s")
PLAN = Plan(selected=[])


def job(quarterdeck):
    """A job that was asked."""
    return Job(quarterdeck._connection, JobView.model_construct(id=ID, kind="solve"))


CALLS = {
    "add_plan": lambda q: q.plans.add(ID, PLAN),
    "add_user": lambda q: q.users.add("Kim"),
    "approve_answer": lambda q: q.approvals.approve(ID, ID),
    "ask_for_a_comparison": lambda q: q.compare(ID, [ID, ID]),
    "ask_for_a_curve": lambda q: q.curve(ID, swept.MovesSwept()),
    "ask_for_a_front": lambda q: q.pareto(ID),
    "ask_for_a_plan": lambda q: q.solve(ID),
    "ask_for_a_price": lambda q: q.price(ID, priced.PeoplePriced()),
    "ask_for_moves": lambda q: q.moves(ID),
    "ask_what_if": lambda q: q.what_if(ID),
    "ask_why": lambda q: q.why(ID),
    "cancel_job": lambda q: job(q).cancel(),
    "create_portfolio": lambda q: q.portfolios.create(PORTFOLIO),
    "create_scenario": lambda q: q.scenarios.create(ID, SCENARIO),
    "delete_scenario": lambda q: q.scenarios.delete(Stored(ID, 1, SCENARIO)),
    "disable_user": lambda q: q.users.disable(ID),
    "enable_user": lambda q: q.users.enable(ID),
    "export_portfolio": lambda q: q.portfolios.export(ID),
    "follow_job": lambda q: job(q).wait(),
    "give_role": lambda q: q.users.give_role(ID, ID, Role.VIEWER),
    "health": lambda q: q.health(),
    "list_approvals": lambda q: list(q.approvals.every(ID)),
    "list_charts": lambda q: job(q).told.charts(),
    "list_charts_of_plan": lambda q: q.plans.told(ID).charts(),
    "list_jobs": lambda q: list(q.jobs.every()),
    "list_keys": lambda q: list(q.users.keys(ID)),
    "list_plans": lambda q: list(q.plans.every(ID)),
    "list_portfolios": lambda q: list(q.portfolios.every()),
    "list_scenarios": lambda q: list(q.scenarios.every(ID)),
    "list_users": lambda q: list(q.users.every()),
    "list_versions": lambda q: q.portfolios.versions(ID),
    "make_key": lambda q: q.users.make_key(ID, "tool"),
    "put_password": lambda q: q.users.set_password(ID, "x"),
    "read_audit_log": lambda q: list(q.users.audit_log()),
    "read_chart": lambda q: job(q).told.chart(ID),
    "read_chart_of_plan": lambda q: q.plans.told(ID).chart(ID),
    "read_job": lambda q: q.jobs.read(ID),
    "read_plan": lambda q: q.plans.read(ID),
    "read_portfolio": lambda q: q.portfolios.read(ID),
    "read_result": lambda q: job(q).answer(),
    "read_scenario": lambda q: q.scenarios.read(ID),
    "read_telling": lambda q: job(q).told.telling(),
    "read_telling_of_plan": lambda q: q.plans.told(ID).telling(),
    "ready": lambda q: q.ready(),
    "rebase_job": lambda q: job(q).rebase(),
    "replace_portfolio": lambda q: q.portfolios.replace(Stored(ID, 1, PORTFOLIO)),
    "replace_scenario": lambda q: q.scenarios.replace(Stored(ID, 1, SCENARIO)),
    "report_on_job": lambda q: job(q).told.report(),
    "report_on_plan": lambda q: q.plans.told(ID).report(),
    "retry_job": lambda q: job(q).retry(),
    "revoke_key": lambda q: q.users.revoke_key(ID),
    "set_role": lambda q: q.users.set_role(ID, None),
    "take_password": lambda q: q.users.take_password(ID),
    "take_role": lambda q: q.users.take_role(ID, ID),
    "undo_approval": lambda q: q.approvals.undo(ID, 1),
    "validate_portfolio": lambda q: q.portfolios.validate(PORTFOLIO),
}


def operation_of(request):
    """The operation that a request is for."""
    path = request.url.path
    return next(
        name
        for (method, template), name in sorted(OPERATIONS.items())
        if method == request.method
        and re.fullmatch(re.sub(r"\{\w+\}", f"{ID}", template), path)
    )


def test_the_client_reaches_every_operation():
    assert set(CALLS) | set(LEFT_OUT) == set(OPERATIONS.values())
    assert set(CALLS) & set(LEFT_OUT) == set()


@pytest.mark.parametrize("name", CALLS)
def test_a_call_reaches_its_operation(name):
    reached = []

    def refuse(request):
        reached.append(operation_of(request))
        return httpx2.Response(404, json={"title": "No such thing", "status": 404})

    transport = httpx2.MockTransport(refuse)
    with (
        Quarterdeck("http://nowhere", "qd_x", transport=transport) as quarterdeck,
        pytest.raises(NotFound),
    ):
        CALLS[name](quarterdeck)
    assert reached == [name]


ANSWERS = {
    found.__name__: found
    for found in vars(answers).values()
    if isinstance(found, type)
    and issubclass(found, answers.Answer)
    and found is not answers.Answer
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_has_every_field_that_is_published(name):
    published = DOCUMENT["components"]["schemas"][name]["properties"]
    assert set(ANSWERS[name].model_fields) == set(published)


def test_a_job_is_in_one_of_the_states_that_are_published():
    published = DOCUMENT["components"]["schemas"]["JobState"]["enum"]
    assert [state.value for state in answers.JobState] == published


SAID = {
    found.__name__: found
    for module in (priced, swept)
    for found in vars(module).values()
    if isinstance(found, type) and found.__module__ == module.__name__
} | {"Effort": Effort}


@pytest.mark.parametrize("name", SAID)
def test_a_part_of_a_question_has_every_field_that_is_published(name):
    published = DOCUMENT["components"]["schemas"][name]
    assert set(SAID[name].model_fields) == set(published["properties"])
    needed = {
        field for field, info in SAID[name].model_fields.items() if info.is_required()
    }
    assert needed == set(published.get("required", ()))


@pytest.mark.parametrize("kind", jobs.CLASSES)
def test_every_kind_of_answer_is_of_a_class_that_is_there(kind):
    with pytest.raises(ValidationError):
        jobs.read_answer(kind, b"[]")


def test_every_kind_of_question_has_an_answer():
    assert set(jobs.CLASSES) == set(KINDS)
