"""`quarterdeck worker`: how it begins, is known, and ends."""

from signal import SIGTERM

import pytest

from api.cli.exits import Refused
from api.cli.working import run
from api.storage import workers
from api.storage.jobs import JobState


@pytest.fixture
def living(database):
    """A function that returns the workers that live."""

    def living():
        with database.reading() as session:
            return workers.living(session)

    return living


def test_it_answers_and_is_known_until_it_stops(
    worker, submit, ended, living, until, does
):
    started = worker(QUARTERDECK_WORKER_NAME="north")
    until(living)
    [found] = living()
    assert (found.name, found.children) == (f"north:{started.pid}", 2)
    assert ended(submit(does.ANSWER)).state is JobState.DONE
    started.send_signal(SIGTERM)
    assert started.wait(200) == 0
    assert living() == ()


def test_what_runs_goes_back_when_its_time_is_over(
    worker, submit, read, told, until, does
):
    job = submit(does.HANG, seconds=600)
    started = worker(QUARTERDECK_GRACE_SECONDS="0")
    until(lambda: read(job).state is JobState.RUNNING)
    started.send_signal(SIGTERM)
    assert started.wait(200) == 0
    assert (read(job).state, read(job).attempts) == (JobState.QUEUED, 0)
    assert told(job)[-1] == "requeued"


def test_a_second_signal_ends_it_at_once(worker, submit, read, until, does):
    job = submit(does.HANG, seconds=600)
    started = worker(QUARTERDECK_GRACE_SECONDS="600")
    until(lambda: read(job).state is JobState.RUNNING)

    def is_over():
        started.send_signal(SIGTERM)
        return started.poll() is not None

    until(is_over)
    assert started.returncode == 128 + SIGTERM


def test_a_worker_takes_no_database_that_it_does_not_know(tmp_path):
    with pytest.raises(Refused, match="quarterdeck migrate"):
        run({"database_url": f"sqlite:///{tmp_path / 'new.sqlite'}"})


def test_a_worker_without_children_is_refused():
    with pytest.raises(Refused, match="at least 1"):
        run({"children": 0})
