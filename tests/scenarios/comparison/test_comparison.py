"""Candidates side by side."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from optimizer.plan.outcome import SolveStatus
from optimizer.plan.plan import Plan
from scenarios.answers.answer import Answer, AnswerKind, of_outcome, of_plan
from scenarios.asking import Asker, Limits
from scenarios.candidate import Candidate
from scenarios.comparison.by_project import Fate
from scenarios.comparison.comparison import Comparison, Standing, compare
from scenarios.errors import NotAnswered
from scenarios.interval import Interval
from scenarios.situation import Situation
from tests.strategies import tiny_cases

NOTHING_KNOWN = Interval(low=None, high=None)


def without_plan(name, situation, status):
    """A candidate for which no plan was found."""
    kind = AnswerKind.RESPONSE
    answer = Answer(kind=kind, status=status, net_value=NOTHING_KNOWN)
    return Candidate(name, situation, answer)


def without_project(situation, project):
    """The situation of a scenario that never heard of a project."""
    kept = tuple(p for p in situation.portfolio.projects if p.id != project)
    return situation.replace(portfolio=situation.portfolio.replace(projects=kept))


def totals(comparison):
    """For every candidate, what its rows add up to, and its net value."""
    for place, row in enumerate(comparison.candidates):
        if row.figures is not None:
            delivered = sum(r.cells[place].delivered for r in comparison.projects)
            prices = sum(r.prices[place] or 0 for r in comparison.offers)
            yield delivered - prices, row.figures.net_value


@pytest.mark.parametrize("count", [1, 11])
def test_fewer_than_two_and_more_than_ten_candidates_are_refused(small, count):
    many = [
        without_plan(f"Plan {n}", small, SolveStatus.OUT_OF_TIME) for n in range(count)
    ]
    with pytest.raises(NotAnswered, match=f"2 to 10 candidates, found {count}"):
        compare(many)


def test_two_candidates_of_one_name_are_refused(small):
    twice = [without_plan("Same", small, SolveStatus.OUT_OF_TIME)] * 2
    with pytest.raises(NotAnswered, match="'Same'"):
        compare(twice)


def test_values_of_different_units_are_refused(small):
    dollars = small.replace(portfolio=small.portfolio.replace(value_unit="k$"))
    pair = [
        without_plan("Points", small, SolveStatus.OUT_OF_TIME),
        without_plan("Dollars", dollars, SolveStatus.OUT_OF_TIME),
    ]
    with pytest.raises(NotAnswered, match=r"'k\$' \(Dollars\)"):
        compare(pair)


def test_values_by_project_less_prices_of_offers_add_up_to_net_value(small, answered):
    alone = small.replace(portfolio=small.portfolio.replace(offers=()))
    comparison = compare([answered("Alone", alone), answered("Helped", small)])
    assert list(totals(comparison)) == [
        (Decimal(100), Decimal(100)),
        (Decimal("115.25"), Decimal("115.25")),
    ]
    assert [row.prices for row in comparison.offers] == [(None, Decimal(55))]
    assert comparison.candidates[1].extra_net_value == Decimal("15.25")


@settings(
    deadline=None,
    derandomize=True,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(tiny_cases())
def test_totals_and_differences_add_up_for_every_portfolio(case):
    situation = Situation.of(case.portfolio, case.baseline, case.now)
    outcome = Asker(Limits(deterministic=1, workers=1)).ask("best", situation)
    best = Candidate("best", situation, of_outcome(AnswerKind.RESPONSE, outcome))
    nothing = of_plan(AnswerKind.PRESENT, Plan(), situation)
    comparison = compare([Candidate("nothing", situation, nothing), best])
    for total, net_value in totals(comparison):
        assert total == net_value
    for difference in comparison.differences:
        by_name = {row.name: row for row in comparison.candidates}
        before, after = by_name[difference.before], by_name[difference.after]
        assert sum(row.difference for row in difference.rows) == difference.total
        assert difference.total == after.figures.net_value - before.figures.net_value


def test_what_has_no_plan_is_said_and_is_not_zero(small, answered):
    comparison = compare(
        [
            without_plan("Impossible", small, SolveStatus.INFEASIBLE),
            without_plan("Unknown", small, SolveStatus.OUT_OF_TIME),
            answered("Known", small),
        ]
    )
    rows = comparison.candidates
    assert [row.standing for row in rows] == [
        Standing.IMPOSSIBLE,
        Standing.NOT_FOUND,
        Standing.ACCEPTED,
    ]
    assert [row.figures is None for row in rows] == [True, True, False]
    assert [row.extra_net_value for row in rows] == [None, None, 0]
    cells = comparison.projects[0].cells
    assert [cell.delivered for cell in cells] == [None, None, 100]
    assert cells[0].fate is Fate.NO_PLAN
    assert comparison.reference == "Known"
    assert comparison.differences == ()


def test_a_plan_that_breaks_rules_is_marked_and_dominates_nothing(atlas, blocked):
    situation = blocked.apply(atlas)
    present = of_plan(AnswerKind.PRESENT, atlas.baseline, situation)
    nothing = of_plan(AnswerKind.RESPONSE, Plan(), situation)
    comparison = compare(
        [
            Candidate("Present", situation, present),
            Candidate("Nothing", situation, nothing),
        ]
    )
    present_row, nothing_row = comparison.candidates
    assert present_row.standing is Standing.BREAKS_RULES
    assert present_row.broken > 0
    assert nothing_row.dominated_by == ()


def test_a_project_that_only_one_scenario_has_is_said_to_be_missing(small, answered):
    lacking = without_project(small, "B")
    comparison = compare([answered("Both", small), answered("Only A", lacking)])
    cells = {row.project: row.cells for row in comparison.projects}
    assert cells["B"][1].fate is Fate.NOT_IN_SCENARIO
    assert cells["B"][1].fate.label == "not in this scenario"
    assert cells["B"][1].delivered is None
    rows = {row.item: row for row in comparison.differences[0].rows}
    assert rows["B"].after is None
    assert rows["B"].difference == Decimal("-70.25")
    assert rows["Con"].difference == Decimal(55)
    assert comparison.differences[0].total == Decimal("-15.25")


def test_candidates_of_one_situation_share_a_number(small, answered):
    lacking = without_project(small, "B")
    comparison = compare(
        [answered("One", small), answered("Two", lacking), answered("Three", small)]
    )
    assert [row.scenario for row in comparison.candidates] == [1, 2, 1]


def test_without_a_running_plan_there_are_no_moves(small, answered):
    comparison = compare([answered("One", small), answered("Two", small)])
    assert comparison.candidates[0].figures.moves is None
    assert comparison.candidates[0].figures.last_day.isoformat() == "2026-01-23"


def test_the_reference_is_the_first_plan_that_passes_the_checker(atlas, blocked):
    situation = blocked.apply(atlas)
    present = of_plan(AnswerKind.PRESENT, atlas.baseline, situation)
    before = of_plan(AnswerKind.PRESENT, atlas.baseline, atlas)
    comparison = compare(
        [Candidate("Blocked", situation, present), Candidate("Before", atlas, before)]
    )
    assert comparison.reference == "Before"


def test_a_comparison_survives_being_written_and_read(small, answered):
    comparison = compare([answered("One", small), answered("Two", small)])
    text = comparison.model_dump_json()
    assert Comparison.model_validate_json(text) == comparison
