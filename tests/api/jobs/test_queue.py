"""What workers take from the queue and bring back."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from api.jobs import queue
from api.jobs.questions import SolveQuestion
from api.jobs.queue import MOST_ATTEMPTS, Ending, News, Terms
from api.jobs.reached import reached
from api.storage import events, jobs, plans
from api.storage.errors import LeaseLost
from api.storage.jobs import JobState
from api.storage.judged import JudgedPlan
from optimizer.plan.check import check
from optimizer.plan.outcome import Point, TierResult

TERMS = Terms("one", timedelta(minutes=1), running_per_user=5)
LATE = Terms("late", timedelta(seconds=-1), running_per_user=5)


@pytest.fixture
def claim(database):
    """A function that takes the next job on some terms."""

    def claim(terms=TERMS):
        with database.writing() as session:
            return queue.claim(session, terms)

    return claim


@pytest.fixture
def judged(portfolio, plan):
    """A plan that the checker accepts."""
    return JudgedPlan(label="plan", plan=plan, verdict=check(plan, portfolio))


def owner_of(database, planner, lease):
    with database.reading() as session:
        return jobs.read(session, planner, lease.job_id).owner


def test_an_empty_queue_gives_nothing(database, claim):
    with database.reading() as session:
        assert not queue.is_waiting(session)
    assert claim() is None


def test_a_job_is_taken_once(database, submit, claim, read):
    job = submit()
    with database.reading() as session:
        assert queue.is_waiting(session)
    lease = claim()
    assert (lease.job_id, lease.fence) == (job, 1)
    assert SolveQuestion.model_validate_json(lease.question).kind == "solve"
    assert read(job).state is JobState.RUNNING
    assert claim() is None
    with database.reading() as session:
        assert not queue.is_waiting(session)


def test_why_a_job_failed_is_kept_whatever_characters_it_has(
    database, submit, claim, read
):
    job, lease = submit(), claim()
    problem = "There is no project 'a\0b'."
    ending = Ending(JobState.FAILED, problem_code="not_answered", problem=problem)
    with database.writing() as session:
        queue.finish(session, lease, ending)
    told = problem.replace("\0", "\N{REPLACEMENT CHARACTER}")
    assert (read(job).state, read(job).problem) == (JobState.FAILED, told)


def test_what_was_found_is_visible_with_its_plans(
    database, planner, submit, claim, read, told, judged
):
    job, lease = submit(), claim()
    with database.writing() as session:
        queue.finish(session, lease, Ending(JobState.DONE, '{"a": 1}', (judged,)))
    done = read(job)
    with database.reading() as session:
        assert jobs.result(session, planner, job) == '{"a": 1}'
        kept = plans.read(session, planner, done.plan_ids[0])
    assert done.state is JobState.DONE
    assert kept.judged == judged
    assert (kept.entry.job_id, kept.entry.portfolio_version) == (job, 1)
    assert told(job) == ["queued", "started", "done"]


def test_news_are_numbered_and_the_latest_value_of_the_first_goal_is_told(
    database, planner, submit, claim, read
):
    job, lease = submit(), claim()
    points = [
        Point(seconds=1, tier=tier, value=value, bound=100)
        for tier, value in (("net_value", 50), ("net_value", 80), ("cost", 7))
    ]
    with database.writing() as session:
        news = [News("point", point.model_dump_json(), point) for point in points]
        assert queue.renew(session, TERMS, lease, news) is False
    now = read(job)
    with database.reading() as session:
        told = events.after(session, planner, job, 2)
    assert (now.tier, now.value, now.bound, now.gap) == ("net_value", 80, 100, 0.2)
    assert [event.number for event in told] == [3, 4, 5]
    assert [Point.model_validate_json(event.data) for event in told] == points


def test_the_answer_has_the_last_word_on_what_was_reached(
    database, submit, claim, read
):
    job, lease = submit(), claim()
    point = Point(seconds=1, tier="net_value", value=50, bound=100)
    first = TierResult(name="net_value", value=80, bound=80, status="optimal")
    result = json.dumps({"tiers": [first.model_dump(mode="json")]})
    with database.writing() as session:
        news = [News("point", point.model_dump_json(), point)]
        queue.renew(session, TERMS, lease, news)
        queue.finish(session, lease, Ending(JobState.DONE, result))
    now = read(job)
    assert (now.tier, now.value, now.bound, now.gap) == ("net_value", 80, 80, 0)


def test_an_answer_of_many_searches_has_no_value_of_its_own():
    assert reached("comparison", '{"tiers": [1]}') is None
    assert reached("what_if", '{"answers": [{"kind": "present"}]}') is None
    tiers = [{"name": "net_value", "value": 1, "bound": 2, "status": "feasible"}]
    answers = [{"kind": "response", "tiers": tiers}]
    assert reached("what_if", json.dumps({"answers": answers})).bound == 2
    moves = {"answer": {"tiers": tiers}}
    assert reached("moves", json.dumps(moves)).value == 1


def test_the_highest_priority_comes_first_then_the_oldest(submit, claim):
    late, first, early = submit(priority=-1), submit(), submit(priority=5)
    assert [claim().job_id for _ in range(3)] == [early, first, late]


def test_many_jobs_of_one_user_do_not_keep_another_waiting(
    database, planner, administrator, submit, claim
):
    for _ in range(4):
        submit(who=planner)
    submit(who=administrator)
    submit(who=administrator)
    order = []
    for _ in range(6):
        lease = claim()
        order.append(owner_of(database, planner, lease))
        with database.writing() as session:
            queue.finish(session, lease, Ending(JobState.DONE))
    one, other = planner.id, administrator.id
    assert order == [one, other, one, other, one, one]


def test_no_more_jobs_of_one_user_run_than_allowed(
    database, planner, administrator, submit, claim
):
    for _ in range(3):
        submit(who=planner)
    terms = Terms("one", timedelta(minutes=1), running_per_user=2)
    first, second, third = claim(terms), claim(terms), claim(terms)
    assert third is None
    assert second is not None
    submit(who=administrator)
    assert claim(terms) is not None
    with database.writing() as session:
        queue.finish(session, first, Ending(JobState.DONE))
    assert claim(terms) is not None


def test_workers_who_ask_at_once_get_different_jobs(submit, claim):
    made = {submit() for _ in range(8)}
    terms = Terms("many", timedelta(minutes=1), running_per_user=7)
    with ThreadPoolExecutor(6) as pool:
        leases = [
            lease for lease in pool.map(lambda _: claim(terms), range(16)) if lease
        ]
    taken = [lease.job_id for lease in leases]
    assert len(taken) == len(set(taken)) == 7
    assert set(taken) < made


def test_a_job_without_a_sign_of_life_goes_to_another_worker(
    database, submit, claim, read, told, judged
):
    job = submit()
    lost = claim(LATE)
    with database.reading() as session:
        assert queue.is_waiting(session)
    lease = claim()
    assert (lease.job_id, lease.fence) == (job, 2)
    for step in (
        lambda session: queue.renew(session, TERMS, lost),
        lambda session: queue.finish(
            session, lost, Ending(JobState.DONE, '{"late": 1}', (judged,))
        ),
        lambda session: queue.give_back(session, lost),
        lambda session: queue.give_up(session, lost, "x"),
    ):
        with pytest.raises(LeaseLost, match="number 1"), database.writing() as session:
            step(session)
    with database.writing() as session:
        queue.finish(session, lease, Ending(JobState.DONE, '{"right": 1}', (judged,)))
    assert len(read(job).plan_ids) == 1
    assert told(job) == ["queued", "started", "requeued", "started", "done"]


def test_a_result_is_kept_once(database, planner, submit, claim, judged, read):
    job, lease = submit(), claim()
    ending = Ending(JobState.DONE, "{}", (judged,))

    def bring(_):
        try:
            with database.writing() as session:
                queue.finish(session, lease, ending)
        except LeaseLost:
            return 0
        return 1

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(bring, range(4))) == 1
    assert len(read(job).plan_ids) == 1


def test_a_lease_that_ended_is_good_until_somebody_else_has_the_job(
    database, submit, claim, read
):
    job, lease = submit(), claim(LATE)
    with database.writing() as session:
        queue.finish(session, lease, Ending(JobState.DONE, "{}"))
    assert read(job).state is JobState.DONE


def test_a_job_that_ends_its_workers_is_given_up(submit, claim, read):
    job = submit()
    for _ in range(MOST_ATTEMPTS):
        assert claim(LATE).job_id == job
    assert claim() is None
    failed = read(job)
    assert failed.state is JobState.FAILED
    assert (failed.problem_code, failed.attempts) == ("crashed", MOST_ATTEMPTS)
    assert "no sign of life" in failed.problem


def test_a_job_whose_process_died_is_tried_again(database, submit, claim, read):
    job = submit()
    for attempt in range(1, MOST_ATTEMPTS):
        lease = claim()
        with database.writing() as session:
            queue.give_up(session, lease, "Its process ended: signal SIGKILL.")
        assert (read(job).state, read(job).attempts) == (JobState.QUEUED, attempt)
    lease = claim()
    with database.writing() as session:
        queue.give_up(session, lease, "Its process ended: signal SIGKILL.")
    assert read(job).state is JobState.FAILED
    assert "SIGKILL" in read(job).problem


def test_a_job_whose_process_died_waits_for_the_others(database, submit, claim):
    first, second = submit(), submit()
    lease = claim()
    assert lease.job_id == first
    with database.writing() as session:
        queue.give_up(session, lease, "Its process ended: signal SIGKILL.")
    assert [claim().job_id, claim().job_id] == [second, first]


def test_a_job_that_is_given_back_lost_no_attempt(database, submit, claim, read):
    job, lease = submit(), claim()
    with database.writing() as session:
        queue.give_back(session, lease)
    assert (read(job).state, read(job).attempts) == (JobState.QUEUED, 0)
    assert claim().fence == 2


def test_a_running_job_that_is_cancelled_ends_with_what_it_has(
    database, planner, submit, claim, read, told, judged
):
    job, lease = submit(), claim()
    with database.writing() as session:
        jobs.cancel(session, planner, job)
        jobs.cancel(session, planner, job)
    assert read(job).cancelling
    with database.writing() as session:
        assert queue.renew(session, TERMS, lease) is True
        queue.finish(session, lease, Ending(JobState.DONE, "{}", (judged,)))
    assert read(job).state is JobState.CANCELLED
    assert len(read(job).plan_ids) == 1
    assert told(job) == ["queued", "started", "cancelling", "cancelled"]


@pytest.mark.parametrize("left", ["given back", "given up", "lost"])
def test_a_cancelled_job_is_not_tried_again(
    database, planner, submit, claim, read, left
):
    job = submit()
    lease = claim(LATE if left == "lost" else TERMS)
    with database.writing() as session:
        jobs.cancel(session, planner, job)
        if left == "given back":
            queue.give_back(session, lease)
        elif left == "given up":
            queue.give_up(session, lease, "x")
    assert claim() is None
    assert read(job).state is JobState.CANCELLED
