"""Whatever is killed, whenever: no job lost, none stuck, one result each."""

import subprocess
import sys
from contextlib import suppress
from os import kill
from pathlib import Path
from random import Random
from signal import SIGKILL
from time import sleep

import pytest

from api.storage import audit, jobs
from api.storage.jobs import JobState, Wanted
from api.storage.paging import Part

JOBS = 8
KILLS = 5


@pytest.fixture
def worker(address):
    """A function that starts a supervisor in a process of its own."""
    started = []

    def start():
        script = Path(__file__).with_name("worker.py")
        command = [sys.executable, str(script), address]
        started.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def children_of(process):
    """Return the numbers of the processes that a process has started."""
    tasks = Path(f"/proc/{process.pid}/task").glob("*/children")
    with suppress(FileNotFoundError, ProcessLookupError):
        return [int(pid) for task in tasks for pid in task.read_text().split()]
    return []


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="NO /proc to look in")
def test_no_job_is_lost_or_stuck_or_answered_twice(
    database, planner, submit, worker, told, until
):
    random = Random(1)
    made = [submit(seconds=random.uniform(0.05, 0.6)) for _ in range(JOBS)]
    running = worker()
    for _ in range(KILLS):
        until(lambda: children_of(running))  # noqa: B023 - called before the next
        sleep(random.uniform(0, 0.5))
        children = children_of(running)
        if children and random.random() < 0.6:
            with suppress(ProcessLookupError):
                kill(random.choice(children), SIGKILL)
        else:
            running.kill()
            running.wait()
            running = worker()

    def listed():
        with database.reading() as session:
            return jobs.page(session, planner, Wanted(), Part(size=100)).items

    until(lambda: all(job.state.ended for job in listed()))
    assert {job.id for job in listed()} == set(made)
    for job in listed():
        assert job.state is JobState.DONE
        assert len(job.plan_ids) == 1
        assert [
            kind for kind in told(job.id) if kind in set(JobState) - {"queued"}
        ] == ["done"]
    with database.reading() as session:
        assert audit.verify(session) == ()
