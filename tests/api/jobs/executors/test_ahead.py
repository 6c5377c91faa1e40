"""Questions are asked ahead where they will be asked, and answered as by one alone."""

from dataclasses import dataclass, field

import pytest

from api.jobs.executors import ahead
from api.jobs.executors.executor import Embedded
from optimizer.plan.effort import Control, Limits
from scenarios.prices.curves import headcount_curve
from scenarios.prices.person import price_of_people


@dataclass
class Waiting:
    """A search that is carried out when it is waited for."""

    search: object
    pool: object

    def is_done(self):
        """Never before."""
        return False

    def outcome(self, control):
        """Search now."""
        self.pool.answered += 1
        return self.search.run(control)


@dataclass
class Several:
    """A pool that remembers what it was asked, and what was urgent."""

    threads: int = 3
    urgent: list = field(default_factory=list)
    limits: list = field(default_factory=list)
    answered: int = 0

    def size(self):
        """As many as the test wants."""
        return self.threads

    def begin(self, search, *, urgent):
        """Remember it."""
        self.urgent.append(urgent)
        self.limits.append(search.limits)
        return Waiting(search, self)


@pytest.fixture
def pool():
    """A pool of three."""
    return Several()


@pytest.fixture
def alone(limits):
    """A function that returns what one process finds, and what it tells."""

    def alone(sweep):
        steps = []
        return Embedded().carry_out(sweep, limits, Control(), steps.append), steps

    return alone


@pytest.fixture
def together(limits, pool):
    """A function that returns what the pool finds, and what it tells."""

    def together(sweep):
        steps = []
        found = ahead.carry_out(sweep, pool, limits, Control(), steps.append)
        return found, steps

    return together


def test_independent_questions_are_asked_ahead_with_the_same_answers(
    sweep, alone, together, pool
):
    assert together(sweep) == alone(sweep)
    assert pool.urgent == [True, True, False, False, False]
    assert pool.answered == len(pool.urgent)


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(price_of_people, id="people"),
        pytest.param(lambda s, a: headcount_curve(s, "BE", a, up_to=3), id="curve"),
    ],
)
def test_questions_that_depend_on_answers_wait_for_them(
    situation, alone, together, ask, pool
):
    def sweep(asker):
        return ask(situation, asker)

    assert together(sweep) == alone(sweep)
    assert pool.answered == len(pool.urgent)


def test_a_pool_of_one_is_asked_nothing_ahead(sweep, alone, together, pool):
    pool.threads = 1
    assert together(sweep) == alone(sweep)
    assert all(pool.urgent)


def test_by_the_clock_a_question_asked_ahead_gets_what_several_can_give(sweep, pool):
    limits = Limits(seconds=60, workers=1)
    ahead.carry_out(sweep, pool, limits, Control(), None)
    first, second, *others = (one.seconds for one in pool.limits)
    assert first <= 60
    assert all(second <= one <= 3 * second for one in others)


def test_nothing_is_asked_ahead_once_somebody_stops(situation, pool, limits):
    control = Control()
    control.stop.set()
    ahead.carry_out(
        lambda asker: price_of_people(situation, asker), pool, limits, control, None
    )
    assert pool.urgent == []
