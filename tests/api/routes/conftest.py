"""The application without anybody who works on jobs, and people who ask it."""

import shutil
from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from api import app as application
from api.access.keys import first_administrator
from api.jobs import queue
from api.settings import Settings
from api.storage import tables, workers
from api.storage.identity import moment
from api.storage.jobs import JobState
from api.storage.judged import JudgedPlan
from api.storage.workers import WorkerRecord
from optimizer.plan.outcome import Verdict


@dataclass
class Resting:
    """A supervisor that leaves jobs in the queue."""

    database: object
    settings: Settings
    is_alive: bool = True
    woken: int = 0

    def start(self):
        """Begin to do nothing."""

    def stop(self):
        """Go on with it."""

    def wake(self):
        """Remember that there was something to do."""
        self.woken += 1


@pytest.fixture(scope="module")
def served(sqlite_template, tmp_path_factory):
    """The application, running, and the key of its administrator."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(application, "Supervisor", Resting)
        folder = tmp_path_factory.mktemp("data")
        shutil.copy(sqlite_template, folder / "quarterdeck.sqlite")
        settings = Settings(data_folder=folder, largest_body=2**22, queued_per_user=40)
        app = application.create_app(settings)
        with TestClient(app):
            yield app, first_administrator(app.state.service.database)


@pytest.fixture(scope="module")
def app(served):
    """The application, running."""
    return served[0]


@pytest.fixture
def at_work(app):
    """A worker that has just given a sign of life."""
    database = app.state.service.database
    sign = WorkerRecord("north:1", 2, 0, moment(), moment())
    with database.writing() as session:
        workers.beat(session, sign)
    yield
    with database.writing() as session:
        workers.leave(session, sign.name)


@pytest.fixture(scope="module")
def with_key(app):
    """A function from a key to somebody who comes with it."""

    def come(secret=None):
        headers = {} if secret is None else {"Authorization": f"Bearer {secret}"}
        return TestClient(app, headers=headers, raise_server_exceptions=False)

    return come


@pytest.fixture(scope="module")
def chief(served, with_key):
    """The administrator."""
    return with_key(served[1])


@pytest.fixture(scope="module")
def join(chief, with_key):
    """A function that makes somebody known with a role, and returns them."""

    def add(role=None, grants=()):
        user = chief.post("/v1/users", json={"name": "Sam", "role": role}).json()["id"]
        for portfolio, granted in grants:
            path = f"/v1/users/{user}/roles/{portfolio}"
            assert chief.put(path, json={"role": granted}).status_code == 204
        made = chief.post(f"/v1/users/{user}/keys", json={"label": "test"})
        return with_key(made.json()["secret"])

    return add


@pytest.fixture
def document(portfolio):
    """The portfolio as a client sends it."""
    return portfolio.model_dump(mode="json", exclude_defaults=True)


@pytest.fixture
def kept(chief, document):
    """The path of a portfolio that is kept, in version 1."""
    return chief.post("/v1/portfolios", json=document).headers["Location"]


@pytest.fixture
def absence(chief, kept):
    """The path of a scenario that is kept: Ann is away in the first week."""
    change = {
        "kind": "engineer_absent",
        "engineer": "Ann",
        "first": "2026-01-05",
        "last": "2026-01-09",
    }
    scenario = {"name": "Ann is ill", "changes": [change]}
    return chief.post(f"{kept}/scenarios", json=scenario).headers["Location"]


@pytest.fixture
def waiting(chief, kept):
    """The path of a job that waits; cancelled at the end, so that few wait."""
    path = chief.post(f"{kept}/solves", json={}).headers["Location"]
    yield path
    chief.post(f"{path}/cancel")


@pytest.fixture
def answer(app):
    """A function that ends a job with plans, given by the labels of its answers."""

    def end(path, **plans):
        found = tuple(
            JudgedPlan(label=label, plan=plan, verdict=Verdict(accepted=True))
            for label, plan in plans.items()
        )
        with app.state.service.database.writing() as session:
            job = session.get_one(tables.Job, path.rpartition("/")[2])
            job.state, job.fence = JobState.RUNNING, 1
            session.flush()
            lease = queue.Lease(job.id, 1, job.question)
            queue.finish(session, lease, queue.Ending(JobState.DONE, "{}", found))

    return end
