import pytest

from optimizer.bounds.relaxation import relax, value_bound

SECONDS = 20


def fixed(name, duration, *, after=(), headcount=1, skill="java", **fields):
    demands = [{"skill": skill, "headcount": headcount}]
    return {
        "id": name,
        "duration": duration,
        "demands": demands,
        "predecessors": list(after),
        **fields,
    }


def project(name, value, *packages, **fields):
    return {"id": name, "value": value, "packages": list(packages), **fields}


def test_a_project_that_fits_is_worth_all_of_its_value(problem_of):
    assert value_bound(problem_of(fixed("a", 4)), SECONDS) == 1000


def test_nothing_to_do_is_worth_nothing(problem_of):
    assert value_bound(problem_of(projects=[]), SECONDS) == 0


def test_a_project_that_does_not_fit_is_worth_nothing(problem_of):
    assert value_bound(problem_of(fixed("a", 5)), SECONDS) == 0


def test_the_cost_of_the_soonest_end_is_paid(problem_of):
    late = {"due": "2026-01-09", "delay_cost": 2}
    packages = fixed("a", 1), fixed("b", 2, after=["a"])
    assert value_bound(problem_of(*packages, project=late), SECONDS) == 600


def test_steps_of_value_are_followed(problem_of):
    steps = {
        "due": "2026-01-09",
        "value_steps": [{"late": 1, "value": 7}, {"late": 3, "value": 1}],
    }
    assert value_bound(problem_of(fixed("a", 3), project=steps), SECONDS) == 700


def test_two_people_do_two_of_three_projects(problem_of):
    projects = [project(name, 10, fixed(name, 4)) for name in "abc"]
    assert value_bound(problem_of(projects=projects), SECONDS) == 2000


def test_skills_that_share_people_are_counted_together(problem_of):
    people = [
        {"id": "Ana", "skills": {"java": {}, "test": {}}},
        {"id": "Chen", "skills": {"docs": {}}},
    ]
    projects = [
        project("java", 10, fixed("a", 4)),
        project("test", 10, fixed("b", 4, skill="test")),
        project("docs", 10, fixed("c", 4, skill="docs")),
    ]
    assert value_bound(problem_of(projects=projects, people=people), SECONDS) == 2000


@pytest.mark.parametrize(
    "package",
    [
        {"staffing": "effort_team", "demands": [{"skill": "java", "effort": 640}]},
        {
            "staffing": "pool",
            "duration": 4,
            "demands": [{"skill": "java", "effort": 640}],
        },
    ],
)
def test_half_the_hours_are_half_the_value(problem_of, package):
    projects = [project(name, 10, {"id": name, **package}) for name in "ab"]
    people = ["Ana", "Bo", "Chen", "Dan"]
    problem = problem_of(projects=projects, people=people)
    assert value_bound(problem, SECONDS) == 1000


def test_hours_that_a_floor_keeps_free_are_not_sold(problem_of):
    floor = {"id": "free", "skill": "java", "people": 1}
    projects = [project(name, 10, fixed(name, 4)) for name in "ab"]
    problem = problem_of(projects=projects, floors=[floor])
    assert value_bound(problem, SECONDS) == 1000


def test_two_floors_may_keep_the_same_person_free(problem_of):
    floors = [{"id": name, "skill": "java", "people": 1} for name in ("one", "two")]
    problem = problem_of(fixed("a", 4), floors=floors)
    assert value_bound(problem, SECONDS) == 1000


def test_an_offer_is_engaged_where_it_pays(problem_of):
    offer = {
        "engineer": {"id": "Zoe", "skills": {"java": {}}},
        "fixed_price": 1,
        "weekly_price": 1,
    }
    alone = {"people": [], "horizon": 2}
    assert (
        value_bound(problem_of(fixed("a", 2), offers=[offer], **alone), SECONDS) == 700
    )
    dear = {**offer, "weekly_price": 9}
    assert value_bound(problem_of(fixed("a", 2), offers=[dear], **alone), SECONDS) == 0


@pytest.mark.parametrize("basis", ["stated", "role_rates", "person_rates"])
def test_money_for_half_of_the_work_buys_half_of_the_value(problem_of, basis):
    work = {"staffing": "effort_team", "demands": [{"skill": "java", "effort": 80}]}
    projects = [
        project(name, 10, {"id": name, **work}, stated_cost=80) for name in "ab"
    ]
    problem = problem_of(
        projects=projects,
        people=[{"id": "Ana", "cost_per_hour": 1, "skills": {"java": {}}}],
        role_rates={"java": 1},
        budgets=[{"id": "money", "basis": basis, "total": 80}],
    )
    assert value_bound(problem, SECONDS) == 1000


def test_facilities_and_stocks_are_shared(problem_of):
    one = {"duration": 4, "uses": {"lab": 1}}
    other = {"duration": 1, "consumes": {"steel": 5}}
    lab = [{"id": "lab", "capacity": 1}]
    steel = [{"id": "steel", "amount": 5}]
    users = [project(name, 10, {"id": name, **one}) for name in "ab"]
    assert value_bound(problem_of(projects=users, facilities=lab), SECONDS) == 1000
    eaters = [project(name, 10, {"id": name, **other}) for name in "ab"]
    assert value_bound(problem_of(projects=eaters, stocks=steel), SECONDS) == 1000


def test_logic_between_projects_holds(problem_of):
    projects = [
        project("a", 10, fixed("a", 1), requires=["b"]),
        project("b", 0, fixed("b", 9)),
        project("c", 10, fixed("c", 1), excludes=["d"]),
        project("d", 9, fixed("d", 1)),
    ]
    assert value_bound(problem_of(projects=projects), SECONDS) == 1000


@pytest.mark.parametrize(("soft", "bound"), [(False, 0), (True, 1000)])
def test_only_hard_links_need_the_other_project(problem_of, soft, bound):
    after = [{"package": "b", "soft": soft}]
    projects = [
        project("a", 10, fixed("a", 1, after=after)),
        project("b", 0, fixed("b", 4)),
    ]
    assert value_bound(problem_of(projects=projects), SECONDS) == bound


def test_what_must_be_and_cannot_be_is_infeasible(problem_of):
    found = relax(problem_of(fixed("a", 5), project={"mandatory": True}), SECONDS)
    assert found.infeasible
    assert found.bound is None


def test_without_time_nothing_is_proven(problem_of):
    assert value_bound(problem_of(fixed("a", 4)), 0) is None
