"""A real cluster of two: the same answers, also where one of them is killed."""

import logging
import os
from pathlib import Path
from signal import SIGKILL

import pytest
from distributed import Client

from api.jobs.executors.cluster import Cluster, joined
from api.jobs.executors.executor import Embedded, ExecutorFailed
from api.jobs.executors.lent import Lent
from api.jobs.executors.search import Search
from optimizer import Portfolio
from optimizer.plan.effort import Control, Limits
from scenarios.goals import FOR_VALUE

MIDSIZE = Path(__file__).parents[4] / "data" / "midsize" / "portfolio.json"


@pytest.fixture(scope="module")
def lent():
    """A cluster of this machine."""
    logging.getLogger("distributed").setLevel(logging.ERROR)
    cluster = Lent("local", 2, 2048)
    cluster.open()
    yield cluster
    cluster.close()


@pytest.fixture
def busy(lent):
    """A function that returns the workers that are searching."""

    def busy():
        with Client(lent.address, set_as_default=False) as client:
            return [at for at, tasks in client.processing().items() if tasks]

    return busy


def test_a_killed_worker_changes_no_answer(lent, busy, sweep, limits):
    killed = []

    def kill_one(step):
        if step.done == 2 and not killed:
            with Client(lent.address, set_as_default=False) as client:
                pids = client.run(os.getpid)
            worker = next((at for at in busy() if at in pids), min(pids))
            os.kill(pids[worker], SIGKILL)
            killed.append(worker)

    found = Cluster(lent.address).carry_out(sweep, limits, Control(), kill_one)
    assert killed
    assert found == Embedded().carry_out(sweep, limits, Control(), None)


@pytest.fixture
def endless():
    """A search that does not end by itself for long."""
    portfolio = Portfolio.model_validate_json(MIDSIZE.read_bytes())
    limits = Limits(seconds=3600, workers=1)
    return Search(portfolio, FOR_VALUE, limits, None, (), explain=False)


def test_a_search_ends_when_it_is_told_to(lent, busy, endless, until):
    control = Control()
    with joined(lent.address) as pool:
        pending = pool.begin(endless, urgent=True)
        until(busy)
        control.stop.set()
        assert pending.outcome(control).stopped == "Stopped on request."


def test_a_search_ends_when_nobody_waits_for_it_any_more(lent, busy, endless, until):
    with joined(lent.address) as pool:
        pending = pool.begin(endless, urgent=True)
        until(busy)
        assert not pending.is_done()
    until(lambda: not busy())


def test_a_scheduler_that_is_not_there_is_named(monkeypatch, sweep, limits):
    monkeypatch.setattr("api.jobs.executors.cluster.PATIENCE_SECONDS", 0.5)
    with pytest.raises(ExecutorFailed, match=r"127\.0\.0\.1:1"):
        Cluster("tcp://127.0.0.1:1").carry_out(sweep, limits, Control(), None)
