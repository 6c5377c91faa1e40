"""Signing in with a name and a password: over HTTP, and too often."""

import pytest
from starlette.testclient import TestClient

from api.access import passwords
from api.access.visitor import COOKIE, csrf_of
from api.storage import attempts

PASSWORD = "tide gravel lantern oboe"
OTHER = "quartz lemon barge whistle"


@pytest.fixture
def kim(chief):
    """The path of a user, who has a password."""
    name = f"Kim {len(chief.get('/v1/users').json()['items'])}"
    made = chief.post("/v1/users", json={"name": name, "role": "viewer"}).json()
    path = f"/v1/users/{made['id']}"
    set_first = chief.put(f"{path}/password", json={"password": PASSWORD})
    assert set_first.status_code == 204
    return path, name


@pytest.fixture
def browser(app, monkeypatch):
    """A browser whose address has tried nothing yet."""
    monkeypatch.setattr(attempts, "MOST_BY_ADDRESS", 1_000)
    return TestClient(app, follow_redirects=False)


def sign_in(browser, name, password):
    return browser.post("/sign-in", data={"name": name, "password": password})


def test_a_name_and_its_password_sign_in(browser, kim):
    _, name = kim
    assert sign_in(browser, name.upper(), PASSWORD).status_code == 303
    assert browser.get("/sign-in").status_code == 303


@pytest.mark.parametrize("name", [None, "nobody"])
def test_a_wrong_password_and_an_unknown_name_are_told_alike(browser, kim, name):
    refused = sign_in(browser, name or kim[1], OTHER)
    assert refused.status_code == 401
    assert "Nobody has this name and this password." in refused.text
    assert OTHER not in refused.text
    assert "Set-Cookie" not in refused.headers


def test_an_unknown_name_is_compared_as_well(browser, monkeypatch):
    compared = []
    hasher = passwords._hasher()
    monkeypatch.setattr(
        passwords, "_hasher", lambda: Watched(hasher, compared), raising=True
    )
    sign_in(browser, "nobody", OTHER)
    assert len(compared) == 1


class Watched:
    """A hasher that remembers what it compares."""

    def __init__(self, hasher, compared):
        self.hasher, self.compared = hasher, compared

    def hash(self, password):
        return self.hasher.hash(password)

    def verify_and_update(self, password, hashed):
        self.compared.append(hashed)
        return self.hasher.verify_and_update(password, hashed)


def test_who_guesses_waits_even_with_the_right_password(browser, kim, monkeypatch):
    monkeypatch.setattr(attempts, "MOST_BY_NAME", 3)
    _, name = kim
    for _ in range(3):
        assert sign_in(browser, name, OTHER).status_code == 401
    refused = sign_in(browser, name, PASSWORD)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 15 * 60 + 1
    assert "Too many attempts" in refused.text


def test_who_guesses_keeps_the_owner_of_the_name_out_from_nowhere_else(
    browser, app, kim, monkeypatch
):
    monkeypatch.setattr(attempts, "MOST_BY_NAME", 2)
    monkeypatch.setattr(attempts, "MOST_BY_NAME_IN_ALL", 4)
    _, name = kim
    for _ in range(2):
        assert sign_in(browser, name, OTHER).status_code == 401
    assert sign_in(browser, name, OTHER).status_code == 429
    owner = TestClient(app, client=("192.0.2.8", 1), follow_redirects=False)
    assert sign_in(owner, name, PASSWORD).status_code == 303
    third = TestClient(app, client=("192.0.2.9", 1), follow_redirects=False)
    codes = [sign_in(third, name, OTHER).status_code for _ in range(2)]
    assert codes == [401, 401]
    fourth = TestClient(app, client=("192.0.2.10", 1), follow_redirects=False)
    assert sign_in(fourth, name, OTHER).status_code == 429


def test_an_address_that_guesses_keys_waits(app, monkeypatch):
    monkeypatch.setattr(attempts, "MOST_BY_ADDRESS", 2)
    browser = TestClient(app, client=("192.0.2.7", 1), follow_redirects=False)
    codes = [
        browser.post("/sign-in", data={"key": f"qd_{number}"}).status_code
        for number in range(3)
    ]
    assert codes == [401, 401, 429]


def test_a_new_password_ends_the_sessions_of_the_old_one(browser, chief, kim):
    path, name = kim
    sign_in(browser, name, PASSWORD)
    assert browser.cookies[COOKIE]
    assert chief.put(f"{path}/password", json={"password": OTHER}).status_code == 204
    assert browser.get("/sign-in").status_code == 200
    assert sign_in(browser, name, PASSWORD).status_code == 401
    assert sign_in(browser, name, OTHER).status_code == 303


def test_somebody_changes_their_own_with_the_present_one(chief, kim, with_key):
    path, _ = kim
    made = chief.post(f"{path}/keys", json={"label": "x"}).json()
    self = with_key(made["secret"])
    for present in ({}, {"present": OTHER}):
        refused = self.put(f"{path}/password", json={"password": OTHER, **present})
        assert (refused.status_code, refused.json()["code"]) == (403, "wrong_password")
    sent = {"password": OTHER, "present": PASSWORD}
    assert self.put(f"{path}/password", json=sent).status_code == 204


def test_a_password_that_is_taken_away_signs_nobody_in(browser, chief, kim):
    path, name = kim
    assert chief.delete(f"{path}/password").status_code == 204
    assert sign_in(browser, name, PASSWORD).status_code == 401


def test_who_is_disabled_does_not_sign_in_until_they_are_enabled(browser, chief, kim):
    path, name = kim
    sign_in(browser, name, PASSWORD)
    assert browser.get("/sign-in").status_code == 303
    assert chief.post(f"{path}/disable").json()["disabled_at"] is not None
    assert browser.get("/sign-in").status_code == 200
    refused = sign_in(browser, name, PASSWORD)
    assert refused.status_code == 401
    assert "Nobody has this name and this password." in refused.text
    assert chief.post(f"{path}/enable").json()["disabled_at"] is None
    assert sign_in(browser, name, PASSWORD).status_code == 303


def test_a_weak_password_is_refused_without_being_repeated(chief, kim):
    refused = chief.put(f"{kim[0]}/password", json={"password": "aaaaaaaaaaaaaaaa"})
    assert (refused.status_code, refused.json()["code"]) == (422, "weak_password")
    assert "aaaa" not in refused.text


def test_who_did_what_is_read_in_parts_by_administrators(chief, kim, join):
    first = chief.get("/v1/audit", params={"size": 2}).json()
    assert first["items"][0]["action"] == "password.put"
    further = chief.get("/v1/audit", params={"size": 2, "after": first["after"]}).json()
    assert further["items"][0]["number"] == first["after"] - 1
    assert join("approver").get("/v1/audit").status_code == 403


def test_the_page_changes_a_password_and_keeps_this_session(browser, kim):
    _, name = kim
    sign_in(browser, name, PASSWORD)
    csrf = csrf_of(browser.cookies[COOKIE])
    for fields, told in (
        ({"present": OTHER, "new": OTHER}, "not the one that was given"),
        ({"present": PASSWORD, "new": "short"}, "12 to 200"),
    ):
        refused = browser.post("/password", data={"csrf": csrf, **fields})
        assert refused.status_code == 422
        assert told in refused.text
    sent = {"csrf": csrf, "present": PASSWORD, "new": OTHER}
    assert "is changed" in browser.post("/password", data=sent).text
    assert browser.get("/sign-in").status_code == 303
    browser.cookies.clear()
    assert sign_in(browser, name, OTHER).status_code == 303
