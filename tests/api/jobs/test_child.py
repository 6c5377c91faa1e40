"""The real process of a solve, with its engine."""

import os
from pathlib import Path
from queue import SimpleQueue

import pytest

from api.jobs.assignment import Assignment
from api.jobs.messages import Answered, Improved, Ready, Stepped
from api.jobs.process import Gone, SolveProcess
from api.jobs.questions import (
    ComparisonQuestion,
    ConflictQuestion,
    Effort,
    PriceQuestion,
    SolveQuestion,
)
from api.storage.jobs import JobState
from optimizer import Outcome, Portfolio, SolveStatus
from scenarios.scenario import Scenario

ATLAS = Path(__file__).parents[3] / "data" / "atlas" / "portfolio.json"
ASSIGNMENT = Assignment(job="1", worker="here")
LINUX = pytest.mark.skipif(not Path("/proc").is_dir(), reason="NO /proc to look in")


@pytest.fixture
def inbox():
    """What processes tell."""
    return SimpleQueue()


@pytest.fixture
def ready(inbox):
    """A process that has loaded everything."""
    process = SolveProcess(4096, inbox)
    assert inbox.get(timeout=120).message == Ready()
    yield process
    process.kill()


def heard(inbox):
    """Return everything that the process tells until it is gone."""
    messages = []
    while not messages or not isinstance(messages[-1], Gone):
        messages.append(inbox.get(timeout=120).message)
    return messages


def test_a_question_is_answered_and_the_process_ends(ready, inbox, portfolio):
    effort = Effort(deterministic=5, workers=1)
    question = SolveQuestion(portfolio=portfolio, effort=effort)
    ready.ask(ASSIGNMENT, question.model_dump_json())
    *points, early, answered, gone = heard(inbox)
    assert {type(point) for point in points} == {Improved}
    assert (early.final, early.result, early.full) == (False, answered.result, None)
    assert Outcome.model_validate_json(answered.result).status is SolveStatus.OPTIMAL
    assert gone == Gone(0)


@pytest.mark.parametrize("kind", ["comparison", "conflict", "price"])
def test_every_family_of_questions_is_answered_step_by_step(
    ready, inbox, portfolio, kind
):
    about = {"portfolio": portfolio, "effort": Effort(deterministic=5, workers=1)}
    late = {"kind": "deadline_moved", "project": "P", "deadline": "2026-01-16"}
    scenarios = [Scenario(name="As it is"), Scenario(name="In time", changes=[late])]
    question = {
        "comparison": ComparisonQuestion(**about, scenarios=scenarios),
        "conflict": ConflictQuestion(**about),
        "price": PriceQuestion(**about, price={"of": "people"}),
    }[kind]
    ready.ask(ASSIGNMENT, question.model_dump_json())
    *told, answered, gone = heard(inbox)
    steps = [one for one in told if isinstance(one, Stepped)]
    assert steps[-1].done > 0
    assert answered.full.telling.decision
    assert answered.limited.telling.decision
    assert gone == Gone(0)


def test_a_stopped_search_answers_with_the_best_plan_so_far(ready, inbox):
    atlas = Portfolio.model_validate_json(ATLAS.read_bytes())
    question = SolveQuestion(portfolio=atlas, effort=Effort(seconds=600, workers=1))
    ready.ask(ASSIGNMENT, question.model_dump_json())
    assert isinstance(inbox.get(timeout=120).message, Improved)
    ready.stop()
    *_, answered, gone = heard(inbox)
    assert isinstance(answered, Answered)
    assert Outcome.model_validate_json(answered.result).stopped == "Stopped on request."
    assert len(answered.plans) == 1
    assert gone == Gone(0)


@LINUX
def test_a_process_keeps_its_limits_and_ends_with_who_started_it(ready, inbox):
    limits = Path(f"/proc/{ready.pid}/limits").read_text().splitlines()
    [data] = [line.split() for line in limits if line.startswith("Max data size")]
    assert data[3:5] == [str(4096 * 2**20)] * 2
    assert os.getpriority(os.PRIO_PROCESS, ready.pid) >= 10
    group = Path(f"/proc/{ready.pid}/autogroup")
    if group.exists():  # the session would share processors with all others evenly
        assert group.read_text().split()[1:] == ["nice", "10"]
    ready._process.stdin.close()
    assert heard(inbox) == [Gone(0)]


def test_a_job_is_answered_by_the_engine(database, supervised, submit, ended):
    job = submit(seconds=60)
    supervised()
    done = ended(job)
    assert done.state is JobState.DONE
    assert (done.value, done.bound, len(done.plan_ids)) == (100, 100, 1)
