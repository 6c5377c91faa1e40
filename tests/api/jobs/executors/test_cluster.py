"""A real cluster of two: the same answers, also where one of them is killed."""

import logging
import os
from signal import SIGKILL
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from distributed import Client, get_worker

from api.jobs.executors.cluster import Cluster, _watch, joined
from api.jobs.executors.executor import Embedded, ExecutorFailed
from api.jobs.executors.lent import Lent
from api.jobs.executors.search import Search
from optimizer.plan.effort import Control, Limits
from scenarios.asking import FOR_VALUE


class NeverSet:
    """A flag of somebody who has forgotten to set it."""

    def is_set(self):
        """Never."""
        return False


def forever():
    """Search until nobody waits for it any more."""
    stop, worker = Event(), get_worker()
    watching = (NeverSet(), worker, worker.get_current_task(), Event(), stop)
    Thread(target=_watch, args=watching, daemon=True).start()
    stop.wait()


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


def test_a_search_ends_when_it_is_told_to(lent, situation):
    control = Control()
    search = Search(
        situation.portfolio, FOR_VALUE, Limits(seconds=600), None, (), explain=False
    )
    with joined(lent.address) as pool:
        pending = pool.begin(search, urgent=True)
        control.stop.set()
        begun = monotonic()
        pending.outcome(control)
    assert monotonic() - begun < 300


def test_a_search_ends_when_nobody_waits_for_it_any_more(lent, busy, situation):
    with joined(lent.address) as pool:
        pool._client.submit(forever, key="forever", pure=False)
        end = monotonic() + 60
        while not busy():
            assert monotonic() < end
            sleep(0.1)
    while busy():
        assert monotonic() < end
        sleep(0.1)


def test_a_scheduler_that_is_not_there_is_named(monkeypatch, sweep, limits):
    monkeypatch.setattr("api.jobs.executors.cluster.PATIENCE_SECONDS", 0.5)
    with pytest.raises(ExecutorFailed, match=r"127\.0\.0\.1:1"):
        Cluster("tcp://127.0.0.1:1").carry_out(sweep, limits, Control(), None)
