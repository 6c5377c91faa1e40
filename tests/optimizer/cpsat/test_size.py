"""How large an exact model would be."""

from optimizer.cpsat.size import model_size
from optimizer.portfolio.work import Progress
from optimizer.problem.compiling import compile_problem
from tests.optimizer.plan.tiny import (
    bare,
    effort,
    fixed,
    pool,
    portfolio,
    project,
    week,
)


def size(*packages, **fields):
    return model_size(compile_problem(portfolio(*packages, **fields)))


def test_starts_times_lengths_of_an_effort_count():
    assert size(effort("A", 80)) == 11 * 2
    assert size(effort("A", 80), effort("B", 80)) == 2 * 11 * 2


def test_teams_beside_pools_count_their_people():
    assert size(fixed("A")) == 0
    assert size(fixed("A"), pool("B")) == 11 * 2


def test_what_is_fixed_or_out_counts_nothing():
    begun = Progress(status="running", started=week(0))
    assert size(bare("A")) == 0
    assert size(effort("A", progress=begun), now=week(1)) == 0
    out = project("P", effort("A", 80), decision="out")
    assert model_size(compile_problem(portfolio(out))) == 0
