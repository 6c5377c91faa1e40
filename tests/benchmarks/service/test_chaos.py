"""A little chaos, and how its toll is counted."""

from collections import Counter

from benchmarks.service.chaos import Toll, Trial, suffer
from benchmarks.service.editors import Editor, changes_lost


def test_nothing_is_lost_whatever_is_killed():
    toll = suffer(Trial("sqlite", seed=2, jobs=6, kills=2, quick=True))
    assert toll.killed.get("server", 0) + toll.killed.get("worker", 0) == 2
    assert toll.is_whole, toll


def test_a_change_that_is_not_there_or_twice_is_lost():
    editors = [Editor("a", made=["a 1", "a 2"]), Editor("b", unsure=["b 1"])]
    assert changes_lost(editors, ["a 2", "a 1"]) == 0
    assert changes_lost(editors, ["a 2", "b 1", "a 1"]) == 0
    assert changes_lost(editors, ["a 1"]) == 1
    assert changes_lost(editors, ["a 1", "a 2", "a 2"]) == 1
    assert changes_lost(editors, ["a 1", "a 2", "nobody's"]) == 1


def test_a_toll_is_whole_where_nothing_is_wrong():
    counts = dict.fromkeys(
        ("lost", "stuck", "failed", "doubled", "unasked", "changes_lost", "log_broken"),
        0,
    )
    trial = Trial("sqlite", 0, 1, 1, quick=True)
    whole = Toll(
        trial=trial, killed=dict(Counter()), late=1, changes=2, seconds=1.0, **counts
    )
    assert whole.is_whole
    for name in counts:
        wrong = Toll(
            trial=trial, killed={}, late=1, changes=2, seconds=1.0, **counts | {name: 1}
        )
        assert not wrong.is_whole
