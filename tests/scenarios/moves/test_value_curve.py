from datetime import date

import pytest

from benchmarks.fuzz.cases import case_of_seed
from benchmarks.fuzz.chance import SMALL
from optimizer.plan.effort import Control, Limits
from optimizer.plan.goals import Measure, MeasureLimit
from optimizer.plan.outcome import SolveStatus
from optimizer.plan.plan import Assignment, Plan, ScheduledPackage
from optimizer.portfolio.portfolio import Portfolio
from scenarios.answers.answer import AnswerKind, of_outcome
from scenarios.asking import Asker
from scenarios.curve import Curve
from scenarios.errors import NotAnswered
from scenarios.interval import Interval
from scenarios.moves.knee import knee
from scenarios.moves.value_curve import goals, value_against_moves
from scenarios.situation import Situation

LIMITS = Limits(deterministic=300, workers=1)


def values(curve):
    return [point.net_value.low for point in curve.points]


def one_leaves():
    """Ann, who was to do A, has left: without a move there is no plan."""
    portfolio = Portfolio.model_validate(
        {
            "timeline": {"start": "2026-01-05", "horizon": 6},
            "now": "2026-01-05",
            "engineers": [
                {"id": name, "skills": {"ML": {}}, "hours_per_week": 40, **more}
                for name, more in (("Ann", {"last": "2026-01-02"}), ("Bob", {}))
            ],
            "projects": [
                {
                    "id": "P",
                    "value": 100,
                    "mandatory": True,
                    "packages": [
                        {
                            "id": "A",
                            "staffing": "effort_team",
                            "demands": [{"skill": "ML", "effort": 40}],
                        }
                    ],
                }
            ],
        }
    )
    baseline = Plan(
        selected=("P",),
        packages=(ScheduledPackage(package="A", start=date(2026, 1, 5), periods=1),),
        assignments=(Assignment(engineer="Ann", package="A", demand="ML"),),
    )
    return Situation.of(portfolio, baseline)


@pytest.fixture(scope="module")
def answers():
    return {}


@pytest.fixture(scope="module")
def steps():
    return []


@pytest.fixture(scope="module")
def curve(blocked, answers, steps):
    asker = Asker(LIMITS, watch=steps.append, answers=answers)
    return value_against_moves(blocked, asker)


@pytest.fixture
def asker(answers):
    """Has every answer to the first story that another test has asked for."""
    return Asker(LIMITS, answers=answers)


def test_each_move_of_the_first_story_is_worth_less_and_the_fifth_nothing(curve):
    assert values(curve) == [2970, 3030, 3080, 3105, 3115]
    assert all(point.net_value.proven for point in curve.points)
    assert [point.at for point in curve.points] == [0, 1, 2, 3, 4]
    assert [point.label for point in curve.points][:3] == [
        "0 moves",
        "1 move",
        "2 moves",
    ]
    assert curve.complete
    assert knee(curve).at == 2


def test_every_point_has_a_plan_of_that_value_with_the_least_moves_and_shift(
    curve, blocked
):
    measures = [blocked.measure(point.plan) for point in curve.points]
    assert [measure.net_value for measure in measures] == values(curve)
    assert [measure.moves for measure in measures] == [0, 1, 2, 3, 4]
    assert [measure.shift for measure in measures] == [56, 56, 45, 44, 41]
    assert all(blocked.check(point.plan).accepted for point in curve.points)


def test_no_more_moves_are_asked_for_than_wanted(blocked, curve, asker):
    few = value_against_moves(blocked, asker, most=1)
    assert few.points == curve.points[:2]
    assert few.complete


def test_a_limit_of_the_situation_ends_the_curve(blocked, asker):
    limit = MeasureLimit(measure=Measure.MOVES, at_most=1)
    curve = value_against_moves(blocked.replace(limits=(limit,)), asker)
    assert values(curve) == [2970, 3030]
    assert curve.complete


def test_a_response_that_is_known_is_not_asked_for_again(blocked, curve, asker):
    outcome = asker.ask("response", blocked, goals())
    asked = asker.done
    answer = of_outcome(AnswerKind.RESPONSE, outcome)
    assert value_against_moves(blocked, asker, stop_at=answer) == curve
    assert asker.done == asked + 4


def test_a_response_that_is_not_proven_bounds_what_can_be_told(blocked, curve, asker):
    outcome = asker.ask("response", blocked, goals())
    answer = of_outcome(AnswerKind.RESPONSE, outcome)
    unsure = answer.replace(
        net_value=Interval(low=3030, high=3070),
        measures={**answer.measures, Measure.NET_VALUE: 3030.0},
    )
    short = value_against_moves(blocked, asker, stop_at=unsure)
    assert values(short) == [2970, 3030]


@pytest.mark.parametrize("high", [3500, None])
def test_a_response_that_was_not_after_value_alone_is_no_end(
    blocked, curve, asker, high
):
    """A tolerance gave up 10 of the best, or something else came first."""
    outcome = asker.ask("response", blocked, goals())
    answer = of_outcome(AnswerKind.RESPONSE, outcome)
    other = answer.replace(
        net_value=Interval(low=3115, high=high),
        measures={**answer.measures, Measure.NET_VALUE: 3105.0},
    )
    assert value_against_moves(blocked, asker, stop_at=other) == curve


def test_where_nobody_can_stay_away_no_move_is_no_plan(asker):
    curve = value_against_moves(one_leaves(), asker)
    none, one = curve.points
    assert none.status is SolveStatus.INFEASIBLE
    assert none.net_value == Interval(low=None, high=None)
    assert one.net_value == Interval.exactly(100)
    assert one.plan.assignments[0].engineer == "Bob"


def test_where_there_is_no_plan_at_all_one_point_says_so(asker):
    situation = one_leaves()
    alone = situation.portfolio.replace(engineers=situation.portfolio.engineers[:1])
    curve = value_against_moves(situation.replace(portfolio=alone), asker)
    assert [point.status for point in curve.points] == [SolveStatus.INFEASIBLE]
    assert curve.complete


def test_where_nothing_has_to_move_one_point_is_enough(atlas, asker):
    curve = value_against_moves(atlas, asker)
    assert values(curve) == [3500]


def test_a_sweep_that_is_stopped_returns_what_it_has(blocked, curve, answers):
    control = Control()
    asker = Asker(LIMITS, control, answers=answers)

    def stop_after_one_move(step):
        if step.question == "at most 1 move" and step.done == 3:
            control.stop.set()

    asker.watch = stop_after_one_move
    curve = value_against_moves(blocked, asker)
    assert values(curve) == [2970, 3030]
    assert not curve.complete


def test_all_questions_are_counted_before_they_are_asked(curve, steps):
    assert (steps[-1].done, steps[-1].expected) == (5, 5)
    assert steps[-1].question == "at most 3 moves"


def test_without_a_running_plan_there_are_no_moves(atlas, asker):
    with pytest.raises(NotAnswered, match="running plan"):
        value_against_moves(atlas.replace(baseline=None), asker)


@pytest.mark.parametrize("seed", [4, 54, 134, 144, 151, 165, 202])
def test_more_moves_never_lose_value_and_each_plan_keeps_its_number(seed, asker):
    case = case_of_seed(seed, SMALL)
    situation = Situation.of(case.portfolio, case.baseline, case.now)
    curve = value_against_moves(situation, asker)
    known = [p for p in curve.points if p.status is not SolveStatus.INFEASIBLE]
    lows = [point.net_value.low for point in known]
    assert lows == sorted(lows)
    for point in known:
        measured = situation.measure(point.plan)
        assert situation.check(point.plan).accepted
        assert measured.moves <= point.at
        assert point.net_value.low == measured.net_value


def test_a_curve_is_read_back_as_it_was_written(curve):
    assert Curve.model_validate_json(curve.model_dump_json()) == curve
