"""Greedy schedules: they keep every rule, and choose sensibly."""

from decimal import Decimal

import pytest

from benchmarks.fuzz.cases import case_of_seed
from benchmarks.fuzz.chance import SMALL
from optimizer.decoding import decode
from optimizer.plan import check, measure
from optimizer.portfolio.people import Offer, Skill
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import AtMost
from optimizer.portfolio.resources import Budget, Facility, Stock
from optimizer.portfolio.work import Link, Mode, Package, PackageLocks, Progress
from optimizer.problem.compiling import compile_problem
from optimizer.search.schedule_generation import greedy
from tests.optimizer.plan.tiny import (
    away,
    bare,
    demand,
    effort,
    engineer,
    fixed,
    plan,
    pool,
    portfolio,
    project,
    week,
)

pytestmark = pytest.mark.usefixtures("_ticking")


def solved(work, objective="value", seconds=0.0, baseline=None, now=None):
    """The greedy plan, checked: package → (start, end) in weeks, and the plan."""
    problem = compile_problem(work, baseline, now)
    schedule = greedy(problem, objective, 1, seconds)
    if schedule is None:
        return None, None
    answer = decode(problem, work, schedule, baseline)
    broken = [b for b in check(answer, work, baseline, now).broken if not b.fact]
    assert broken == []
    runs = {
        problem.packages[i].id: (run.start, run.end) for i, run in schedule.runs.items()
    }
    return runs, answer


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("objective", ["value", "makespan", "cost"])
def test_a_greedy_plan_of_a_random_portfolio_keeps_every_rule(seed, objective):
    case = case_of_seed(seed, SMALL)
    solved(case.portfolio, objective, baseline=case.baseline, now=case.now)


def test_more_time_never_gives_a_worse_plan():
    work = case_of_seed(5, SMALL).portfolio
    problem = compile_problem(work)
    values = []
    greedy(
        problem,
        "value",
        1,
        0.3,
        on_better=lambda s: values.append(
            measure(decode(problem, work, s), work).as_dict()["net_value"]
        ),
    )
    assert values
    assert values == sorted(values)


def test_a_search_that_is_stopped_before_it_begins_has_no_plan():
    work = portfolio(project("P", fixed("A"), mandatory=True))
    problem = compile_problem(work)
    assert greedy(problem, "makespan", 1, 5.0, stop=lambda: True) is None


def test_of_two_projects_that_compete_the_more_valuable_one_is_selected():
    _, answer = solved(
        portfolio(
            project("small", fixed("A", 10), value=10),
            project("large", fixed("B", 10), value=20),
            people=["Ann"],
        )
    )
    assert answer.selected == ("large",)


def test_a_mandatory_project_comes_before_a_more_valuable_one():
    _, answer = solved(
        portfolio(
            project("must", fixed("A", 10), mandatory=True),
            project("rich", fixed("B", 10), value=20),
            people=["Ann"],
        )
    )
    assert answer.selected == ("must",)


def test_a_mandatory_project_without_people_leaves_no_plan():
    work = portfolio(project("must", fixed("A", asks=[demand("law")]), mandatory=True))
    assert solved(work) == (None, None)


def test_what_a_project_requires_is_selected_with_it():
    _, answer = solved(
        portfolio(
            project("top", fixed("A", 2), value=50, requires=("base",)),
            project("base", fixed("B", 2)),
        )
    )
    assert set(answer.selected) == {"top", "base"}


def test_projects_that_exclude_each_other_are_not_selected_together():
    _, answer = solved(
        portfolio(
            project("one", fixed("A", 1), value=10, excludes=("two",)),
            project("two", fixed("B", 1), value=20),
            project("three", bare("C"), value=5),
            at_most=(AtMost(id="rule", projects=("two", "three"), limit=1),),
        )
    )
    assert "two" not in answer.selected or set(answer.selected) == {"two"}
    assert len(answer.selected) in (1, 2)


def test_a_hard_link_brings_the_other_project_in():
    _, answer = solved(
        portfolio(
            project("after", bare("A", predecessors=(Link(package="B"),)), value=5),
            project("before", bare("B")),
        )
    )
    assert set(answer.selected) == {"after", "before"}


def test_packages_wait_for_each_other_and_for_people():
    runs, _ = solved(
        portfolio(
            fixed("A", 2),
            fixed("B", 3, predecessors=("A",)),
            fixed("C", 1, predecessors=(Link(package="B", type="start_start", lag=1),)),
            people=["Ann", "Ben"],
        ).replace(
            projects=(
                project(
                    "P",
                    fixed("A", 2),
                    fixed("B", 3, predecessors=("A",)),
                    fixed(
                        "C",
                        1,
                        predecessors=(Link(package="B", type="start_start", lag=1),),
                    ),
                    mandatory=True,
                ),
            )
        ),
        "makespan",
    )
    assert runs == {"A": (0, 2), "B": (2, 5), "C": (3, 4)}


def test_a_latest_distance_moves_the_predecessor_on():
    late = fixed("B", 1, earliest=week(5), predecessors=("A",))
    early = bare("A", 1, predecessors=(Link(package="B", type="start_start", lag=-2),))
    runs, _ = solved(portfolio(project("P", early, late, value=5)))
    assert runs["A"][0] >= runs["B"][0] - 2
    assert runs["A"][1] <= runs["B"][0]


def test_a_larger_team_is_taken_where_it_ends_earlier():
    runs, answer = solved(portfolio(project("P", effort("A", 160), value=1)))
    assert runs == {"A": (0, 2)}
    assert {a.engineer for a in answer.assignments} == {"Ann", "Ben"}


def test_a_team_is_no_larger_than_it_must_be():
    _, answer = solved(portfolio(project("P", effort("A", 20), value=1)))
    assert len(answer.assignments) == 1


def test_a_fixed_team_waits_until_everybody_is_back():
    runs, _ = solved(
        portfolio(
            project("P", fixed("A", 2, headcount=2), value=1),
            people=["Ann", engineer("Ben", absences=(away(1),))],
        )
    )
    assert runs == {"A": (2, 4)}


def test_the_person_who_can_do_less_is_taken_first():
    both = {"dev": Skill(), "test": Skill()}
    _, answer = solved(
        portfolio(
            project(
                "P", fixed("A", 10), fixed("B", 10, asks=[demand("test")]), value=1
            ),
            people=[engineer("Ann", skills=both), "Ben"],
        )
    )
    assert {(a.engineer, a.package) for a in answer.assignments} == {
        ("Ben", "A"),
        ("Ann", "B"),
    }


def test_a_pool_takes_the_shortest_length_that_has_the_hours():
    runs, _ = solved(
        portfolio(
            project("P", pool("A", 120, shortest=1, longest=4), value=1), people=["Ann"]
        )
    )
    assert runs == {"A": (0, 3)}


def test_of_two_ways_the_one_that_ends_first_is_chosen():
    slow, fast = (
        Mode(id="slow", duration=4),
        Mode(id="fast", duration=2, uses={"rig": 1}),
    )
    work = portfolio(
        project("P", Package(id="A", modes=(slow, fast)), value=1),
        facilities=(Facility(id="rig", capacity=1),),
    )
    assert solved(work)[0] == {"A": (0, 2)}


def test_a_stock_is_kept_for_those_who_cannot_do_without():
    rich, poor = (
        Mode(id="rich", duration=1, consumes={"ore": 2}),
        Mode(id="poor", duration=3),
    )
    work = portfolio(
        project(
            "P",
            Package(id="A", modes=(rich, poor)),
            bare("B", 1, consumes={"ore": 2}, predecessors=("A",)),
            mandatory=True,
        ),
        stocks=(Stock(id="ore", amount=2),),
    )
    assert solved(work)[0] == {"A": (0, 3), "B": (3, 4)}


def test_a_project_waits_for_the_next_quarter_where_money_is_short():
    budget = Budget(id="B", basis="stated", quarters={"2026-Q1": 10, "2026-Q2": 100})
    work = portfolio(
        project("P", bare("A", 1), stated_cost=50, mandatory=True),
        budgets=(budget,),
        timeline={"start": week(0), "horizon": 20},
    )
    runs, _ = solved(work)
    assert runs["A"][0] == 13


def test_a_project_that_costs_more_than_the_budget_is_left_out():
    work = portfolio(
        project("P", fixed("A", 1), value=5),
        budgets=(Budget(id="B", total=10),),
        role_rates={"dev": 100},
    )
    assert solved(work)[1].selected == ()


def test_an_offer_is_engaged_where_it_pays_and_no_longer_than_needed():
    offer = Offer(engineer=engineer("Zoe", "law"), shortest_weeks=2, weekly_price=10)
    work = portfolio(
        project("P", fixed("A", 3, asks=[demand("law")]), value=100), offers=(offer,)
    )
    _, answer = solved(work, seconds=0.2)
    (engagement,) = answer.engagements
    assert (engagement.first, engagement.last) == (week(0), week(2).replace(day=23))


def test_an_offer_that_costs_more_than_it_brings_is_left():
    offer = Offer(engineer=engineer("Zoe", "law"), shortest_weeks=2, weekly_price=60)
    work = portfolio(
        project("P", fixed("A", 3, asks=[demand("law")]), value=100), offers=(offer,)
    )
    assert solved(work, seconds=0.2)[1].engagements == ()


def test_locks_on_people_and_starts_are_kept():
    locked = fixed("A", 1, locks=PackageLocks(start_on=week(4), must=("Ben",)))
    runs, answer = solved(portfolio(project("P", locked, value=1)))
    assert runs == {"A": (4, 5)}
    assert [a.engineer for a in answer.assignments] == ["Ben"]


def test_what_has_started_stays_and_the_rest_goes_round_it():
    running = plan({"A": (0, 4), "B": (4, 2)}, {("A", "Ann"): None, ("B", "Ann"): None})
    work = portfolio(
        project("P", fixed("A", 4), fixed("B", 2), value=1), people=["Ann"]
    )
    runs, _ = solved(work, baseline=running, now=week(2))
    assert runs == {"A": (0, 4), "B": (4, 6)}


def test_a_frozen_package_keeps_start_and_team():
    running = plan({"A": (3, 2)}, {("A", "Ben"): None})
    work = portfolio(project("P", fixed("A", 2), value=1)).replace(freeze_until=week(4))
    runs, answer = solved(work, baseline=running, now=week(1))
    assert runs == {"A": (3, 5)}
    assert [a.engineer for a in answer.assignments] == ["Ben"]


def test_running_pools_that_share_a_person_are_staffed_together():
    people = [
        engineer("Ann", "dev", max_packages=1),
        engineer("Ben", "dev", "test", max_packages=1),
    ]
    going = Progress(status="running", started=week(0), remaining_effort={"dev": 30})
    other = Progress(status="running", started=week(0), remaining_effort={"test": 30})
    work = portfolio(
        project(
            "P",
            pool("A", 60, 2, progress=going),
            pool("B", duration=2, asks=[demand("test", effort=60)], progress=other),
            value=1,
        ),
        people=people,
        now=week(1),
    )
    _, answer = solved(work)
    assert {(a.package, a.engineer) for a in answer.assignments} == {
        ("A", "Ann"),
        ("B", "Ben"),
    }


def test_least_cost_takes_the_cheaper_person():
    people = [engineer("Ann", cost_per_hour=90), engineer("Ben", cost_per_hour=50)]
    work = portfolio(
        project("P", fixed("A", 2), fixed("B", 2), mandatory=True), people=people
    )
    _, answer = solved(work, "cost", 0.1)
    assert {a.engineer for a in answer.assignments} == {"Ben"}


def test_with_seconds_to_search_the_sample_comes_close_to_its_optimum(request):
    path = request.config.rootpath / "data" / "atlas" / "portfolio.json"
    work = Portfolio.model_validate_json(path.read_text())
    _, answer = solved(work)
    assert measure(answer, work).as_dict()["net_value"] >= Decimal(3000)
