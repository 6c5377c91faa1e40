"""Jobs whose processes do what their seed says, and a supervisor of them."""

import os
import subprocess
import sys
from enum import IntEnum
from pathlib import Path
from time import monotonic, sleep

import pytest

from api.jobs import process
from api.jobs.questions import Effort, SolveQuestion
from api.jobs.supervisor import Supervisor
from api.settings import Settings
from api.storage import events, jobs
from api.storage.jobs import Submission


class Does(IntEnum):
    """What `quick_process.py` does, by the seed."""

    ANSWER = 0
    REFUSE = 1
    CRASH = 2
    HANG = 3
    WAIT_TO_BE_STOPPED = 4
    TALK_NONSENSE = 5
    TELL_STEPS = 6
    CRASH_WHILE_TELLING = 7
    HANG_WHILE_TELLING = 8
    NAME_TWO_PLANS_ALIKE = 9


@pytest.fixture
def does():
    """What a process can do."""
    return Does


@pytest.fixture
def quick(monkeypatch):
    """Processes without an engine."""
    script = Path(__file__).with_name("quick_process.py")
    monkeypatch.setattr(process, "CHILD", (str(script),))


@pytest.fixture
def submit(database, planner, stored, portfolio):
    """A function that submits a job and returns its id."""

    def submit(seed=Does.ANSWER, seconds=0.01, who=planner, priority=0):
        effort = Effort(seconds=seconds, seed=int(seed))
        question = SolveQuestion(portfolio=portfolio, effort=effort)
        submission = Submission(stored.entry.id, 1, question, priority=priority)
        with database.writing() as session:
            return jobs.submit(session, who, submission, 1000).id

    return submit


@pytest.fixture
def read(database, planner):
    """A function that reads a job."""

    def read(job_id):
        with database.reading() as session:
            return jobs.read(session, planner, job_id)

    return read


@pytest.fixture
def told(database, planner):
    """A function that returns the kinds of events of a job."""

    def told(job_id):
        with database.reading() as session:
            return [event.kind for event in events.after(session, planner, job_id)]

    return told


@pytest.fixture
def until():
    """A function that waits until something holds, and fails where it never does."""

    def until(holds):
        end = monotonic() + 240
        while not holds():
            assert monotonic() < end, "It did not happen within four minutes."
            sleep(0.02)

    return until


@pytest.fixture
def ended(read, until):
    """A function that waits for the end of a job and returns it."""

    def ended(job_id):
        until(lambda: read(job_id).state.ended)
        return read(job_id)

    return ended


@pytest.fixture
def worker(address):
    """A function that starts `quarterdeck worker`, which ends with the test."""
    started = []

    def start(**environment):
        script = Path(__file__).with_name("worker.py")
        command = [sys.executable, str(script), address]
        running = subprocess.Popen(
            command, stderr=subprocess.DEVNULL, env=os.environ | environment
        )
        started.append(running)
        return running

    yield start
    for running in started:
        running.kill()
        running.wait()


@pytest.fixture
def supervised(database):
    """A function that starts a supervisor, which stops with the test."""
    started = []

    def start(**fields):
        settings = Settings(**{"grace_seconds": 0, "running_per_user": 9, **fields})
        supervisor = Supervisor(database, settings)
        supervisor.start()
        started.append(supervisor)
        return supervisor

    yield start
    for supervisor in started:
        supervisor.stop()
