import pytest

from optimizer import Goals, Measure, MeasureLimit, SolveStatus
from scenarios.answers.answer import AnswerKind
from scenarios.answers.answering import WhatIfRecord, what_if
from scenarios.errors import NotAnswered
from scenarios.scenario import Scenario

NOTHING = Scenario(name="Nothing")


def told(plan):
    """Starts, modes and assignments in any order."""
    return set(plan.packages), {
        (row.engineer, row.package, row.demand) for row in plan.assignments
    }


def test_answers_come_in_order_and_count_the_questions(situation, asker):
    answers = what_if(situation, NOTHING, asker)
    assert [answer.kind for answer in answers.answers] == list(AnswerKind)
    assert (asker.expected, asker.done) == (2, 2)
    assert answers.complete
    names = [candidate.name for candidate in answers.candidates()]
    assert names == [kind.label for kind in AnswerKind]


def test_without_a_running_plan_there_is_the_response_only(situation, asker):
    answers = what_if(situation.replace(baseline=None), NOTHING, asker)
    assert [answer.kind for answer in answers.answers] == [AnswerKind.RESPONSE]


def test_only_what_is_asked_for_is_answered(situation, asker):
    answers = what_if(situation, NOTHING, asker, [AnswerKind.SLIDES])
    assert [answer.kind for answer in answers.answers] == [AnswerKind.SLIDES]
    assert asker.done == 0
    with pytest.raises(NotAnswered, match="no response"):
        _ = answers.response


def test_somebody_who_stops_gets_what_there_is(situation, asker):
    asker.control.stop.set()
    answers = what_if(situation, NOTHING, asker)
    kinds = [answer.kind for answer in answers.answers]
    assert kinds == [AnswerKind.PRESENT, AnswerKind.SLIDES]
    assert not answers.complete


def test_without_a_change_the_best_plan_stays_as_it_is(situation, asker):
    response = what_if(situation, NOTHING, asker).response
    assert told(response.plan) == told(situation.baseline)
    assert response.status is SolveStatus.OPTIMAL
    assert response.notes[-1].code == "unchanged"


def test_a_plan_stays_though_another_one_is_cheaper(situation, asker):
    cheap, dear = situation.portfolio.engineers
    portfolio = situation.portfolio.replace(
        engineers=(
            cheap.replace(cost_per_hour=10, skills={"BE": {}, "QA": {}}),
            dear.replace(cost_per_hour=90),
        )
    )
    response = what_if(situation.replace(portfolio=portfolio), NOTHING, asker).response
    assert told(response.plan) == told(situation.baseline)
    tiers = {tier.name: tier for tier in response.tiers}
    assert (tiers["moves"].value, tiers["moves"].bound) == (0, 0)
    assert tiers["cost"].value == response.measures["cost"] == 40 * 10 + 80 * 90


def test_a_plan_that_is_not_the_best_does_not_stay(situation, asker, week):
    build, test = situation.baseline.packages
    late = situation.baseline.replace(
        packages=[build.replace(start=week(3)), test.replace(start=week(4))]
    )
    response = what_if(situation.replace(baseline=late), NOTHING, asker).response
    assert response.measures["net_value"] == 150
    assert response.measures["shift"] > 0


def test_a_plan_beyond_a_limit_does_not_stay(situation, asker):
    limit = MeasureLimit(measure=Measure.MAKESPAN, at_most=1)
    response = what_if(situation.replace(limits=(limit,)), NOTHING, asker).response
    assert response.plan.selected == ("P",)


def test_goals_that_do_not_compare_leave_the_plan_to_the_solver(situation, asker):
    scenario = Scenario(name="Value", goals=Goals.single(Measure.NET_VALUE))
    response = what_if(situation, scenario, asker).response
    assert not any(note.code == "unchanged" for note in response.notes)


def test_a_record_is_read_back_as_it_was_written(situation, asker):
    record = what_if(situation, NOTHING, asker).record()
    assert WhatIfRecord.model_validate_json(record.model_dump_json()) == record
