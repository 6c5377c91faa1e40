"""Jobs as those see them who submit, watch and cancel them."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from api.access.principal import Role
from api.jobs.questions import SolveQuestion
from api.storage import events, jobs, plans, scenarios
from api.storage.errors import (
    JobEnded,
    JobRunning,
    NotAllowed,
    NotFound,
    TooManyQueued,
)
from api.storage.jobs import JobState, Submission, Wanted
from api.storage.paging import Part


@pytest.fixture
def submission(stored, portfolio):
    """Which plan of the stored portfolio is best."""
    return Submission(stored.entry.id, 1, SolveQuestion(portfolio=portfolio))


@pytest.fixture
def job(database, planner, submission):
    """The job of the planner."""
    with database.writing() as session:
        return jobs.submit(session, planner, submission, 10)


def test_a_submitted_job_waits_and_says_what_it_is_about(
    database, planner, job, stored
):
    with database.reading() as session:
        assert jobs.read(session, planner, job.id) == job
        assert jobs.result(session, planner, job.id) is None
        kinds = [event.kind for event in events.after(session, planner, job.id)]
    assert job.state is JobState.QUEUED
    assert (job.portfolio_id, job.portfolio_version) == (stored.entry.id, 1)
    assert (job.kind, job.owner, job.plan_ids, job.gap) == (
        "solve",
        planner.id,
        (),
        None,
    )
    assert kinds == ["queued"]


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)  # it plans by rule
def test_the_jobs_about_a_scenario_are_found_without_looking_at_all(
    database, planner, job, statements
):
    with database.reading() as session:
        jobs.page(session, planner, Wanted(scenario_id="x"), Part(size=10))
        asked = next(one for one in statements if "scenario_id = ?" in one)
        given = ("x",) * asked.count("?")
        query = f"EXPLAIN QUERY PLAN {asked}"
        steps = session.connection().exec_driver_sql(query, given).all()
    assert any("ix_jobs_scenario_id" in step[-1] for step in steps)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize("noun", ["jobs", "plans", "scenarios"])
def test_a_part_of_a_portfolio_is_found_in_the_order_of_an_index(
    database, planner, stored, statements, noun
):
    portfolio_id = stored.entry.id
    with database.reading() as session:
        match noun:
            case "jobs":
                jobs.page(session, planner, Wanted(portfolio_id=portfolio_id))
            case "plans":
                plans.page(session, planner, portfolio_id)
            case "scenarios":
                scenarios.page(session, planner, portfolio_id)
        asked = next(one for one in statements if f"{noun}.portfolio_id = ?" in one)
        given = ("x",) * asked.count("?")
        query = f"EXPLAIN QUERY PLAN {asked}"
        steps = session.connection().exec_driver_sql(query, given).all()
    told = [step[-1] for step in steps]
    assert any(f"COVERING INDEX ix_{noun}_portfolio_id" in step for step in told)
    assert not any("TEMP B-TREE" in step for step in told)


def test_a_waiting_job_is_cancelled_at_once_and_only_once(database, planner, job):
    with database.writing() as session:
        cancelled = jobs.cancel(session, planner, job.id)
    assert cancelled.state is JobState.CANCELLED
    assert cancelled.finished_at is not None
    with pytest.raises(JobEnded, match="cancelled"), database.writing() as session:
        jobs.cancel(session, planner, job.id)
    with database.reading() as session:
        told = events.after(session, planner, job.id)
        assert [(event.number, event.kind) for event in told] == [
            (1, "queued"),
            (2, "cancelled"),
        ]
        assert events.after(session, planner, job.id, 1) == told[1:]
        assert events.after(session, planner, job.id, 0, size=1) == told[:1]


def test_only_what_has_ended_is_tried_again(database, planner, job):
    with pytest.raises(JobRunning, match="queued"), database.writing() as session:
        jobs.retry(session, planner, job.id, 10)
    with database.writing() as session:
        jobs.cancel(session, planner, job.id)
        again = jobs.retry(session, planner, job.id, 10)
    assert again.id != job.id
    assert again.state is JobState.QUEUED
    assert (again.input_hash, again.kind) == (job.input_hash, job.kind)


def test_nobody_has_more_jobs_waiting_than_allowed(
    database, planner, administrator, submission
):
    def submit(who):
        with database.writing() as session:
            try:
                return jobs.submit(session, who, submission, queued_per_user=3)
            except TooManyQueued as refused:
                return str(refused)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(submit, [planner] * 8))
    refused = [answer for answer in answers if isinstance(answer, str)]
    assert len(refused) == 5
    assert "3 jobs are waiting already" in refused[0]
    assert submit(administrator).state is JobState.QUEUED


def test_a_job_of_an_unknown_portfolio_or_version_is_refused(
    database, planner, submission, portfolio
):
    question = SolveQuestion(portfolio=portfolio)
    with database.writing() as session:
        for wrong in (
            Submission("nothing", 1, question),
            Submission(submission.portfolio_id, 2, question),
        ):
            with pytest.raises(NotFound):
                jobs.submit(session, planner, wrong, 10)


def test_a_viewer_watches_and_does_nothing(database, known, job, submission):
    viewer = known("Vera", Role.VIEWER)
    with database.writing() as session:
        assert jobs.read(session, viewer, job.id) == job
        for step in (
            lambda: jobs.submit(session, viewer, submission, 10),
            lambda: jobs.cancel(session, viewer, job.id),
            lambda: jobs.retry(session, viewer, job.id, 10),
        ):
            with pytest.raises(NotAllowed, match="planner"):
                step()


def test_somebody_without_a_role_learns_nothing(database, known, job, submission):
    stranger = known("Sam", None)
    with database.writing() as session:
        assert jobs.page(session, stranger).items == ()
        for step in (
            lambda: jobs.submit(session, stranger, submission, 10),
            lambda: jobs.read(session, stranger, job.id),
            lambda: jobs.result(session, stranger, job.id),
            lambda: jobs.cancel(session, stranger, job.id),
            lambda: jobs.retry(session, stranger, job.id, 10),
            lambda: events.after(session, stranger, job.id),
            lambda: events.after(session, stranger, "nothing"),
        ):
            with pytest.raises(NotFound):
                step()


def test_jobs_are_listed_by_what_is_wanted(database, planner, submission):
    with database.writing() as session:
        made = [jobs.submit(session, planner, submission, 10) for _ in range(3)]
        jobs.cancel(session, planner, made[0].id)
    with database.reading() as session:

        def listed(part=Part(), **wanted):  # noqa: B008
            return {
                job.id
                for job in jobs.page(session, planner, Wanted(**wanted), part).items
            }

        everything = {job.id for job in made}
        assert listed() == everything
        assert listed(state=JobState.CANCELLED) == {made[0].id}
        assert listed(kind="solve") == everything
        assert listed(kind="what_if") == set()
        assert listed(portfolio_id=submission.portfolio_id) == everything
        assert listed(portfolio_id="nothing") == set()
        assert len(listed(Part(size=2))) == 2


def test_a_job_that_was_not_kept_left_no_trace(database, planner, submission):
    with database.writing() as session:
        jobs.submit(session, planner, submission, 10)
        session.rollback()
    with database.reading() as session:
        assert jobs.page(session, planner).items == ()
