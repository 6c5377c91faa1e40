"""What people call the answers of a job."""

from api.jobs.telling import Telling, ToldColumn, ToldGrid, ToldSection
from api.web.answer_titles import heading_of, in_order, plan_names
from optimizer.report.grid import Kind


def test_answers_stand_in_the_order_in_which_they_are_told():
    labels = ("plan_10", "plan_2", "response", "present")
    assert in_order(labels) == ("present", "response", "plan_2", "plan_10")


def test_of_the_present_situation_a_page_is_called_by_what_was_asked():
    about = Telling(title="Ana leaves", eyebrow="Why · Atlas", decision="D")
    present = about.replace(title="The present situation", eyebrow="Key people · Atlas")
    assert heading_of(about, "conflict") == ("Ana leaves", "Why · Atlas")
    line = "The present situation · Atlas"
    assert heading_of(present, "price") == ("Key people", line)
    assert heading_of(present, "curve") == ("Value curve", line)
    assert heading_of(about.replace(title="Atlas"), "solve") == ("Best plan", "Atlas")


def test_plans_of_a_list_are_called_what_its_table_calls_them():
    columns = (
        ToldColumn(source="place", title="No.", kind=Kind.NUMBER),
        ToldColumn(source="plan", title="Plan", kind=Kind.TEXT),
    )
    rows = ((1, "Most value"), (2, "Cheapest found"))
    grid = ToldGrid(title="Plans", columns=columns, rows=rows, shown=2, size="2 rows")
    section = ToldSection(id="front", title="Plans", grids=(grid,))
    telling = Telling(title="T", eyebrow="E", decision="D", sections=(section,))
    assert plan_names(telling) == {"plan_1": "Most value", "plan_2": "Cheapest found"}
    assert plan_names(telling.replace(sections=())) == {}
