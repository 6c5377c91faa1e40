from decimal import Decimal

from optimizer import Plan
from optimizer.plan.outcome import SolveStatus
from scenarios.curve import CurvePoint, with_trend
from scenarios.interval import Interval


def point(low, high, status="feasible", name=""):
    plan = Plan(name=name) if name else None
    return CurvePoint(
        at=Decimal(1),
        label="1",
        net_value=Interval(low=low, high=high),
        status=status,
        plan=plan,
    )


def test_a_plan_of_a_smaller_number_is_one_of_a_larger():
    first, second = with_trend([point(7, 9, name="seven"), point(5, 20, name="five")])
    assert second.net_value == Interval(low=7, high=20)
    assert second.plan.name == "seven"
    assert first.plan.name == "seven"


def test_what_no_plan_can_pass_at_a_larger_number_none_can_at_a_smaller():
    points = with_trend([point(1, None, name="one"), point(3, 4, name="three")])
    assert [p.net_value.high for p in points] == [4, 4]
    assert [p.status for p in points] == [SolveStatus.FEASIBLE] * 2


def test_what_both_neighbours_say_together_can_be_a_proof():
    points = with_trend(
        [
            point(5, 5, "optimal", "five"),
            point(None, None, "out_of_time"),
            point(5, 5, "optimal", "other"),
        ]
    )
    assert points[1].net_value == Interval.exactly(5)
    assert points[1].status is SolveStatus.OPTIMAL
    assert points[1].plan.name == "five"
    assert points[2].plan.name == "other"


def test_a_number_without_a_plan_stays_as_it_is_and_says_nothing():
    impossible = point(None, None, "infeasible")
    points = with_trend([impossible, point(None, 8, "out_of_time")])
    assert points[0] == impossible
    assert points[1].net_value == Interval(low=None, high=8)
