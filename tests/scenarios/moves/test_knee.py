import pytest

from optimizer.plan.outcome import SolveStatus
from scenarios.curve import Curve, CurvePoint, Trend
from scenarios.interval import Interval
from scenarios.moves.knee import knee


def curve(*values, status=SolveStatus.OPTIMAL):
    points = (
        CurvePoint(
            at=number,
            label=str(number),
            net_value=Interval.exactly(value),
            status=status,
        )
        for number, value in enumerate(values)
    )
    return Curve(of="moves", trend=Trend.RISING, points=tuple(points))


@pytest.mark.parametrize(
    ("values", "at"),
    [
        pytest.param((2970, 3030, 3080, 3105, 3115), 2, id="story 1 of Atlas"),
        pytest.param((0, 10, 10, 10), 1, id="all at once"),
        pytest.param((0, 8, 8, 10), 1, id="of equal heights the first"),
    ],
)
def test_the_knee_is_where_more_begins_to_bring_less(values, at):
    assert knee(curve(*values)).at == at


@pytest.mark.parametrize(
    "values",
    [
        pytest.param((), id="none"),
        pytest.param((5, 9), id="two"),
        pytest.param((7, 7, 7), id="flat"),
        pytest.param((0, 10, 20), id="straight"),
        pytest.param((0, 1, 10), id="bends the other way"),
    ],
)
def test_there_is_no_knee_in_a_curve_that_does_not_bend(values):
    assert knee(curve(*values)) is None


def test_there_is_no_knee_where_a_value_is_not_proven():
    whole = curve(0, 8, 9, 10)
    unsure = whole.points[2].replace(net_value=Interval(low=9, high=10))
    points = (*whole.points[:2], unsure, whole.points[3])
    assert knee(whole) == whole.points[1]
    assert knee(whole.replace(points=points)) is None


def test_a_number_without_any_plan_is_left_out():
    whole = curve(0, 0, 8, 9, 10)
    none = CurvePoint(
        at=0,
        label="0 moves",
        net_value=Interval(low=None, high=None),
        status=SolveStatus.INFEASIBLE,
    )
    assert knee(whole.replace(points=(none, *whole.points[1:]))) == whole.points[2]
