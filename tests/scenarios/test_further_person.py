import pytest

from optimizer import Measure, MeasureLimit
from scenarios.further_person import allows_more_people
from scenarios.situation import Situation
from tests.optimizer.plan.tiny import fixed, portfolio, project


@pytest.mark.parametrize(
    ("measure", "allowed"), [(Measure.MOVES, True), (Measure.BALANCE, False)]
)
def test_only_a_limit_on_balance_counts_who_is_idle(measure, allowed):
    limit = MeasureLimit(measure=measure, at_most=1)
    situation = Situation(portfolio(project("P", fixed("A"))), limits=(limit,))
    assert allows_more_people(situation) is allowed
