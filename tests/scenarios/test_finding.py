import pytest

from optimizer.portfolio.people import Engineer
from scenarios.errors import NotAnswered
from scenarios.finding import find, there_is_no

PEOPLE = (Engineer(id="Ana"), Engineer(id="Ben"))


def test_a_thing_is_found_by_its_name():
    assert find("engineer", "Ben", PEOPLE) is PEOPLE[1]


@pytest.mark.parametrize(
    ("name", "known", "said"),
    [
        ("Anna", ("Ana", "Ben"), "Did you mean Ana?"),
        ("Zoe", ("Ana", "Ben"), "There are Ana, Ben."),
        ("Zoe", (), "There is none."),
        ("Q", "abcdefghijklmn", "There are a, b, c, d, e, f, g, h, i, j, k, l and 2"),
    ],
)
def test_who_is_not_there_is_told_who_is(name, known, said):
    assert said in there_is_no("engineer", name, known)


def test_what_is_not_there_is_no_answer():
    with pytest.raises(NotAnswered, match=r"no engineer 'Bem'\. Did you mean Ben\?"):
        find("engineer", "Bem", PEOPLE)
