from optimizer import Goals, Measure, MeasureLimit
from scenarios.goals import within
from scenarios.situation import Situation
from tests.optimizer.plan.tiny import fixed, portfolio, project


def test_limits_of_the_situation_are_kept_besides_those_of_the_goals():
    situation = Situation.of(portfolio(project("P", fixed("A"))))
    one = MeasureLimit(measure=Measure.MAKESPAN, at_most=9)
    other = MeasureLimit(measure=Measure.COST, at_most=8)
    goals = Goals.single(Measure.NET_VALUE).replace(limits=(one,))
    assert within(goals, situation.replace(limits=(one, other))).limits == (one, other)
    assert within(goals, situation) is goals
