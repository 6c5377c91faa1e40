from decimal import Decimal

import pytest

from optimizer.portfolio.resources import Floor
from scenarios.errors import NotAnswered
from scenarios.interval import Interval
from scenarios.prices.floor import price_of_floor


def with_floor(situation, **terms):
    """The situation in which somebody who builds stays free."""
    floor = Floor(id="calls", skill="build", **terms)
    return situation.replace(portfolio=situation.portfolio.replace(floors=(floor,)))


def test_the_only_one_who_stays_free_costs_all(alone, asker):
    found = price_of_floor(with_floor(alone, people=1), "calls", asker)
    assert (found.amount, found.step, found.unit) == (1, 1, "people")
    assert found.net_value == Interval.exactly(0)
    assert found.gain == found.whole == Interval.exactly(90)


def test_hours_cost_what_they_delay(alone, asker):
    half = with_floor(alone, hours=20)
    assert price_of_floor(half, "calls", asker).gain == Interval.exactly(0)
    found = price_of_floor(half, "calls", asker, Decimal(20))
    assert (found.amount, found.unit) == (20, "hours")
    assert found.gain == found.whole == Interval.exactly(90)


def test_a_floor_is_lowered_to_nothing_at_most(alone, asker):
    found = price_of_floor(with_floor(alone, hours=20), "calls", asker, Decimal(50))
    assert found.step == 20


def test_an_unknown_floor_or_half_a_person_is_refused(alone, asker):
    floored = with_floor(alone, people=1)
    with pytest.raises(NotAnswered, match=r"no floor 'nights'\. There are calls"):
        price_of_floor(floored, "nights", asker)
    with pytest.raises(NotAnswered, match=r"of whole people; found 0\.5"):
        price_of_floor(floored, "calls", asker, Decimal("0.5"))
