"""Plans to begin with, before any proof."""

from optimizer.cpsat.clock import Clock
from optimizer.plan.effort import Control, Limits
from optimizer.plan.goals import Goals, Measure
from optimizer.portfolio.resources import Stock
from optimizer.portfolio.work import Mode, Package
from optimizer.problem.compiling import compile_problem
from optimizer.search.neighbourhoods import last_end
from optimizer.search.start import begin
from tests.optimizer.plan.tiny import portfolio, project


def begun():
    """Two packages that want the same ore, which greed gives to the first."""
    slow, fast = (
        Mode(id="slow", duration=3),
        Mode(id="fast", duration=2, consumes={"ore": 2}),
    )
    late = Mode(id="late", duration=6)
    quick = Mode(id="quick", duration=1, consumes={"ore": 2})
    work = portfolio(
        project(
            "P",
            Package(id="A", modes=(fast, slow)),
            Package(id="B", modes=(quick, late)),
            mandatory=True,
        ),
        stocks=(Stock(id="ore", amount=2),),
    )
    limits = Limits(deterministic=1, workers=1)
    goals = Goals.single(Measure.MAKESPAN)
    return begin(
        compile_problem(work), goals, Clock(limits), Control(), lambda schedule: True
    )


def test_ways_are_chosen_before_dates_where_stocks_tie_them():
    assert [last_end(schedule) for schedule in begun().schedules] == [6, 3]
