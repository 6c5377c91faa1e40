"""What becomes of a job, whatever its process does."""

import json
import os
from datetime import timedelta
from time import monotonic

import pytest
from sqlalchemy.exc import OperationalError

from api import logs
from api.jobs import process, queue, supervisor
from api.jobs.queue import MOST_ATTEMPTS, Terms
from api.storage import events, jobs, tables
from api.storage.jobs import JobState

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """Processes get the time that they need on a busy machine after their limit."""
    monkeypatch.setattr(supervisor, "LEAST_PATIENCE", 200.0)


@pytest.fixture
def impatient(monkeypatch):
    """Processes get a second after their limit."""
    monkeypatch.setattr(supervisor, "LEAST_PATIENCE", 1.0)


def test_a_job_is_answered(database, planner, supervised, submit, ended, told):
    job = submit()
    supervised()
    done = ended(job)
    assert done.state is JobState.DONE
    assert (done.value, len(done.plan_ids), done.attempts) == (7, 1, 0)
    assert told(job) == ["queued", "started", "point", "done"]
    with database.reading() as session:
        result = jobs.result(session, planner, job)
    assert json.loads(result)["answer"] == 42


def test_every_line_about_a_job_says_which_request_submitted_it(
    supervised, submit, ended, until, caplog
):
    with logs.about(request="r1"):
        job = submit()
    with caplog.at_level("INFO", logger="api.jobs.supervisor"):
        running = supervised()
        ended(job)
        until(lambda: running.busy == 0)  # the last line follows the end
    told = [line for line in caplog.records if getattr(line, "job", None) == job]
    assert {line.getMessage() for line in told} >= {"job begins", "job ends"}
    assert {line.request for line in told} == {"r1"}


def test_steps_are_told(database, planner, supervised, submit, ended, does):
    job = submit(does.TELL_STEPS)
    supervised()
    ended(job)
    with database.reading() as session:
        step = events.after(session, planner, job, 3)[0]
    assert (step.kind, step.data) == (
        "step",
        '{"done":0,"expected":1,"question":"What if?"}',
    )


def test_a_refused_question_fails_with_its_reason(supervised, submit, ended, does):
    job = submit(does.REFUSE)
    supervised()
    failed = ended(job)
    assert failed.state is JobState.FAILED
    assert (failed.problem_code, failed.problem) == ("invalid_plan", "No such person.")


def test_a_job_that_ends_its_processes_is_given_up(
    supervised, submit, ended, told, does
):
    job = submit(does.CRASH)
    supervised()
    failed = ended(job)
    assert (failed.state, failed.problem_code) == (JobState.FAILED, "crashed")
    assert "signal SIGKILL" in failed.problem
    assert told(job).count("started") == MOST_ATTEMPTS


def test_a_process_that_talks_nonsense_is_ended(supervised, submit, ended, does):
    job = submit(does.TALK_NONSENSE)
    supervised()
    assert ended(job).problem_code == "crashed"


@pytest.mark.usefixtures("impatient")
def test_a_search_that_does_not_end_is_ended(supervised, submit, ended, does):
    job = submit(does.HANG)
    after = submit(does.TELL_STEPS, seconds=600)  # it answers at once all the same
    supervised()
    assert ended(job).problem_code == "overran"
    assert ended(after).state is JobState.DONE


def test_an_answer_is_not_lost_with_the_process_that_tells_of_it(
    supervised, submit, ended, does
):
    job = submit(does.CRASH_WHILE_TELLING)
    supervised()
    done = ended(job)
    assert (done.state, len(done.plan_ids)) == (JobState.DONE, 1)


def test_an_answer_is_not_lost_where_what_is_told_of_it_takes_too_long(
    supervised, submit, ended, until, does, monkeypatch
):
    late = 0.0
    monkeypatch.setattr(supervisor, "monotonic", lambda: monotonic() + late)
    job = submit(does.HANG_WHILE_TELLING, seconds=600)
    running = supervised()
    until(lambda: any(run.early for run in tuple(running._runs.values())))
    late = 10_000.0
    done = ended(job)
    assert (done.state, len(done.plan_ids)) == (JobState.DONE, 1)


def test_a_running_job_that_is_cancelled_ends_with_what_it_has(
    database, planner, supervised, submit, ended, read, until, does
):
    job = submit(does.WAIT_TO_BE_STOPPED, seconds=600)
    running = supervised()
    until(lambda: read(job).state is JobState.RUNNING)
    with database.writing() as session:
        jobs.cancel(session, planner, job)
    running.wake()
    cancelled = ended(job)
    assert cancelled.state is JobState.CANCELLED
    assert len(cancelled.plan_ids) == 1


@pytest.mark.usefixtures("impatient")
def test_a_cancelled_search_that_does_not_end_is_ended(
    database, planner, supervised, submit, ended, read, until, does
):
    job = submit(does.HANG, seconds=600)
    supervised()
    until(lambda: read(job).state is JobState.RUNNING)
    with database.writing() as session:
        jobs.cancel(session, planner, job)
    cancelled = ended(job)
    assert cancelled.state is JobState.CANCELLED
    assert cancelled.plan_ids == ()


def test_a_stopping_supervisor_gives_back_what_runs(
    supervised, submit, read, told, until, does
):
    job = submit(does.HANG, seconds=600)
    stopping = supervised()
    until(lambda: read(job).state is JobState.RUNNING)
    stopping.stop()
    assert (read(job).state, read(job).attempts) == (JobState.QUEUED, 0)
    assert told(job)[-1] == "requeued"
    assert not stopping.is_alive
    assert stopping.busy == 0


def test_a_stopping_supervisor_keeps_an_answer_that_has_come(
    supervised, submit, read, told, until, does
):
    job = submit(does.HANG_WHILE_TELLING, seconds=600)
    stopping = supervised()
    until(lambda: any(run.early for run in tuple(stopping._runs.values())))
    stopping.stop()
    assert (read(job).state, len(read(job).plan_ids)) == (JobState.DONE, 1)
    assert told(job)[-1] == "done"


def test_who_takes_no_more_lets_go_when_the_time_is_over(
    supervised, submit, read, until, does
):
    running = submit(does.HANG, seconds=600)
    stopping = supervised()
    until(lambda: read(running).state is JobState.RUNNING)
    stopping.take_no_more()
    until(lambda: not stopping.is_alive)
    assert read(running).state is JobState.QUEUED


def test_a_stopping_supervisor_lets_what_runs_end(supervised, submit, read, until):
    job = submit(seconds=1)
    stopping = supervised(grace_seconds=200)
    until(lambda: read(job).state is not JobState.QUEUED)
    stopping.stop()
    assert read(job).state is JobState.DONE


def test_several_jobs_run_at_once_and_no_more_than_wanted(
    supervised, submit, read, until, does
):
    made = [submit(does.HANG, seconds=600) for _ in range(3)]
    running = supervised(children=2)
    until(lambda: running.busy == 2)
    assert running.is_alive
    states = sorted(read(job).state for job in made)
    assert states == [JobState.QUEUED, JobState.RUNNING, JobState.RUNNING]


def test_a_database_that_fails_for_a_moment_loses_nothing(
    supervised, submit, ended, monkeypatch
):
    finish, failures = queue.finish, iter([True, True])

    def unreliable(session, lease, ending):
        finish(session, lease, ending)
        if next(failures, False):
            raise OperationalError("COMMIT", {}, Exception("the cable"))

    monkeypatch.setattr(queue, "finish", unreliable)
    monkeypatch.setattr(supervisor, "PAUSE_SECONDS", 0.05)
    job = submit()
    supervised()
    done = ended(job)
    assert done.state is JobState.DONE
    assert len(done.plan_ids) == 1


def test_an_answer_that_cannot_be_kept_holds_up_no_other_job(
    supervised, submit, ended, does
):
    job, after = submit(does.NAME_TWO_PLANS_ALIKE), submit()
    supervised()
    failed = ended(job)
    assert (failed.state, failed.problem_code) == (JobState.FAILED, "fault")
    assert failed.plan_ids == ()
    assert ended(after).state is JobState.DONE


def test_a_fault_in_keeping_an_answer_holds_up_no_other_job(
    supervised, submit, ended, monkeypatch
):
    finish, faults = queue.finish, iter([True])

    def faulty(session, lease, ending):
        if next(faults, False):
            raise KeyError("tiers")
        finish(session, lease, ending)

    monkeypatch.setattr(queue, "finish", faulty)
    job, after = submit(), submit()
    supervised()
    assert ended(job).problem_code == "fault"
    assert ended(after).state is JobState.DONE


def test_a_job_that_another_worker_has_is_let_go(
    database, supervised, submit, read, until, does
):
    job = submit(does.HANG, seconds=600)
    running = supervised()
    until(lambda: read(job).state is JobState.RUNNING)
    with database.writing() as session:
        session.get_one(tables.Job, job).fence += 1
    until(lambda: running.busy == 0)
    assert read(job).state is JobState.RUNNING


def test_a_job_of_a_dead_worker_is_answered(database, supervised, submit, ended, told):
    job = submit()
    with database.writing() as session:
        queue.claim(session, Terms("dead", timedelta(seconds=-1), 1))
    supervised()
    done = ended(job)
    assert (done.state, done.attempts) == (JobState.DONE, 1)
    assert len(done.plan_ids) == 1


@pytest.mark.parametrize(
    ("code", "words"), [(0, "code 0"), (-9, "signal SIGKILL"), (-35, "signal 35")]
)
def test_how_a_process_ended_is_told_in_words(code, words):
    assert process.ended(code) == words


def test_it_is_prepared_when_a_process_stands_ready(supervised, until):
    until(supervised().prepared.is_set)


def test_who_leaves_jobs_to_others_is_prepared(supervised):
    assert supervised(children=0).prepared.is_set()


def test_a_process_that_cannot_start_is_started_again(
    supervised, submit, ended, monkeypatch, tmp_path, quick
):
    mark, script = tmp_path / "mark", tmp_path / "script.py"
    script.write_text(
        f"import pathlib, runpy, sys\n"
        f"mark = pathlib.Path({str(mark)!r})\n"
        f"if not mark.exists():\n"
        f"    mark.touch()\n"
        f"    sys.exit(3)\n"
        f"runpy.run_path({process.CHILD[0]!r})\n"
    )
    monkeypatch.setattr(process, "CHILD", (str(script),))
    monkeypatch.setattr(supervisor, "PAUSE_SECONDS", 0.05)
    job = submit()
    supervised()
    assert ended(job).state is JobState.DONE
    assert mark.exists()


def test_a_process_knows_no_secret_of_the_server(
    supervised, submit, ended, monkeypatch, tmp_path, quick
):
    seen, script = tmp_path / "seen", tmp_path / "script.py"
    script.write_text(
        f"import os, pathlib, runpy\n"
        f"pathlib.Path({str(seen)!r}).write_text(' '.join(os.environ))\n"
        f"runpy.run_path({process.CHILD[0]!r})\n"
    )
    monkeypatch.setattr(process, "CHILD", (str(script),))
    monkeypatch.setenv("QUARTERDECK_ANYTHING", "secret")
    monkeypatch.setitem(os.environ, "DATABASE_URL", "postgresql://u:secret@h/d")
    job = submit()
    supervised(database_url=None)
    ended(job)
    names = seen.read_text().split()
    assert "PATH" in names
    assert [name for name in names if name.startswith(process.UNTOLD)] == []
