"""A log that cannot be changed without being found out."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from api.storage import audit
from api.storage.database import steady
from api.storage.errors import NotAllowed


@pytest.fixture
def logged(database, administrator):
    """A database with six entries: two of the first start, and four more."""
    with database.writing() as session:
        for number in range(4):
            audit.record(session, administrator, "test", str(number), {"ä": "€"})
    return database


def broken(database, statement):
    with database.writing() as session:
        session.execute(text(statement))
    with database.reading() as session:
        return audit.verify(session)


def test_what_was_written_is_whole(logged):
    with logged.reading() as session:
        assert audit.verify(session) == ()


def test_an_empty_log_is_whole(database):
    with database.reading() as session:
        assert audit.verify(session) == ()


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE audit SET detail = '{}' WHERE number = 3", ["Entry 3 is not as it was written."]),
        ("UPDATE audit SET user_id = 'x' WHERE number = 1", ["Entry 1 is not as it was written."]),
        ("DELETE FROM audit WHERE number = 3", ["Entry 3 is missing."]),
        ("DELETE FROM audit WHERE number = 6", ["The last entry should be 6, found 5."]),
        ("DELETE FROM audit", ["The last entry should be 6, found 0."]),
        (
            "UPDATE audit SET previous = 'x' WHERE number = 2",
            ["Entry 2 does not follow the one before it.", "Entry 2 is not as it was written."],
        ),
    ],
)  # fmt: skip
def test_a_change_is_found(logged, statement, found):
    assert list(broken(logged, statement)) == found


def test_the_last_entry_is_told_so_that_it_can_be_kept_elsewhere(logged):
    with logged.reading() as session:
        steady(session)
        assert audit.verify(session) == ()
        row = session.execute(text("SELECT number, hash FROM audit WHERE number = 6"))
        assert audit.last(session) == tuple(row.one())


def test_entries_are_told_in_parts_the_newest_first(logged, administrator):
    with logged.reading() as session:
        first, after = audit.page(session, administrator, size=4)
        second, end = audit.page(session, administrator, after, size=4)
    assert [entry.number for entry in (*first, *second)] == [6, 5, 4, 3, 2, 1]
    assert (after, end) == (3, None)
    assert (first[0].action, first[0].detail) == ("test", {"ä": "€"})


def test_only_administrators_read_who_did_what(database, planner):
    with database.reading() as session, pytest.raises(NotAllowed):
        audit.page(session, planner)


def test_an_entry_of_what_was_not_done_is_not_kept(logged, administrator):
    with logged.writing() as session:
        audit.record(session, administrator, "test", "x")
        session.rollback()
    with logged.reading() as session:
        assert audit.verify(session) == ()


def test_entries_written_at_once_are_one_chain(database, administrator):
    def write(number):
        with database.writing() as session:
            audit.record(session, administrator, "test", str(number))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(24)))
    with database.reading() as session:
        assert audit.verify(session) == ()
        assert session.execute(text("SELECT count(*) FROM audit")).scalar() == 26
