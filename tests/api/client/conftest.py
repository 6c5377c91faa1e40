"""A server in a process of its own, and clients of it."""

import pytest

from benchmarks.service.served import served


@pytest.fixture(scope="session")
def server():
    """A running server with an empty database."""
    with served({"QUARTERDECK_LONGEST_SOLVE": "20"}) as running:
        yield running


@pytest.fixture
def quarterdeck(server):
    """The administrator's client."""
    with server.client() as client:
        yield client


@pytest.fixture
def kept(quarterdeck, portfolio):
    """A portfolio that the service keeps, in version 1."""
    return quarterdeck.portfolios.create(portfolio)
