from datetime import date
from decimal import Decimal

import pytest

from optimizer.plan.outcome import SolveStatus
from optimizer.portfolio.project import ValueStep
from scenarios.errors import NotAnswered
from scenarios.interval import UNKNOWN, Interval
from scenarios.prices.questions import Best, Questions, gain, most_value


@pytest.fixture
def questions(asker):
    """Nothing asked yet."""
    return Questions(asker)


def test_a_plan_that_reaches_the_ceiling_needs_no_search(alone, questions):
    found = questions.best("as it is", alone)
    again = questions.best("nothing else", alone, [found.plan], Decimal(90))
    assert again.value == Interval.exactly(90)
    assert again.status is SolveStatus.OPTIMAL
    assert again.plan == found.plan
    assert questions.asker.done == 1


def test_a_plan_that_is_not_possible_here_says_nothing(alone, questions):
    found = questions.best("as it is", alone)
    (project,) = alone.portfolio.projects
    early = project.replace(deadline=date(2026, 4, 3))
    tighter = alone.replace(portfolio=alone.portfolio.replace(projects=(early,)))
    assert questions.best("earlier", tighter, [found.plan]).value == Interval.exactly(0)


def test_a_plan_that_names_somebody_else_says_nothing(alone, questions):
    found = questions.best("as it is", alone)
    ben = (alone.portfolio.engineers[1],)
    without = alone.replace(portfolio=alone.portfolio.replace(engineers=ben))
    assert questions.best("without", without, [found.plan]).value == Interval.exactly(0)


def test_nothing_is_searched_once_somebody_has_asked_to_stop(alone, stopped):
    found = Questions(stopped).best("as it is", alone, ceiling=Decimal(95))
    assert found.value == Interval(low=None, high=95)
    assert found.status is SolveStatus.CANCELLED
    assert stopped.done == 0


def test_questions_that_were_not_needed_are_taken_back(alone, questions):
    questions.announce(5)
    questions.best("as it is", alone)
    questions.withdraw()
    assert questions.asker.expected == questions.asker.done == 1


def test_no_plan_passes_what_all_projects_deliver_at_best(alone):
    (project,) = alone.portfolio.projects
    rising = project.replace(delay_cost=0, value_steps=(ValueStep(late=2, value=120),))
    portfolio = alone.portfolio.replace(projects=(project, rising.replace(id="Q")))
    assert most_value(portfolio) == 220


def test_a_gain_of_more_is_never_below_0_where_theory_says_so(alone, questions):
    best = questions.best("as it is", alone)
    open_best = type(best)(Interval(low=80, high=100), SolveStatus.FEASIBLE)
    assert gain(open_best, best) == Interval(low=0, high=10)
    assert gain(open_best, best, never_loses=False) == Interval(low=-10, high=10)


def test_where_there_is_no_plan_even_with_more_nothing_is_gained():
    impossible = Best(UNKNOWN, SolveStatus.INFEASIBLE)
    unasked = Best(UNKNOWN, SolveStatus.OUT_OF_TIME)
    assert gain(impossible, unasked) == UNKNOWN
    assert gain(unasked, unasked) == Interval(low=0, high=None)


def test_without_a_plan_there_is_nothing_to_compare_with(mandatory, questions):
    (project,) = mandatory.portfolio.projects
    early = project.replace(deadline=date(2026, 3, 27))
    tighter = mandatory.replace(
        portfolio=mandatory.portfolio.replace(projects=(early,))
    )
    with pytest.raises(NotAnswered, match="no plan as things are"):
        questions.base(tighter)
