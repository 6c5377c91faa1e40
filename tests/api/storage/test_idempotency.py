"""A request that comes twice is answered once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from api.storage import idempotency, portfolios
from api.storage.errors import KeyReused


def test_a_repeated_request_gets_what_the_first_one_made(database, planner):
    with database.writing() as session:
        assert idempotency.begin(session, planner, "key", "hash") is None
        idempotency.finish(session, planner, "key", "/v1/portfolios/1")
    with database.writing() as session:
        assert idempotency.begin(session, planner, "key", "hash") == "/v1/portfolios/1"


def test_another_request_with_the_same_key_is_refused(database, planner):
    with database.writing() as session:
        idempotency.begin(session, planner, "key", "hash")
    with pytest.raises(KeyReused, match="'key'"), database.writing() as session:
        idempotency.begin(session, planner, "key", "other")


def test_the_same_key_of_somebody_else_is_another_one(database, planner, administrator):
    with database.writing() as session:
        assert idempotency.begin(session, planner, "key", "hash") is None
        assert idempotency.begin(session, administrator, "key", "other") is None


def test_a_request_that_failed_may_come_again(database, planner):
    with database.writing() as session:
        idempotency.begin(session, planner, "key", "hash")
        session.rollback()
    with database.writing() as session:
        assert idempotency.begin(session, planner, "key", "other") is None


def test_of_many_requests_at_once_one_makes_something(database, planner, portfolio):
    def create(_):
        with database.writing() as session:
            earlier = idempotency.begin(session, planner, "key", "hash")
            if earlier is not None:
                return earlier
            made = portfolios.create(session, planner, portfolio).entry.id
            idempotency.finish(session, planner, "key", made)
            return made

    with ThreadPoolExecutor(5) as pool:
        answers = set(pool.map(create, range(10)))
    with database.reading() as session:
        made = {entry.id for entry in portfolios.page(session, planner).items}
    assert answers == made
    assert len(made) == 1
