"""Every reader's hand-written instance makes a sound, ordinary portfolio."""

from pathlib import Path

import pytest

from benchmarks.instances import instances
from optimizer.portfolio.checks import issues
from optimizer.problem.compiling import compile_problem

TINY = instances(Path(__file__).parent / "tiny", everything=True)

each = pytest.mark.parametrize("instance", TINY, ids=lambda instance: instance.set)


@each
def test_the_portfolio_has_no_issue(instance):
    assert issues(instance.portfolio()) == ()


@each
def test_every_package_is_compiled(instance):
    portfolio = instance.portfolio()
    problem = compile_problem(portfolio)
    assert len(problem.packages) == len(tuple(portfolio.packages))


@each
def test_all_projects_are_mandatory_and_package_names_unique(instance):
    portfolio = instance.portfolio()
    assert all(project.mandatory for project in portfolio.projects)
    names = [package.id for _, package in portfolio.packages]
    assert len(set(names)) == len(names)
