"""Whoever may only read gets the same from every address in two worlds.

The worlds differ in nothing but money of people and reasons of leave. Every route that
is read is tried, also those that are added later: of the API and of the pages.
"""

import re
import secrets
import shutil
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count
from zipfile import ZipFile

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from api import app as application
from api.access.keys import first_administrator
from api.access.visitor import COOKIE, csrf_of
from api.app import RESOURCES
from api.settings import Settings
from api.storage import identity
from api.web import PAGES, assets
from optimizer.cpsat.clock import Clock
from tests.api.access.worlds import BASELINE, HERE, THERE
from tests.api.answered import answered
from tests.api.routes.conftest import Resting

EFFORT = {"effort": {"deterministic": 5, "workers": 1}}
QUERIES = {
    "/portfolios/{portfolio_id}/export": ["?kind=json", "?kind=xlsx", "?kind=csv"],
    "/jobs/{job_id}/report": ["?kind=html", "?kind=csv", "?kind=xlsx"],
    "/plans/{plan_id}/report": ["?kind=html", "?kind=csv", "?kind=xlsx"],
}
"""What is asked where one address gives several things."""
WHEN = "docProps/core.xml"
"""The part of a workbook that says when it was written."""


def routes(prefix, modules):
    return sorted(
        prefix + route.path
        for module in modules
        for route in module.router.routes
        if isinstance(route, APIRoute) and "GET" in route.methods
    )


READ = [
    path + query
    for path in routes("/v1", RESOURCES)
    + routes("", [page for page in PAGES if page is not assets])
    for query in QUERIES.get(path.removeprefix("/v1"), [""])
]


class Repeated:
    """A clock and a source of random numbers that always say the same."""

    def __init__(self):
        self.number = count(1)

    def now(self, zone):
        assert zone is UTC
        return datetime(2026, 1, 5, tzinfo=UTC) + timedelta(seconds=next(self.number))

    def token_hex(self, size):
        return f"{next(self.number):0{2 * size}x}"


class Built:
    """A world that is served, who may only read it, and who plans in it."""

    def __init__(self, world, app):
        self.app, self.world = app, world
        self.chief = self.coming(first_administrator(app.state.service.database))
        portfolio = world.portfolio(offers=False).model_dump(mode="json")
        sent = {"portfolio": portfolio, "plan": BASELINE.model_dump(mode="json")}
        made = self.chief.post("/v1/portfolios", json=sent).json()
        path = f"/v1/portfolios/{made['id']}"
        scenario = world.scenario(offers=False).model_dump(mode="json")
        kept = self.chief.post(f"{path}/scenarios", json=scenario)
        kept = kept.headers["Location"]
        solved = self.job(f"{path}/solves", EFFORT)
        imagined = self.job(f"{kept}/what-ifs", EFFORT)
        self.jobs = [self.id(solved), self.id(imagined)]
        self.plans = [made["plan_id"], *self.chief.get(imagined).json()["plan_ids"]]
        self.things = {
            "portfolio_id": [made["id"]],
            "scenario_id": [self.id(kept)],
            "job_id": self.jobs,
            "plan_id": self.plans,
        }
        approved = {"job": self.jobs[0], "answer": "plan"}
        self.chief.post(f"{path}/approvals", json=approved)
        self.viewer, self.planner = (
            self.joined(role, made["id"]) for role in ("viewer", "planner")
        )

    @staticmethod
    def id(path):
        return path.rpartition("/")[2]

    def job(self, path, question):
        return answered(
            self.app, self.chief.post(path, json=question).headers["Location"]
        )

    def coming(self, secret):
        headers = {"Authorization": f"Bearer {secret}", "X-Request-Id": "same"}
        return TestClient(self.app, headers=headers, follow_redirects=False)

    def joined(self, role, portfolio):
        user = self.chief.post("/v1/users", json={"name": role}).json()["id"]
        self.chief.put(f"/v1/users/{user}/roles/{portfolio}", json={"role": role})
        made = self.chief.post(f"/v1/users/{user}/keys", json={"label": role}).json()
        client = self.coming(made["secret"])
        assert client.post("/sign-in", data={"key": made["secret"]}).status_code == 303
        return client

    def addresses(self, path):
        """Every address of a route, for all things that there are."""
        found = [path]
        for name, ids in self.things.items():
            found = [
                one.replace(f"{{{name}}}", each)
                for one in found
                for each in (ids if f"{{{name}}}" in one else [""])
            ]
        return [re.sub(r"\{\w+(:\w+)?\}", "rules", one) for one in found]


@pytest.fixture(scope="module")
def worlds(sqlite_template, tmp_path_factory):
    """Both worlds, with the same names and times."""
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(application, "Supervisor", Resting)
        patch.setattr(Clock, "seconds", lambda self: 0.0)
        for world in (HERE, THERE):
            repeated = Repeated()
            patch.setattr(identity, "datetime", repeated)
            patch.setattr(secrets, "token_hex", repeated.token_hex)
            patch.setattr(identity, "time_ns", lambda: 10**18)
            folder = tmp_path_factory.mktemp("world")
            shutil.copy(sqlite_template, folder / "quarterdeck.sqlite")
            client = TestClient(application.create_app(Settings(data_folder=folder)))
            client.__enter__()
            found.append((Built(world, client.app), client))
        yield [built for built, _ in found]
        for _, client in found:
            client.__exit__(None, None, None)


def got(client, address):
    """What an address gives: the code, the headers and the content."""
    answer = client.get(address)
    content = answer.content
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as packed:
            content = [
                (name, packed.read(name)) for name in packed.namelist() if name != WHEN
            ]
    else:
        token = csrf_of(client.cookies[COOKIE]).encode()
        content = content.replace(token, b"token")
    headers = {
        name: value
        for name, value in answer.headers.items()
        if name != "content-length"
    }
    return answer.status_code, headers, content


@pytest.mark.parametrize("path", READ)
def test_who_may_only_read_gets_the_same_in_both_worlds(worlds, path):
    here, there = worlds
    for address in here.addresses(path):
        one, other = got(here.viewer, address), got(there.viewer, address)
        assert one[0] < 500
        assert one == other, address
        for world in (HERE, THERE):
            assert world.reason not in str(one[2])


def test_who_plans_sees_the_difference(worlds):
    here, there = worlds
    differ = {
        path
        for path in READ
        for address in here.addresses(path)
        if got(here.planner, address) != got(there.planner, address)
    }
    assert len(differ) > 12
