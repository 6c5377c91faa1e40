"""Jobs that are answered at once, without a process of their own."""

from api.jobs import queue
from api.jobs.answering import answer
from api.jobs.questions import QUESTIONS
from api.storage import tables
from api.storage.jobs import JobState
from optimizer.plan.effort import Control


def answered(app, path):
    """Answer a job that waits, by its path; return its path."""
    with app.state.service.database.writing() as session:
        job = session.get_one(tables.Job, path.rpartition("/")[2])
        job.state, job.fence = JobState.RUNNING, 1
        lease = queue.Lease(job.id, 1, job.question)
    found = answer(QUESTIONS.validate_json(lease.question), Control(), lambda _: None)
    assert found.kind == "answered", found
    ending = queue.Ending(
        JobState.DONE, found.result, found.plans, found.full, found.limited
    )
    with app.state.service.database.writing() as session:
        queue.finish(session, lease, ending)
    return path
