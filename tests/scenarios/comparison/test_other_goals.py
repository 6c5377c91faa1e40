"""Candidates that were not optimised for net value."""

from optimizer.plan.goals import Goals, Measure
from scenarios.answers.answer import AnswerKind, of_outcome
from scenarios.candidate import Candidate
from scenarios.comparison.comparison import compare


def test_of_the_shortest_plan_the_net_value_is_known_and_the_best_is_not(
    small, asker, answered
):
    short = asker.ask("short", small, Goals.single(Measure.MAKESPAN))
    shortest = Candidate("Shortest", small, of_outcome(AnswerKind.RESPONSE, short))
    comparison = compare([shortest, answered("Most valuable", small)])
    first, second = comparison.candidates
    assert first.figures.makespan == 0
    assert first.best.low == first.figures.net_value == 0
    assert first.best.high is None
    assert second.best.proven
    assert comparison.differences[0].of_the_best.low is None
