"""The same problem for plans that end sooner."""

from optimizer.problem.compiling import compile_problem
from optimizer.problem.tightening import cut_at, ending_by
from tests.optimizer.plan.tiny import bare, engineer, fixed, portfolio, project


def tiny():
    return compile_problem(
        portfolio(
            project("P", bare("A", 3), fixed("B", 2), mandatory=True),
            engineers=(engineer("ann"),),
        )
    )


def test_projects_end_by_the_period_and_the_horizon_stays():
    problem = tiny()
    near = ending_by(problem, 4)
    assert [project.latest_end for project in near.projects] == [4]
    assert near.horizon == problem.horizon


def test_an_earlier_deadline_stays():
    problem = ending_by(tiny(), 3)
    assert ending_by(problem, 6).projects[0].latest_end == 3


def test_lengths_stay_possible():
    (first, _) = ending_by(tiny(), 2).packages
    assert (first.ways[0].shortest, first.ways[0].longest) == (3, 3)


def test_nothing_is_left_after_a_cut():
    near = cut_at(tiny(), 4)
    assert near.horizon == 4
    assert [len(person.available) for person in near.people] == [4] * len(near.people)
    assert all(person.employed[1] <= 4 for person in near.people)
    assert len(near.projects[0].delivered) == 5
    assert all(package.latest_end <= 4 for package in near.packages)


def test_a_cut_behind_the_horizon_changes_nothing():
    problem = tiny()
    assert cut_at(problem, 99) is problem
