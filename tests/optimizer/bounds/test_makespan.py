import pytest

from optimizer.bounds.makespan import least

MUST = {"mandatory": True}


def fixed(name, duration, *, after=(), skill="java", headcount=1, **fields):
    demands = [{"skill": skill, "headcount": headcount}]
    return {
        "id": name,
        "duration": duration,
        "demands": demands,
        "predecessors": list(after),
        **fields,
    }


def link(package, kind="finish_start", lag=0):
    return {"package": package, "type": kind, "lag": lag}


@pytest.mark.parametrize(
    ("second", "bound"),
    [
        pytest.param(fixed("b", 3, after=["a"]), 5, id="finish to start"),
        pytest.param(fixed("b", 3, after=[link("a", lag=2)]), 7, id="with a lag"),
        pytest.param(
            fixed("b", 3, after=[link("a", "start_start", 1)]), 4, id="start to start"
        ),
        pytest.param(
            fixed("b", 1, after=[link("a", "finish_finish", 2)]),
            4,
            id="finish to finish",
        ),
        pytest.param(
            fixed("b", 1, after=[link("a", "start_finish", 6)]), 6, id="start to finish"
        ),
        pytest.param(fixed("b", 3, earliest="2026-01-19"), 5, id="earliest start"),
    ],
)
def test_the_longest_path_bounds_the_makespan(problem_of, second, bound):
    assert (
        least(problem_of(fixed("a", 2), second, project=MUST, horizon=10)).makespan
        == bound
    )


def test_people_can_only_do_so_much(problem_of):
    packages = [fixed(name, 3) for name in "abc"]
    assert least(problem_of(*packages, project=MUST, horizon=10)).makespan == 5


def test_what_only_some_people_can_do_waits_for_them(problem_of):
    people = ["Ana", "Bo", {"id": "Chen", "skills": {"test": {}}}]
    packages = [fixed(name, 3, skill="test") for name in "ab"]
    problem = problem_of(*packages, project=MUST, people=people, horizon=10)
    assert least(problem).makespan == 6


def test_a_set_of_people_for_two_skills_together_is_seen(problem_of):
    people = [
        {"id": "Ana", "skills": {"java": {}, "test": {}}},
        {"id": "Bo", "skills": {"java": {}, "test": {}}},
        {"id": "Chen", "skills": {"docs": {}}},
    ]
    packages = [fixed(name, 3, skill="java") for name in "ab"]
    packages += [fixed(name, 3, skill="test") for name in "cd"]
    problem = problem_of(*packages, project=MUST, people=people, horizon=10)
    assert least(problem).makespan == 6


def test_work_before_and_after_the_scarce_part_is_added(problem_of):
    packages = [
        fixed("head", 2),
        fixed("a", 3, headcount=2, after=["head"]),
        fixed("b", 3, headcount=2, after=["head"]),
        fixed("tail", 1, after=["a", "b"]),
    ]
    assert least(problem_of(*packages, project=MUST, horizon=12)).makespan == 9


def test_facilities_are_counted_with_their_changes(problem_of):
    packages = [{"id": name, "duration": 2, "uses": {"lab": 1}} for name in "abc"]
    closed = {"first": "2026-01-05", "last": "2026-01-11", "capacity": 0}
    lab = {"id": "lab", "capacity": 1, "changes": [closed]}
    problem = problem_of(*packages, project=MUST, facilities=[lab], horizon=10)
    assert least(problem).makespan == 7


@pytest.mark.parametrize(
    ("package", "bound"),
    [
        ({"staffing": "effort_team", "demands": [{"skill": "java", "effort": 200}]}, 3),
        (
            {
                "staffing": "effort_team",
                "demands": [{"skill": "java", "effort": 200, "team_max": 1}],
            },
            5,
        ),
        (
            {
                "staffing": "pool",
                "shortest": 1,
                "longest": 5,
                "demands": [{"skill": "java", "effort": 200}],
            },
            3,
        ),
    ],
)
def test_effort_takes_the_hours_that_there_are(problem_of, package, bound):
    assert (
        least(problem_of({"id": "a", **package}, project=MUST, horizon=6)).makespan
        == bound
    )


def test_projects_that_may_be_left_out_do_not_count(problem_of):
    assert least(problem_of(fixed("a", 3))).makespan == 0


def test_what_cannot_end_in_time_is_past_the_horizon(problem_of):
    assert least(problem_of(fixed("a", 5), project=MUST, horizon=4)).makespan == 5
