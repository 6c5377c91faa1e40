from scenarios.interval import Interval
from scenarios.ranking import rank


def places(*gains):
    return [(one.name, one.first, one.last) for one in rank(gains)]


def test_proven_gains_are_in_order_and_equals_share_a_place():
    gains = [("a", 1), ("b", 3), ("c", 1), ("d", 0)]
    assert places(*((name, Interval.exactly(gain)) for name, gain in gains)) == [
        ("b", 1, 1),
        ("a", 2, 2),
        ("c", 2, 2),
        ("d", 4, 4),
    ]


def test_overlapping_gains_are_not_decided_between():
    gains = [
        ("sure", Interval.exactly(5)),
        ("open", Interval(low=4, high=7)),
        ("least", Interval.exactly(1)),
    ]
    assert places(*gains) == [("sure", 1, 2), ("open", 1, 2), ("least", 3, 3)]
    assert [one.decided for one in rank(gains)] == [False, False, True]


def test_a_gain_of_which_nothing_is_known_can_have_any_place():
    gains = [("unknown", Interval(low=None, high=None)), ("sure", Interval.exactly(1))]
    assert places(*gains) == [("unknown", 1, 2), ("sure", 1, 2)]
