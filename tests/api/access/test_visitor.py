"""Sessions of browsers: signing in and out, and what protects them."""

import re

import pytest
from starlette.testclient import TestClient

from api.access.visitor import COOKIE, csrf_of, place_after

PAGE = {"Accept": "text/html"}


@pytest.fixture
def browser(app):
    """A browser with nobody signed in."""
    return TestClient(app, base_url="http://testserver", follow_redirects=False)


@pytest.fixture
def signed_in(browser, served):
    """A browser that the administrator signed in with."""
    answer = browser.post("/sign-in", data={"key": served[1]})
    assert answer.status_code == 303
    return browser


def test_a_key_signs_in_and_the_cookie_is_out_of_reach_of_scripts(browser, served):
    answer = browser.post("/sign-in", data={"key": served[1], "next": "/portfolios"})
    assert answer.headers["Location"] == "/portfolios"
    cookie = answer.headers["Set-Cookie"]
    assert re.match(rf"{COOKIE}=[\w-]{{43}}; HttpOnly; Path=/; SameSite=lax$", cookie)


def test_over_https_the_cookie_is_never_sent_in_the_clear(app, served):
    browser = TestClient(app, base_url="https://testserver", follow_redirects=False)
    answer = browser.post("/sign-in", data={"key": served[1]})
    assert answer.headers["Set-Cookie"].endswith("; Secure")


def test_a_wrong_key_is_told_on_the_form(browser):
    answer = browser.post("/sign-in", data={"key": "qd_wrong"})
    assert answer.status_code == 401
    assert "revoked or expired" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_signing_out_ends_the_session_and_not_only_the_cookie(signed_in):
    token = signed_in.cookies[COOKIE]
    answer = signed_in.post("/sign-out", data={"csrf": csrf_of(token)})
    assert answer.headers["Location"] == "/sign-in"
    signed_in.cookies.set(COOKIE, token)
    assert signed_in.post("/sign-out").headers["Location"] == "/sign-in"


@pytest.mark.parametrize("shown", [{}, {"csrf": ""}, {"csrf": "0" * 64}])
def test_a_change_without_the_token_of_our_pages_is_refused(signed_in, shown):
    assert signed_in.post("/sign-out", data=shown).status_code == 403


def test_a_script_of_ours_shows_the_token_in_a_header(signed_in):
    shown = {"X-CSRF-Token": csrf_of(signed_in.cookies[COOKIE])}
    assert signed_in.post("/sign-out", headers=shown).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_a_change_from_another_site_is_refused_even_with_the_token(
    signed_in, served, headers
):
    shown = {"csrf": csrf_of(signed_in.cookies[COOKIE])}
    assert signed_in.post("/sign-out", data=shown, headers=headers).status_code == 403
    sent = {"key": served[1]}
    assert signed_in.post("/sign-in", data=sent, headers=headers).status_code == 403


def test_a_page_sends_to_the_sign_in_and_back(app, browser):
    answer = browser.get("/sign-in?next=/portfolios%3Fafter%3D1")
    assert 'value="/portfolios?after=1"' in answer.text
    part = browser.post("/sign-out", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["HX-Redirect"]) == (401, "/sign-in")


@pytest.mark.parametrize(
    "elsewhere",
    ["https://x.example", "//x.example", "/\\x.example", "x", "/a\nb", "/\t/x.example"],
)
def test_nobody_is_sent_elsewhere_after_signing_in(elsewhere):
    assert place_after(elsewhere) == "/"


def test_the_api_knows_no_cookies(signed_in):
    assert signed_in.get("/v1/portfolios").status_code == 401


def test_a_session_is_no_more_than_the_key_that_began_it(browser, chief):
    user = chief.post("/v1/users", json={"name": "Kim", "role": "planner"}).json()["id"]
    made = chief.post(f"/v1/users/{user}/keys", json={"label": "x"}).json()
    browser.post("/sign-in", data={"key": made["secret"]})
    assert browser.get("/sign-in").status_code == 303
    chief.delete(f"/v1/keys/{made['id']}")
    assert browser.get("/sign-in").status_code == 200


def test_signing_in_again_ends_the_session_before(signed_in, served):
    before = signed_in.cookies[COOKIE]
    signed_in.post("/sign-in", data={"key": served[1]})
    assert signed_in.cookies[COOKIE] != before
    signed_in.cookies.clear()
    signed_in.cookies.set(COOKIE, before)
    assert signed_in.get("/sign-in").status_code == 200


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/sign-in", "script-src 'self';"),
        ("/v1/portfolios", "default-src 'none'; frame-ancestors 'none'"),
        ("/health", "default-src 'none'; frame-ancestors 'none'"),
    ],
)
def test_every_answer_says_what_a_browser_may_do_with_it(browser, path, policy):
    headers = browser.get(path).headers
    assert policy in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
