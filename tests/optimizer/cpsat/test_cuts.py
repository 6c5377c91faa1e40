"""What a solution that is no plan teaches the model."""

import pytest

from optimizer.cpsat.cuts import Cuts
from optimizer.cpsat.model import build_model
from optimizer.problem.compiling import compile_problem
from optimizer.problem.schedule import Run, Schedule
from tests.optimizer.cpsat.deciding import decide, solved
from tests.optimizer.plan.tiny import demand, engineer, fixed, pool, portfolio


def triangle():
    """Three pools of 45 hours; any two have room, all three are 15 hours short."""
    people = [
        engineer("Ann", "x", "y"),
        engineer("Ben", "y", "z"),
        engineer("Cem", "z", "x"),
        engineer("Dan", "w"),
    ]
    pools = [pool(s, 45, 1, asks=[demand(s, effort=45)]) for s in "xyz"]
    return portfolio(
        *pools, pool("w", 1, 1, asks=[demand("w", effort=1)]), people=people
    )


@pytest.fixture
def unnamed(monkeypatch):
    """Hours of pools stay out of the model."""
    monkeypatch.setattr("optimizer.cpsat.constraints.pool_hours.MOST_HOURS", 0)


def together(work):
    """The model, and a schedule of everything in the first week."""
    problem = compile_problem(work)
    runs = {p: Run(0, 1, 0) for p in range(len(problem.packages))}
    return build_model(problem), Schedule((True,), runs)


AT_ONCE = {"starts": dict.fromkeys("xyzw", 0)}


@pytest.mark.usefixtures("unnamed")
def test_a_shortage_becomes_a_row_and_proves_nothing_wrong():
    variables, schedule = together(triangle())
    cuts = Cuts(variables)
    assert cuts.staffed(schedule) is None
    assert cuts.apply()
    assert cuts.whole
    assert not solved(decide(variables, **AT_ONCE))[1]


@pytest.mark.usefixtures("unnamed")
def test_there_is_room_one_after_the_other():
    variables, schedule = together(triangle())
    cuts = Cuts(variables)
    cuts.staffed(schedule)
    cuts.apply()
    assert solved(decide(variables, starts=dict(zip("xyzw", range(4), strict=True))))[1]


@pytest.mark.usefixtures("unnamed")
def test_what_can_be_staffed_gets_its_hours():
    work = portfolio(pool("A", 45, 1))
    problem = compile_problem(work)
    schedule = Schedule((True,), {0: Run(0, 1, 0)})
    staffed = Cuts(build_model(problem)).staffed(schedule)
    assert sum(staffed.pool_hours.values()) == 4500


@pytest.mark.parametrize("proven", [True, False])
@pytest.mark.parametrize(
    ("start", "who", "allowed"), [(3, "Ann", False), (3, "Ben", True), (4, "Ann", True)]
)
def test_a_refused_schedule_is_forbidden_and_nothing_else(proven, start, who, allowed):
    variables = build_model(compile_problem(portfolio(fixed("A", 2))))
    cuts = Cuts(variables)
    cuts.refuse(Schedule((True,), {0: Run(3, 2, 0, ((0, 0),))}), proven=proven)
    assert cuts.apply()
    assert not cuts.apply()
    assert cuts.whole is proven
    decided = decide(variables, starts={"A": start}, teams={"A": (who,)})
    assert solved(decided)[1] is allowed


def test_named_hours_need_no_staffing():
    variables, schedule = together(triangle())
    assert Cuts(variables).staffed(schedule) is schedule
