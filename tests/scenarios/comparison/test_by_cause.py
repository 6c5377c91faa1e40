"""What each change does to the best net value."""

from decimal import Decimal
from random import Random

import pytest

from benchmarks.fuzz.cases import case_of_seed
from optimizer.plan.effort import Limits
from optimizer.plan.goals import Goals, Measure, MeasureLimit
from optimizer.plan.outcome import SolveStatus
from scenarios.asking import Asker
from scenarios.comparison.by_cause import Decomposition, decompose_by_cause
from scenarios.errors import InvalidScenario
from scenarios.interval import Interval
from scenarios.scenario import Scenario
from scenarios.situation import Situation


def scenario(*changes, **fields):
    """A scenario from its changes as files hold them."""
    return Scenario.model_validate({"name": "Test", "changes": changes, **fields})


def dropped(project):
    """The change that drops a project."""
    return {"kind": "project_dropped", "project": project}


def worth(project, value):
    """The change that gives a project another value."""
    return {"kind": "project_revalued", "project": project, "value": value}


def at_least(value):
    """The change that asks for so much net value."""
    return {
        "kind": "limit_set",
        "limit": {"measure": "net_value", "at_least": value},
    }


def some_changes(random, situation):
    """Two or three changes that most portfolios can take."""
    projects = [project.id for project in situation.portfolio.projects]
    known = [
        dropped(random.choice(projects)),
        worth(random.choice(projects), random.randint(0, 300)),
        {
            "kind": "project_forced",
            "project": random.choice(projects),
            "decision": random.choice(["in", "out"]),
        },
        at_least(random.randint(0, 60)),
    ]
    return random.sample(known, random.randint(2, 3))


def test_parts_of_a_story_add_up_to_the_whole(atlas, blocked, asker):
    both = blocked.replace(
        changes=(*blocked.changes, *scenario(dropped("RND"), worth("BIL", 500)).changes)
    )
    found = decompose_by_cause(atlas, both, asker)
    assert found.complete
    assert found.first == Interval.exactly(3500)
    assert [cause.number for cause in found.causes] == [1, 2, 3]
    assert found.causes[0].kind == "package_restarted"
    assert found.causes[0].net_value == Interval.exactly(3115)
    assert found.causes[0].part == Interval.exactly(-385)
    assert all(cause.part.proven for cause in found.causes)
    assert sum(cause.part.low for cause in found.causes) == found.total.low
    assert found.total.proven


def test_the_parts_depend_on_the_order_and_their_sum_does_not(small, asker):
    forth = [worth("A", 20), dropped("B")]
    one = decompose_by_cause(small, scenario(*forth), asker)
    other = decompose_by_cause(small, scenario(*reversed(forth)), asker)
    assert one.total == other.total
    assert one.causes[0].part != other.causes[1].part


def test_what_changes_nothing_has_no_part_even_where_nothing_is_proven(atlas, blocked):
    hurried = Asker(Limits(deterministic=0.02, workers=1))
    situation = blocked.apply(atlas)
    found = decompose_by_cause(situation, scenario(worth("RND", 250)), hurried)
    assert not found.first.proven
    assert found.causes[0].part == Interval.exactly(0)


def test_an_impossible_step_ends_the_chain_and_says_so(small, asker):
    changes = [worth("A", 90), at_least(900), dropped("B")]
    found = decompose_by_cause(small, scenario(*changes), asker)
    assert not found.complete
    assert found.ended == "No plan is possible, proven: Net value is at least 900."
    assert found.total is None
    assert [cause.part is None for cause in found.causes] == [False, True]
    assert found.causes[1].status is SolveStatus.INFEASIBLE


def test_limits_of_the_goals_are_the_last_cause(small, asker):
    limit = MeasureLimit(measure=Measure.COST, at_most=Decimal(0))
    goals = Goals.single(Measure.NET_VALUE, limit)
    found = decompose_by_cause(small, scenario(worth("B", 90), goals=goals), asker)
    assert [cause.kind for cause in found.causes] == ["project_revalued", "limits"]
    assert found.causes[1].part == Interval.exactly(-90)
    assert found.total == Interval.exactly(Decimal("-70.25"))


def test_an_unproven_step_makes_its_part_an_interval(atlas, blocked):
    hurried = Asker(Limits(deterministic=0.02, workers=1))
    found = decompose_by_cause(atlas, blocked, hurried)
    part = found.causes[0].part
    assert not part.proven
    assert part.low <= -385 <= part.high
    assert part == found.total


def test_what_changes_nothing_adds_nothing_though_nothing_is_proven(atlas, blocked):
    first = atlas.portfolio.projects[0]
    same = {"kind": "due_moved", "project": first.id, "due": first.due}
    hurried = Asker(Limits(deterministic=0.02, workers=1))
    found = decompose_by_cause(blocked.apply(atlas), scenario(same), hurried)
    assert not found.first.proven
    assert found.causes[0].part == found.total == Interval.exactly(0)


def test_who_stops_it_gets_what_is_known(small, asker):
    def stop_after_the_second(step):
        if step.done == 2:
            asker.control.stop.set()

    asker.watch = stop_after_the_second
    changes = [worth("A", 90), dropped("B")]
    found = decompose_by_cause(small, scenario(*changes), asker)
    assert found.ended == "Stopped on request before: B is dropped."
    assert [cause.part for cause in found.causes] == [Interval.exactly(-10)]
    assert found.total is None


def test_a_scenario_that_cannot_be_applied_is_refused(small, asker):
    with pytest.raises(InvalidScenario, match="'C'"):
        decompose_by_cause(small, scenario(dropped("C")), asker)


@pytest.mark.parametrize("seed", range(30))
def test_the_parts_add_up_for_any_portfolio(seed):
    case = case_of_seed(seed)
    situation = Situation.of(case.portfolio, case.baseline, case.now)
    changes = scenario(*some_changes(Random(seed), situation))
    asker = Asker(Limits(deterministic=4, workers=1))
    try:
        found = decompose_by_cause(situation, changes, asker)
    except InvalidScenario:
        return
    parts = Interval.exactly(0)
    for cause in found.causes:
        parts = parts + cause.part if cause.part else parts
    if found.complete:
        assert parts == found.total
        assert found.total == found.causes[-1].net_value - found.first
    else:
        assert found.first is None or found.causes[-1].part is None
    assert Decomposition.model_validate_json(found.model_dump_json()) == found
