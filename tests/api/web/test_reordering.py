"""Changes in another order."""

import pytest

from api.web.reordering import reordered


@pytest.mark.parametrize(
    ("press", "after"),
    [
        ("up 1", "abc"),
        ("up 3", "acb"),
        ("down 1", "bac"),
        ("down 3", "abc"),
        ("remove 2", "ac"),
        ("remove 0", "abc"),
        ("remove 4", "abc"),
        ("remove", "abc"),
        ("sideways 1", "abc"),
        ("", "abc"),
    ],
)
def test_buttons_move_and_remove(press, after):
    assert "".join(reordered("abc", press)) == after
