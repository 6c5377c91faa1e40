"""Some hostile names in a real browser, and what counts as a formula."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.service import payloads
from benchmarks.service.markup import PAYLOADS


@pytest.mark.page
def test_no_name_runs_and_no_cell_computes(browser):
    # The browser of all other tests may be open in this thread, which bears one.
    with ThreadPoolExecutor(1) as apart:
        found = apart.submit(
            payloads.run, PAYLOADS[:5], scenarios=1, most_pages=12
        ).result()
    assert found.wrong == []
    assert found.pages >= 3
    assert found.cells > 100


def test_there_are_a_hundred_names_that_differ():
    assert len(set(PAYLOADS)) == 100
    assert all(len(name) <= 200 and name == name.strip() for name in PAYLOADS)


@pytest.mark.parametrize(
    ("cell", "number"), [("-2.5", True), ("-2+3", False), ("=1", False)]
)
def test_a_negative_number_is_no_formula(cell, number):
    assert payloads.is_number(cell) is number
