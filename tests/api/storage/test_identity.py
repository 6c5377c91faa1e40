"""Names that the database gives."""

import re
from itertools import count

from api.storage import identity


def test_names_of_one_millisecond_sort_in_the_order_in_which_they_were_made(
    monkeypatch,
):
    moments = count(1_767_600_000_000_000_000, 1_000)
    monkeypatch.setattr(identity, "time_ns", lambda: next(moments))
    made = [identity.new_id() for _ in range(2_500)]
    assert made == sorted(made)
    assert all(re.fullmatch(r"[0-9a-f]{32}", name) for name in made)


def test_names_of_one_moment_differ(monkeypatch):
    monkeypatch.setattr(identity, "time_ns", lambda: 1_767_600_000_000_000_000)
    assert len({identity.new_id() for _ in range(100)}) == 100
