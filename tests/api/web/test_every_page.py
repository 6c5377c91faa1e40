"""Every page and every form: for nobody, for strangers, for viewers, from other sites.

Nothing here knows what a page is for: whatever is added later is tried as well.
"""

import re

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import select
from starlette.testclient import TestClient

from api.access.principal import Role
from api.access.visitor import COOKIE, csrf_of
from api.storage import tables
from api.web import PAGES
from tests.api.web.conftest import Visitor

SECRET = "Zanzibar"
"""In the name of everything that a stranger must not see."""
OPEN = ("/sign-in", "/assets/")
"""What is there for those who are not signed in."""
ENDING = "/sign-out"
ROUTES = sorted(
    (method, route.path)
    for module in PAGES
    for route in module.router.routes
    if isinstance(route, APIRoute)
    for method in route.methods - {"HEAD"}
    if not route.path.startswith(OPEN)
)
OF_THINGS = [(method, path) for method, path in ROUTES if re.search(r"_id\b", path)]
FORMS = [
    (method, path) for method, path in ROUTES if method != "GET" and path != ENDING
]
REFUSED = {400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 429}


@pytest.fixture(scope="module")
def things(chief):
    """One of everything, by the name of the parameter in which paths have its id."""
    portfolio = {
        "name": SECRET,
        "timeline": {"start": "2026-01-05", "horizon": 4},
        "engineers": [{"id": f"{SECRET} Ann", "skills": {"BE": {}}}],
    }
    kept = chief.post("/v1/portfolios", json={"portfolio": portfolio}).json()
    path = f"/v1/portfolios/{kept['id']}"
    scenario = {"name": SECRET, "changes": []}
    user = chief.post("/v1/users", json={"name": SECRET}).json()["id"]
    made = chief.post(f"/v1/users/{user}/keys", json={"label": SECRET}).json()
    job = chief.post(f"{path}/solves", json={}).json()["id"]
    chief.post(f"/v1/jobs/{job}/cancel")
    plan = {"selected": []}
    return {
        "portfolio_id": kept["id"],
        "scenario_id": chief.post(f"{path}/scenarios", json=scenario).json()["id"],
        "plan_id": chief.post(f"{path}/plans", json=plan).json()["id"],
        "job_id": job,
        "user_id": user,
        "key_id": made["id"],
    }


@pytest.fixture(scope="module")
def sign_in(app):
    """A function that signs in with the key of somebody who asks over HTTP."""
    return lambda who: Visitor(app, who.headers["Authorization"].partition(" ")[2])


@pytest.fixture(scope="module")
def stranger(sign_in, join):
    """Somebody who sees no portfolio."""
    return sign_in(join())


@pytest.fixture(scope="module")
def viewer(sign_in, join, things):
    """Somebody who may only read."""
    return sign_in(join(grants=[(things["portfolio_id"], Role.VIEWER)]))


@pytest.fixture(scope="module")
def administrator(sign_in, chief):
    """Somebody who may do everything."""
    return sign_in(chief)


@pytest.fixture
def unchanged(app):
    """Fails where anything was written down of what somebody did."""

    def last():
        with app.state.service.database.reading() as session:
            return session.scalars(select(tables.AuditHead.number)).one()

    before = last()
    yield
    assert last() == before


def filled(path, things):
    """The path of a route for these things; what else it wants is an x."""
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: things.get(found[1], "x"), path)


def token(visitor):
    """What a form of theirs shows."""
    return csrf_of(visitor.client.cookies[COOKIE])


def asked(visitor, method, path, **headers):
    """The answer to a request with an empty form that shows its token."""
    return visitor.client.request(
        method,
        path,
        data={"csrf": token(visitor)} if method != "GET" else None,
        headers=headers,
        follow_redirects=False,
    )


def test_there_are_pages():
    assert len(ROUTES) > 40
    assert len(OF_THINGS) > 30


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_is_led_to_sign_in(app, things, unchanged, method, path):
    client = TestClient(app, raise_server_exceptions=False)
    answer = client.request(method, filled(path, things))
    assert (answer.status_code, answer.url.path) == (200, "/sign-in")
    assert SECRET not in answer.text


@pytest.mark.parametrize(("method", "path"), OF_THINGS)
def test_strangers_learn_nothing(stranger, things, unchanged, method, path):
    answer = asked(stranger, method, filled(path, things))
    assert answer.status_code in REFUSED
    assert SECRET not in answer.text


@pytest.mark.parametrize(
    ("method", "path"), [one for one in ROUTES if one not in OF_THINGS + FORMS]
)
def test_lists_show_strangers_nothing(stranger, things, method, path):
    if path != ENDING:
        assert SECRET not in asked(stranger, method, path).text


@pytest.mark.parametrize(("method", "path"), FORMS)
def test_viewers_change_nothing(viewer, things, unchanged, method, path):
    answer = asked(viewer, method, filled(path, things))
    assert answer.status_code in REFUSED


@pytest.mark.parametrize(("method", "path"), FORMS)
@pytest.mark.parametrize("how", ["no token", "a wrong token", "another site"])
def test_other_sites_change_nothing(
    administrator, things, unchanged, method, path, how
):
    shown = {"no token": {}, "a wrong token": {"csrf": "0" * 64}}
    answer = administrator.client.request(
        method,
        filled(path, things),
        data=shown.get(how, {"csrf": token(administrator)}),
        headers={"Sec-Fetch-Site": "cross-site"} if how == "another site" else {},
        follow_redirects=False,
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nothing_fails_at_an_empty_form(administrator, things, method, path):
    if path != ENDING:
        answer = asked(administrator, method, filled(path, things))
        assert answer.status_code < 500
