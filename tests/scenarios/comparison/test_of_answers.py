"""Story 4 of Atlas: the answers to the blocked team, side by side."""

from datetime import timedelta
from decimal import Decimal

import pytest

from optimizer.plan.effort import Limits
from scenarios.answers.answering import what_if
from scenarios.asking import Asker
from scenarios.comparison.comparison import compare
from scenarios.comparison.of_answers import side_by_side
from scenarios.moves.value_curve import value_against_moves


@pytest.fixture(scope="module")
def story(atlas, blocked):
    """The answers of story 1 and the curve of value against moves."""
    asker = Asker(Limits(deterministic=300, workers=1))
    answers = what_if(atlas, blocked, asker)
    curve = value_against_moves(answers.situation, asker, stop_at=answers.response)
    return answers, curve


@pytest.fixture(scope="module")
def page(story):
    """The page that the chief technology officer reads."""
    return compare(side_by_side(*story))


def test_every_answer_has_its_proven_value(page):
    best = {row.name: row.best for row in page.candidates}
    assert all(interval.proven for interval in best.values())
    assert {name: interval.low for name, interval in best.items()} == {
        "Present plan": 3500,
        "Everything slides": 2730,
        "Same teams, best dates": 2925,
        "Best response": 3115,
        "No moves": 2970,
        "At most 1 move": 3030,
        "At most 2 moves": 3080,
        "At most 3 moves": 3105,
    }


def test_moves_shift_and_projects_on_time_stand_beside_it(page):
    figures = {row.name: row.figures for row in page.candidates}
    assert [figures[f"At most {n}"].moves for n in ("1 move", "2 moves")] == [1, 2]
    assert figures["Best response"].moves == 4
    assert figures["Best response"].shift == 41
    assert figures["Best response"].on_time == 5
    assert figures["Same teams, best dates"].shift == 56
    assert figures["Everything slides"].on_time == 1


def test_the_total_is_the_sum_of_the_projects(page):
    for place, row in enumerate(page.candidates):
        delivered = [project.cells[place].delivered for project in page.projects]
        assert sum(delivered) == row.figures.net_value


def test_what_slides_is_dominated_by_what_is_planned_anew(page):
    rows = {row.name: row for row in page.candidates}
    assert "Same teams, best dates" in rows["Everything slides"].dominated_by
    assert rows["Best response"].dominated_by == ()
    assert page.reference == "Everything slides"
    assert rows["Best response"].extra_net_value == Decimal(385)


def test_the_running_plan_that_cannot_be_done_any_more_is_marked(page):
    assert page.candidates[0].standing.label == "breaks rules"


def later(plan, weeks):
    """A plan with the last package of the research begun later."""
    rows = tuple(
        row.replace(start=row.start + timedelta(weeks=weeks))
        if row.package == "RN2"
        else row
        for row in plan.packages
    )
    return plan.replace(packages=rows)


def test_of_a_long_curve_as_much_is_taken_as_there_is_room_for(story):
    answers, curve = story
    last = curve.points[-1]
    points = tuple(
        last.replace(
            at=Decimal(n), label=f"{n} moves", plan=later(last.plan, weeks=20 - n)
        )
        for n in range(11, 20)
    )
    names = [c.name for c in side_by_side(answers, curve.replace(points=points))]
    assert len(names) == 10
    assert names[4] == "At most 11 moves"
    assert names[-1] == "At most 19 moves"


def test_plans_with_the_value_and_moves_of_an_answer_are_left_out(story):
    answers, curve = story
    again = curve.replace(points=curve.points * 2)
    assert side_by_side(answers, again) == side_by_side(answers, curve)
