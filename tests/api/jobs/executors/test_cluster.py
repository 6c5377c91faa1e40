"""A real cluster of two: the same answers, also where one of them is killed."""

import logging
import os
from contextlib import suppress
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
    """A function that returns the process of a worker that is searching."""

    def busy():
        with Client(lent.address, set_as_default=False) as client:
            pids = client.run(os.getpid)
            working = [at for at, tasks in client.processing().items() if tasks]
            return next((pids[at] for at in working if at in pids), None)

    return busy


def test_a_killed_worker_changes_no_answer(lent, busy, sweep, limits):
    killed = []

    def kill_one(step):
        if step.done == 1 and not killed and (pid := busy()) is not None:
            with suppress(ProcessLookupError):
                os.kill(pid, SIGKILL)
                killed.append(pid)

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
        while busy() is None:
            assert monotonic() < end
            sleep(0.1)
    while busy() is not None:
        assert monotonic() < end
        sleep(0.1)


def test_a_scheduler_that_is_not_there_is_named(monkeypatch, sweep, limits):
    monkeypatch.setattr("api.jobs.executors.cluster.PATIENCE_SECONDS", 0.5)
    with pytest.raises(ExecutorFailed, match=r"127\.0\.0\.1:1"):
        Cluster("tcp://127.0.0.1:1").carry_out(sweep, limits, Control(), None)
