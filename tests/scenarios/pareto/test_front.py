"""The front of net value, moves and cost."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings

from optimizer.plan.effort import Limits
from optimizer.plan.goals import Measure
from scenarios.asking import Asker
from scenarios.comparison.dominated import dominates
from scenarios.errors import NotAnswered
from scenarios.interval import Interval
from scenarios.pareto.front import front
from scenarios.pareto.point import Front
from scenarios.situation import Situation
from tests.strategies import tiny_cases


def asker(units):
    """Asks so that answers repeat."""
    return Asker(Limits(deterministic=units, workers=1))


def scores(point):
    """What a point is judged by."""
    known = {Measure.NET_VALUE: point.net_value, Measure.COST: point.cost}
    return known if point.moves is None else known | {Measure.MOVES: point.moves}


@pytest.fixture(scope="module")
def story(blocked):
    """The front of story 1 of Atlas."""
    return front(blocked, asker(3))


def test_the_front_of_atlas_holds_the_proven_values_against_moves(story):
    best = {point.label: point for point in story.points}
    known = {
        "Most value": (3115, 4),
        "Best value for at most 3 moves": (3105, 3),
        "Best value for at most 2 moves": (3080, 2),
        "Best value for at most 1 move": (3030, 1),
        "Best value without moves": (2970, 0),
    }
    for label, (value, moves) in known.items():
        assert best[label].best_value == Interval.exactly(value)
        assert best[label].least_moves == Interval.exactly(moves)


def test_the_front_of_atlas_holds_five_to_nine_accepted_plans(story, blocked):
    assert 5 <= len(story.points) <= 9
    assert story.complete
    for point in story.points:
        assert blocked.check(point.plan).accepted
        assert blocked.measure(point.plan).net_value == point.net_value


def test_no_point_dominates_another_and_no_two_labels_are_alike(story):
    for one, other in permutations(story.points, 2):
        assert not dominates(scores(one), scores(other))
        assert one.label != other.label


def test_the_cheapest_is_cheapest_and_what_is_not_proven_says_so(story):
    cheapest = min(story.points, key=lambda point: point.cost)
    assert cheapest.label == "Cheapest found"
    assert not cheapest.least_cost.proven
    assert cheapest.least_cost.low < cheapest.cost
    assert any(remark.startswith("Costs are exact") for remark in story.remarks)


def test_one_point_is_balanced_and_it_is_no_extreme(story):
    balanced = [point for point in story.points if point.balanced]
    assert len(balanced) == 1
    assert balanced[0] not in (story.points[0], story.points[-1])


def test_a_front_survives_being_written_and_read(story):
    assert Front.model_validate_json(story.model_dump_json()) == story


def test_without_a_running_plan_value_stands_against_cost(trio):
    found = front(trio, asker(20))
    points = [(p.net_value, p.moves, p.cost, p.label) for p in found.points]
    assert points == [
        (170, None, 200, "Most value"),
        (150, None, 80, "Cheapest worth 150 k€ or more"),
        (100, None, 40, "Cheapest worth 100 k€ or more"),
    ]
    assert all(point.proven for point in found.points)
    assert found.remarks[0].startswith("Fewer than 5 plans")
    assert found.remarks[1].startswith("There is no running plan")


def test_without_rates_nothing_costs(trio):
    free = tuple(p.replace(cost_per_hour=None) for p in trio.portfolio.engineers)
    found = front(
        trio.replace(portfolio=trio.portfolio.replace(engineers=free)), asker(10)
    )
    assert [(p.label, p.cost) for p in found.points] == [("Most value", 0)]
    assert "Nobody's hours have a rate" in found.remarks[-1]


def test_where_there_is_no_plan_the_front_says_so(trio):
    projects = tuple(p.replace(mandatory=True) for p in trio.portfolio.projects)
    one = trio.portfolio.engineers[:1]
    portfolio = trio.portfolio.replace(projects=projects, engineers=one)
    found = front(trio.replace(portfolio=portfolio), asker(10))
    assert found.points == ()
    assert found.remarks[0] == "There is no plan to choose: proven."


@pytest.mark.parametrize("most", [2, 10])
def test_so_few_or_so_many_plans_are_refused(trio, most):
    with pytest.raises(NotAnswered, match=f"3 to 9 plans, found {most}"):
        front(trio, asker(1), most)


def test_no_more_plans_than_asked_for_are_returned(blocked):
    found = front(blocked, asker(1), most=3)
    assert len(found.points) <= 3


def test_who_stops_it_gets_the_plans_found_by_then(trio):
    asking = asker(20)

    def stop_after_the_second(step):
        if step.done == 2:
            asking.control.stop.set()

    asking.watch = stop_after_the_second
    found = front(trio, asking)
    assert not found.complete
    assert found.points[0].label == "Most value"


@settings(
    deadline=None,
    derandomize=True,
    max_examples=8,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(tiny_cases())
def test_every_front_holds_accepted_plans_of_which_none_is_dominated(case):
    situation = Situation.of(case.portfolio, case.baseline, case.now)
    found = front(situation, asker(1))
    assert len({point.label for point in found.points}) == len(found.points)
    for point in found.points:
        assert situation.check(point.plan).accepted
        assert point.best_value.low == point.net_value
        assert point.least_cost.high == point.cost
    for one, other in permutations(found.points, 2):
        assert not dominates(scores(one), scores(other))
