from optimizer import Goals, Limits, Measure, Tier
from scenarios.asking import Asker
from scenarios.interval import Interval
from scenarios.proven import best
from scenarios.situation import Situation
from tests.optimizer.plan.tiny import fixed, portfolio, project


def test_the_best_is_what_could_be_reached_not_what_a_tolerance_gave_up():
    situation = Situation.of(portfolio(project("P", fixed("A"), value=1)))
    generous = Tier(weights={Measure.NET_VALUE: 1}, must_prove=True, tolerance=1)
    goals = Goals(tiers=(generous, Tier(weights={Measure.MAKESPAN: 1})))
    asker = Asker(Limits(deterministic=4, workers=1))
    outcome = asker.ask("value", situation, goals)
    assert outcome.measures["net_value"] == 0
    assert best(outcome) == Interval.exactly(1)
