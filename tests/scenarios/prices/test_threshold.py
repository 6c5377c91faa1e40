import pytest

from scenarios.prices.threshold import bisections, last_that_holds


@pytest.mark.parametrize("last", range(3, 12))
def test_the_last_number_that_holds_is_found_in_few_answers(last):
    asked = []

    def holds(number):
        asked.append(number)
        return number <= last

    assert last_that_holds(3, 11, holds) == (last, last)
    assert len(asked) <= bisections(3, 11) == 4


def test_an_open_answer_leaves_a_range():
    answers = {4: True, 6: None}
    assert last_that_holds(0, 8, answers.get) == (4, 8)


def test_nothing_is_asked_where_only_one_number_is_possible():
    assert last_that_holds(2, 2, lambda _: pytest.fail("asked")) == (2, 2)
