"""A server in a process of its own, and clients of it."""

from pathlib import Path

import pytest

from benchmarks.service.served import served
from optimizer.files import read

MIDSIZE = Path(__file__).parents[3] / "data" / "midsize" / "portfolio.json"


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


@pytest.fixture
def midsize(quarterdeck):
    """A kept portfolio whose solve goes on until its time is over."""
    return quarterdeck.portfolios.create(read(MIDSIZE).portfolio)
