"""Signing in with an OpenID Connect provider."""

import shutil

import pytest
from starlette.testclient import TestClient

from api import app as application
from api.access.principal import Role
from api.access.visitor import COOKIE, digest_of, lifetime
from api.settings import Settings
from api.storage import attempts, keys, sessions, tables
from api.storage.identity import moment
from tests.api.access.fake_provider import (
    CLIENT,
    SECRET,
    running,
    shared_key,
    stranger_key,
)
from tests.api.routes.conftest import Resting

HOME = "http://testserver"


@pytest.fixture
def provider():
    with running() as provider:
        yield provider


@pytest.fixture
def service(provider, sqlite_template, tmp_path, monkeypatch):
    """The application, with that provider."""
    monkeypatch.setattr(application, "Supervisor", Resting)
    shutil.copy(sqlite_template, tmp_path / "quarterdeck.sqlite")
    settings = Settings(
        data_folder=tmp_path,
        public_url=HOME,
        sso_issuer=provider.address,
        sso_client_id=CLIENT,
        sso_client_secret=SECRET,
        sso_roles={"pmo": "planner", "heads": "approver", "staff": "viewer"},
    )
    app = application.create_app(settings)
    with TestClient(app):
        yield app


@pytest.fixture
def browser(service):
    return TestClient(service, base_url=HOME, follow_redirects=False)


def signed_in(browser, provider, place="/portfolios"):
    """Let a browser sign in; return the last answer."""
    gone = browser.get("/sign-in/provider", params={"next": place})
    assert gone.status_code == 303
    return browser.get(provider.sign_in(gone.headers["Location"]))


def who(browser, service):
    """Return who is signed in; None for nobody."""
    token = browser.cookies.get(COOKIE)
    if token is None:
        return None
    service = service.state.service
    with service.database.reading() as session:
        found = sessions.find(session, digest_of(token), lifetime(service.settings))
    return found.principal


def test_somebody_new_is_known_by_what_the_provider_says(browser, provider, service):
    assert (
        "/sign-in/provider?next=/portfolios"
        in browser.get("/sign-in?next=/portfolios").text
    )
    answer = signed_in(browser, provider)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/portfolios")
    found = who(browser, service)
    assert (found.name, found.role) == ("Ada", Role.PLANNER)


def test_somebody_known_is_the_same_with_the_role_that_they_have_now(
    browser, provider, service
):
    signed_in(browser, provider)
    before = who(browser, service)
    provider.claims |= {"groups": ["staff", "heads"], "name": "Ada L."}
    signed_in(browser, provider)
    after = who(browser, service)
    assert (after.id, after.name, after.role) == (before.id, "Ada L.", Role.APPROVER)
    provider.claims["groups"] = []
    signed_in(browser, provider)
    assert who(browser, service).role is None


def test_nobody_becomes_a_user_of_the_same_name(browser, provider, service):
    with service.state.service.database.writing() as session:
        keys.first_administrator(session, "x")
    provider.claims["name"] = "administrator"
    signed_in(browser, provider)
    assert who(browser, service).role is Role.PLANNER


def test_who_is_disabled_here_does_not_sign_in_there(browser, provider, service):
    database = service.state.service.database
    signed_in(browser, provider)
    ada = who(browser, service)
    browser.cookies.clear()
    with database.writing() as session:
        keys.first_administrator(session, "x")
        session.get_one(tables.User, ada.id).disabled_at = moment()
    refused = signed_in(browser, provider)
    assert (refused.status_code, refused.json()["code"]) == (403, "user_disabled")
    assert who(browser, service) is None


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"nonce": "another"}, id="of another sign-in"),
        pytest.param({"nonce": None}, id="of no sign-in"),
        pytest.param({"aud": "another"}, id="for another client"),
        pytest.param({"iss": "https://another.example"}, id="of another provider"),
        pytest.param({"exp": 1}, id="over"),
        pytest.param({"sub": None}, id="of nobody"),
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    browser, provider, service, changes
):
    provider.changes = changes
    assert signed_in(browser, provider).status_code == 502
    assert who(browser, service) is None


@pytest.mark.parametrize(
    ("header", "key"),
    [
        pytest.param({"alg": "RS256", "kid": "one"}, stranger_key, id="another key"),
        pytest.param(
            {"alg": "HS256", "kid": "one"}, shared_key, id="the shared secret"
        ),
    ],
)
def test_a_token_that_the_provider_did_not_sign_is_refused(
    browser, provider, service, header, key
):
    provider.header, provider.signed_with = header, key()
    assert signed_in(browser, provider).status_code == 502
    assert who(browser, service) is None


def test_a_provider_that_calls_itself_something_else_is_refused(browser, provider):
    provider.called = "https://another.example"
    assert browser.get("/sign-in/provider").status_code == 502


def test_an_address_that_begins_too_many_sign_ins_waits(browser, provider, monkeypatch):
    monkeypatch.setattr(attempts, "MOST_BY_ADDRESS", 2)
    for _ in range(3):
        assert signed_in(browser, provider).status_code == 303
    codes = [browser.get("/sign-in/provider").status_code for _ in range(3)]
    assert codes == [303, 303, 429]


def test_only_the_browser_that_began_a_sign_in_ends_it(browser, provider, service):
    gone = browser.get("/sign-in/provider")
    back = provider.sign_in(gone.headers["Location"])
    other = TestClient(service, base_url=HOME, follow_redirects=False)
    assert other.get(back).status_code == 502
    assert who(other, service) is None


def test_a_sign_in_ends_once(browser, provider, service):
    gone = browser.get("/sign-in/provider")
    back = provider.sign_in(gone.headers["Location"])
    assert browser.get(back).status_code == 303
    provider.sign_in(gone.headers["Location"])
    assert browser.get(back).status_code == 502


def test_nobody_is_sent_elsewhere_after_signing_in(browser, provider):
    assert signed_in(browser, provider, "https://x.example").headers["Location"] == "/"


def test_a_provider_that_does_not_answer_is_told(browser, provider):
    provider.fails = True
    assert browser.get("/sign-in/provider").status_code == 502


def test_without_a_provider_there_is_no_such_page(app):
    browser = TestClient(app, follow_redirects=False)
    assert browser.get("/sign-in/provider").status_code == 404
    assert browser.get("/sign-in/provider/back").status_code == 404


@pytest.mark.parametrize("lacking", ["public_url", "sso_client_id"])
def test_a_provider_needs_what_it_knows_us_by(lacking):
    given = {
        "public_url": HOME,
        "sso_client_id": CLIENT,
        "sso_issuer": "https://x.example",
    }
    with pytest.raises(ValueError, match="needs sso_client_id and public_url"):
        Settings(**{name: given[name] for name in given if name != lacking})
