"""Attempts to sign in: too many of them wait."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from api.storage import attempts, tables
from api.storage.attempts import Bucket
from api.storage.errors import TooManyAttempts

FEW = Bucket("few", 3)


def attempt(database, *buckets):
    with database.writing() as session:
        attempts.count(session, *buckets)


def test_too_many_attempts_are_refused_and_told_for_how_long(database):
    for _ in range(3):
        attempt(database, FEW)
    with pytest.raises(TooManyAttempts) as refused:
        attempt(database, FEW)
    assert 0 < refused.value.seconds <= attempts.WINDOW.total_seconds() + 1
    attempt(database, Bucket("other", 3))


def test_the_count_begins_anew_after_a_while(database):
    for _ in range(3):
        attempt(database, FEW)
    with database.writing() as session:
        session.query(tables.Attempt).one().began_at -= attempts.WINDOW + timedelta(1)
    attempt(database, FEW)


def test_the_count_begins_anew_for_whoever_signs_in(database):
    for _ in range(3):
        attempt(database, FEW)
    with database.writing() as session:
        attempts.forget(session, FEW)
    attempt(database, FEW)


def test_an_attempt_that_was_none_is_taken_back(database):
    for _ in range(5):
        attempt(database, FEW)
        with database.writing() as session:
            attempts.take_back(session, FEW)


def test_attempts_at_the_same_time_are_all_counted(database):
    def tried(_):
        try:
            attempt(database, FEW)
        except TooManyAttempts:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(tried, range(16))) == 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("testclient", "testclient", True),
    ],
)
def test_one_person_has_one_address_or_one_network(one, other, same):
    assert (Bucket.of_address(one) == Bucket.of_address(other)) is same


def test_the_name_that_was_tried_is_not_kept():
    assert "priya" not in Bucket.of_name("priya").name
    assert "priya" not in Bucket.of_name_from("priya", "192.0.2.1").name
