"""Measures of two plans, as people compare them."""

from types import SimpleNamespace

from api.web import gauges as module
from optimizer.portfolio.calendar import Period

TIMELINE = SimpleNamespace(period=Period.WEEK)
PORTFOLIO = SimpleNamespace(value_unit="k€", timeline=TIMELINE)


def gauges(before, after):
    """The gauges of two plans of a portfolio by the week, in k€."""
    return module.gauges(before, after, PORTFOLIO)


def test_only_measures_that_a_plan_has_are_shown_in_order():
    rows = gauges({"cost": 10.0}, {"net_value": 5.0, "unheard_of": 1.0})
    assert [row.title for row in rows] == ["Net value, k€", "Cost"]
    assert [(row.before, row.after, row.difference) for row in rows] == [
        ("–", "5", "–"),
        ("10", "–", "–"),
    ]


def test_a_difference_says_whether_it_is_better():
    before = {"value": 100.0, "moves": 2.0, "overload": 1.5}
    after = {"value": 110.0, "moves": 5.0, "overload": 1.5}
    told = {row.title: (row.difference, row.word) for row in gauges(before, after)}
    assert told == {
        "Value delivered, k€": ("+10", "better"),
        "Moves of people": ("+3", "worse"),
        "Hours over capacity": ("0", ""),
    }


def test_less_value_is_worse_and_told_with_its_sign():
    (row,) = gauges({"value": 2.25}, {"value": 1.0})
    assert (row.difference, row.mood) == ("\N{MINUS SIGN}1.25", "bad")


def test_a_difference_is_that_of_the_numbers_shown():
    (row,) = gauges({"cost": 316.6151}, {"cost": 339.7799})
    assert (row.before, row.after, row.difference) == ("316.62", "339.78", "+23.16")


def test_what_is_counted_in_periods_says_which():
    rows = gauges({"shift": 3.0, "makespan": 24.0}, {})
    assert [row.title for row in rows] == [
        "Shift of packages, weeks",
        "Weeks until all is done",
    ]
