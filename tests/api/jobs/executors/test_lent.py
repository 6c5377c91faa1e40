"""A cluster of this machine, as whoever lends it starts it."""

import logging
import sys
from types import ModuleType

import pytest

from api.jobs.executors.lent import Lent


@pytest.fixture
def noisy(monkeypatch):
    """A library that tells of everything once it is loaded, as the real one does."""

    class Noisy(ModuleType):
        def __getattr__(self, name):
            logging.getLogger("distributed").setLevel(logging.INFO)
            return lambda **_: self

    module = Noisy("distributed")
    module.scheduler_address = "tcp://127.0.0.1:1"
    monkeypatch.setitem(sys.modules, "distributed", module)


@pytest.mark.usefixtures("noisy")
def test_a_cluster_fills_no_log_with_what_is_well():
    lent = Lent("local", 1, 100)
    lent.open()
    assert lent.address == "tcp://127.0.0.1:1"
    assert logging.getLogger("distributed").level == logging.WARNING
