"""Writers of one database take turns, whichever process they are of."""

import errno
import fcntl
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet

import pytest

from api.storage import turns as turns_module
from api.storage.turns import Turns

PATIENCE = 60


def take(turns):
    """Have a turn, and say so."""
    with turns.turn():
        return "had it"


@pytest.fixture
def alone(tmp_path):
    """Turns by a file, and a second opening of it, as another process has."""
    both = Turns(tmp_path / "turns"), Turns(tmp_path / "turns")
    yield both
    for one in both:
        one.close()


def test_one_turn_ends_before_the_next_begins(alone):
    mine, theirs = alone
    with ThreadPoolExecutor(2) as others:
        with mine.turn():
            waiting = [others.submit(take, one) for one in (mine, theirs)]
            for one in waiting:
                with pytest.raises(NotYet):
                    one.result(0.1)
        assert [one.result(PATIENCE) for one in waiting] == ["had it", "had it"]


def test_an_error_ends_a_turn(alone):
    mine, theirs = alone

    def fail():
        with mine.turn():
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        fail()
    assert take(theirs) == "had it"
    assert take(mine) == "had it"


def test_closing_ends_no_turn_of_another_and_hinders_none(alone):
    mine, theirs = alone
    take(mine)
    mine.close()
    mine.close()
    assert take(theirs) == "had it"
    assert take(mine) == "had it"


def test_closing_does_not_wait_without_end(alone, monkeypatch):
    mine, theirs = alone
    monkeypatch.setattr(turns_module, "LAST_SECONDS", 0.1)
    with ThreadPoolExecutor(1) as other, theirs.turn():
        waiting = other.submit(take, mine)
        with pytest.raises(NotYet):
            waiting.result(0.1)
        mine.close()
        fcntl.flock(
            theirs._file, fcntl.LOCK_UN
        )  # or the one that waits would never end
        assert waiting.result(PATIENCE) == "had it"


def test_where_files_know_no_locks_threads_take_turns(alone, monkeypatch):
    def refused(_file, _how):
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(fcntl, "flock", refused)
    assert take(alone[0]) == "had it"


def test_where_there_can_be_no_file_threads_take_turns(tmp_path):
    turns = Turns(tmp_path / "nowhere" / "turns")
    with ThreadPoolExecutor(1) as other:
        with turns.turn():
            waiting = other.submit(take, turns)
            with pytest.raises(NotYet):
                waiting.result(0.1)
        assert waiting.result(PATIENCE) == "had it"
    turns.close()
