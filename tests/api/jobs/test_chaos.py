"""Whatever is killed, whenever: no job lost, none stuck, one result each."""

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
    impatient = {"QUARTERDECK_LEASE_SECONDS": "1"}
    running = [worker(**impatient), worker(**impatient)]
    for _ in range(KILLS):
        victim = random.choice(running)
        until(lambda: children_of(victim))  # noqa: B023 - called before the next
        sleep(random.uniform(0, 0.5))
        children = children_of(victim)
        if children and random.random() < 0.6:
            with suppress(ProcessLookupError):
                kill(random.choice(children), SIGKILL)
        else:
            victim.kill()
            victim.wait()
            running[running.index(victim)] = worker(**impatient)

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
