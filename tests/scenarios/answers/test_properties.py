"""What scenarios promise, on random portfolios; thousands by `benchmarks.fuzz.run`."""

from hypothesis import HealthCheck, given, settings, strategies

from benchmarks.fuzz.cases import some_case
from benchmarks.fuzz.chance import TINY, Chance, Days
from benchmarks.fuzz.promises import promises_of
from optimizer import Limits

UNITS = Limits(deterministic=2, workers=1)


def some_promises(random):
    """A random situation with a random scenario."""
    case, chance = some_case(random, TINY), Chance(random)
    days = Days(chance, case.portfolio.timeline)
    return promises_of(case, chance, days, UNITS)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(strategies.randoms(use_true_random=False).map(some_promises))
def test_scenarios_keep_their_promises_on_random_portfolios(promises):
    assert promises.complaints() == ()
