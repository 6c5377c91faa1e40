"""Dates, numbers and names as people read them."""

from datetime import date

import pandas as pd
import pytest

from optimizer.portfolio.calendar import Period
from optimizer.report import wording


@pytest.mark.parametrize(
    ("amount", "places", "text"),
    [
        (1234567, 0, "1,234,567"),
        (0.5, 2, "0.5"),
        (100, 2, "100"),
        (1200.5, 1, "1,200.5"),
        (-3.456, 2, "\N{MINUS SIGN}3.46"),
        (-0.001, 2, "0"),
        (float("nan"), 2, "–"),
        (None, 2, "–"),
    ],
)
def test_numbers(amount, places, text):
    assert wording.number(amount, places) == text


def test_days():
    assert wording.day(date(2026, 3, 5)) == "5 Mar 2026"
    assert wording.day(pd.Timestamp(2026, 12, 31)) == "31 Dec 2026"
    assert wording.day(pd.NaT) == wording.day(None) == "–"
    assert wording.iso(pd.Timestamp(2026, 3, 5)) == "2026-03-05"
    assert wording.iso(pd.NaT) == ""


def test_a_span_of_one_day_is_that_day():
    assert wording.span(date(2026, 3, 5), date(2026, 3, 5)) == "5 Mar 2026"
    assert wording.span(date(2026, 3, 5), date(2026, 4, 1)) == "5 Mar 2026 – 1 Apr 2026"


@pytest.mark.parametrize(
    ("names", "most", "text"),
    [
        ((), None, ""),
        (("a",), None, "a"),
        (("a", "b"), None, "a and b"),
        (("a", "b", "c"), 3, "a, b and c"),
        (("a", "b", "c", "d"), 2, "a, b and 2 more"),
    ],
)
def test_lists(names, most, text):
    assert wording.listed(names, most) == text


@pytest.mark.parametrize(
    ("identifier", "name", "text"),
    [
        ("AI", "", "AI"),
        ("AI", "AI back-end", "AI back-end"),
        ("RND", "Research", "RND · Research"),
    ],
)
def test_a_name_explains_its_id_without_saying_it_twice(identifier, name, text):
    assert wording.named(identifier, name) == text


def test_counts_and_shares():
    assert wording.count(1, "week") == "1 week"
    assert wording.count(0, "week") == "0 weeks"
    assert wording.count(2, "person", "people") == "2 people"
    assert wording.percent(0.125, 1) == "12.5 %"
    assert wording.percent(None) == "–"


def test_a_share_that_is_more_than_nothing_never_reads_as_nothing():
    assert wording.percent(0, 1) == "0 %"
    assert wording.percent(0.0004, 1) == "< 0.1 %"
    assert wording.percent(0.00001, 2) == "< 0.01 %"
    assert wording.percent(0.003) == "< 1 %"
    assert wording.noun_of(Period.DAY) == "working day"
