from datetime import date
from decimal import Decimal

import pytest

from benchmarks.fuzz.cases import Case, case_of_seed
from benchmarks.fuzz.exhaustive import best
from optimizer.plan import Assignment, Measure, Plan, ScheduledPackage, check, measure
from optimizer.portfolio.portfolio import Portfolio

JANUARY = {"start": "2026-01-05", "horizon": 4}
ANA = {"id": "Ana", "skills": {"java": {}}}
BO = {"id": "Bo", "skills": {"java": {}}}


@pytest.fixture
def value_of():
    """Return the oracle's best net value of a portfolio, in its unit."""

    def found(
        *projects,
        engineers=(ANA,),
        baseline=None,
        now=None,
        measure=Measure.NET_VALUE,
        **fields,
    ):
        given = {"timeline": JANUARY, "engineers": engineers, "projects": projects}
        portfolio = Portfolio.model_validate({**given, **fields})
        answer = best(Case(portfolio, baseline, now), measure)
        return answer.value

    return found


def project(name, value, *packages, **fields):
    return {"id": name, "value": value, "packages": packages, **fields}


def fixed(name, duration=2, **fields):
    return {"id": name, "duration": duration, "demands": [{"skill": "java"}], **fields}


def driven(name, effort, **fields):
    return {
        "id": name,
        "staffing": "effort_team",
        "demands": [{"skill": "java", "effort": effort}],
        **fields,
    }


def pool(name, effort, duration=1, **fields):
    return {
        "id": name,
        "staffing": "pool",
        "duration": duration,
        "demands": [{"skill": "java", "effort": effort}],
        **fields,
    }


def test_two_projects_that_fit_after_each_other_are_both_done(value_of):
    assert value_of(project("P", 5, fixed("a")), project("Q", 3, fixed("b"))) == 8


def test_of_two_projects_that_do_not_fit_the_better_is_done(value_of):
    assert value_of(project("P", 5, fixed("a", 3)), project("Q", 3, fixed("b"))) == 5


def test_the_one_whose_delay_costs_more_goes_first(value_of):
    due = {"due": "2026-01-16"}
    hurried = project("P", 10, fixed("a"), delay_cost=3, **due)
    patient = project("Q", 10, fixed("b"), delay_cost=2, **due)
    assert value_of(hurried, patient) == 10 + 10 - 2 * 2


def test_a_larger_team_is_faster(value_of):
    late = {"delay_cost": 4, "due": "2026-01-09"}
    assert value_of(project("P", 10, driven("a", 80), **late)) == 6
    assert (
        value_of(project("P", 10, driven("a", 80), **late), engineers=(ANA, BO)) == 10
    )


def test_an_offer_is_engaged_for_as_long_as_it_pays(value_of):
    offers = [{"engineer": {"id": "Zoe", "skills": {"java": {}}}, "weekly_price": 1}]
    assert value_of(project("P", 10, fixed("a", 3)), engineers=(), offers=offers) == 7
    assert value_of(project("P", 3, fixed("a", 3)), engineers=(), offers=offers) == 0


def test_people_of_a_pool_work_on_so_many_packages_at_one_time(value_of):
    timeline = {**JANUARY, "horizon": 1}
    projects = (project("P", 5, pool("a", 10)), project("Q", 3, pool("b", 10)))
    for most, value in ((1, 5), (2, 8)):
        engineers = ({**ANA, "max_packages": most},)
        assert value_of(*projects, engineers=engineers, timeline=timeline) == value


def test_floors_keep_hours_of_pools_free(value_of):
    for hours, value in ((30, 5), (Decimal("30.01"), 0)):
        floors = [{"id": "f", "skill": "java", "hours": hours}]
        assert value_of(project("P", 5, pool("a", 40, 4)), floors=floors) == value


def test_overtime_counts_for_pools(value_of):
    for overtime, value in ((Decimal("0.25"), 5), (Decimal("0.24"), 0)):
        engineers = ({**ANA, "overtime_limit": overtime},)
        assert value_of(project("P", 5, pool("a", 50)), engineers=engineers) == value


def test_person_rates_choose_the_cheaper_hours_of_a_pool(value_of):
    engineers = ({**ANA, "cost_per_hour": 2}, {**BO, "cost_per_hour": 1})
    for total, value in ((60, 5), (59, 0)):
        budgets = [{"id": "b", "basis": "person_rates", "total": total}]
        found = value_of(
            project("P", 5, pool("a", 50)), engineers=engineers, budgets=budgets
        )
        assert found == value


def test_a_mandatory_project_that_cannot_be_done_leaves_no_plan(value_of):
    assert value_of(project("P", 5, fixed("a", 5), mandatory=True)) is None


def test_what_the_running_plan_has_started_goes_on(value_of):
    row = ScheduledPackage(package="a", start=date(2026, 1, 5), periods=2)
    ana = Assignment(engineer="Ana", package="a", demand="java")
    running = Plan(selected=("P",), packages=(row,), assignments=(ana,))
    projects = (project("P", 1, fixed("a")), project("Q", 5, fixed("b", 3)))
    assert value_of(*projects) == 5
    assert value_of(*projects, baseline=running, now=date(2026, 1, 12)) == 1


def test_the_shortest_makespan_of_what_must_be_done(value_of):
    work = (driven("a", 80), fixed("b", 2, predecessors=["a"]))
    for engineers, periods in (((ANA,), 4), ((ANA, BO), 3)):
        found = value_of(
            project("P", 5, *work, mandatory=True),
            project("Q", 5, fixed("c", 4)),
            engineers=engineers,
            measure=Measure.MAKESPAN,
        )
        assert found == periods


def test_without_anything_to_do_the_makespan_is_0(value_of):
    assert value_of(project("P", 5, fixed("a")), measure=Measure.MAKESPAN) == 0


def test_other_measures_are_not_searched():
    with pytest.raises(ValueError, match="no exhaustive search for cost"):
        best(case_of_seed(0), Measure.COST)


def test_too_many_candidates_are_no_answer():
    assert best(case_of_seed(9), steps=1) is None


@pytest.mark.parametrize("seed", range(40))
def test_the_best_plan_is_legal_and_measures_what_was_counted(seed):
    case = case_of_seed(seed)
    found = best(case, steps=20_000)
    if found is not None and found.plan is not None:
        assert check(found.plan, case.portfolio, case.baseline, case.now).accepted
        measured = measure(found.plan, case.portfolio, case.baseline, case.now)
        assert float(measured.net_value) == found.value
