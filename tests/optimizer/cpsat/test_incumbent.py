"""The best accepted schedule by the order of the tiers."""

from fractions import Fraction

import pytest

from optimizer.cpsat.incumbent import Incumbent, Judgement

SIGNS = (-1, 1)
"""The first tier is maximised, the second minimised."""


def incumbent(*kept):
    """Judges a schedule, which is its own tiers; None is refused."""

    def judge(schedule):
        if schedule is None:
            return Judgement(accepted=False)
        return Judgement(accepted=True, tiers=tuple(map(Fraction, schedule)))

    return Incumbent(judge, SIGNS, kept=[Fraction(most) for most in kept])


@pytest.mark.parametrize(
    ("kept", "first", "second", "best"),
    [
        pytest.param((), (5, 3), (6, 9), (6, 9), id="more of the first tier"),
        pytest.param((), (5, 3), (5, 2), (5, 2), id="less of the second"),
        pytest.param((), (5, 3), (4, 0), (5, 3), id="less of the first"),
        pytest.param((), (5, 3), None, (5, 3), id="refused"),
        pytest.param(
            (-4,), (5, 3), (4, 0), (4, 0), id="within the limit of a solved tier"
        ),
        pytest.param((-4,), (5, 3), (3, 0), (5, 3), id="beyond that limit"),
        pytest.param((-4,), (4, 3), (5, 3), (5, 3), id="solved tiers break ties"),
    ],
)
def test_the_better_of_two(kept, first, second, best):
    held = incumbent(*kept)
    assert held.offer(first)
    assert held.offer(second) is (second is not None)
    assert held.schedule == best


def test_equals_are_swapped_only():
    held = incumbent()
    held.offer((5, 3))
    held.swap((6, 0))
    assert held.schedule == (5, 3)
    held.swap([5, 3])
    assert held.schedule == [5, 3]
