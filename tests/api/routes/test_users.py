"""Users, their roles and their keys over HTTP."""

import pytest


@pytest.fixture
def user(chief):
    """The path of somebody without any role."""
    made = chief.post("/v1/users", json={"name": "Kim"})
    return f"/v1/users/{made.json()['id']}"


def test_a_key_is_shown_once_and_kept_as_its_hash_only(chief, user, app):
    secret = chief.post(f"{user}/keys", json={"label": "ci"}).json()["secret"]
    assert secret.startswith("qd_")
    listed = chief.get(f"{user}/keys").text
    assert '"label":"ci"' in listed
    assert secret not in listed
    folder = app.state.service.settings.data_folder
    kept = b"".join(file.read_bytes() for file in folder.iterdir())
    assert secret.encode() not in kept


def test_a_repeated_request_for_a_key_makes_none_and_shows_none(chief, user):
    again = {"Idempotency-Key": "key-1"}
    first = chief.post(f"{user}/keys", json={"label": "a"}, headers=again).json()
    second = chief.post(f"{user}/keys", json={"label": "a"}, headers=again).json()
    assert second["id"] == first["id"]
    assert second["secret"] is None
    assert len(chief.get(f"{user}/keys").json()["items"]) == 1


def test_a_revoked_key_is_no_longer_good(chief, user, with_key):
    made = chief.post(f"{user}/keys", json={"label": "a"}).json()
    somebody = with_key(made["secret"])
    assert somebody.get("/v1/portfolios").status_code == 200
    revoked = chief.delete(f"/v1/keys/{made['id']}").json()
    assert revoked["revoked_at"] is not None
    refused = somebody.get("/v1/portfolios")
    assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_an_expired_key_is_not_good(chief, user, with_key):
    wanted = {"label": "old", "expires_at": "2020-01-01T00:00:00Z"}
    made = chief.post(f"{user}/keys", json=wanted).json()
    assert with_key(made["secret"]).get("/v1/portfolios").status_code == 401


def test_a_time_without_its_zone_is_no_end(chief, user):
    wanted = {"label": "a", "expires_at": "2030-01-01T00:00:00"}
    refused = chief.post(f"{user}/keys", json=wanted)
    assert refused.json()["issues"][0]["where"] == "expires_at"


def test_a_key_has_no_greater_role_than_it_was_made_for(chief, with_key, document):
    owner = chief.post("/v1/users", json={"name": "Lee", "role": "administrator"})
    path = f"/v1/users/{owner.json()['id']}/keys"
    made = chief.post(path, json={"label": "dashboard", "role": "viewer"}).json()
    viewer = with_key(made["secret"])
    assert viewer.get("/v1/portfolios").status_code == 200
    assert viewer.post("/v1/portfolios", json=document).status_code == 403
    assert viewer.post(path, json={"label": "more"}).status_code == 403


def test_a_role_in_one_portfolio_holds_there_until_it_is_taken_back(
    chief, user, kept, document, with_key
):
    secret = chief.post(f"{user}/keys", json={"label": "a"}).json()["secret"]
    somebody = with_key(secret)
    assert somebody.get(kept).status_code == 404
    grant = f"{user}/roles/{kept.rpartition('/')[2]}"
    assert chief.put(grant, json={"role": "viewer"}).status_code == 204
    assert somebody.get(kept).status_code == 200
    change = {"If-Match": '"1"'}
    assert somebody.put(kept, json=document, headers=change).status_code == 403
    assert chief.delete(grant).status_code == 204
    assert somebody.get(kept).status_code == 404


def test_a_role_in_all_portfolios_is_given_and_taken(chief, user, document, with_key):
    secret = chief.post(f"{user}/keys", json={"label": "a"}).json()["secret"]
    somebody = with_key(secret)
    for role, code in (("planner", 201), ("viewer", 403), (None, 403)):
        told = chief.put(f"{user}/role", json={"role": role})
        assert (told.status_code, told.json()["role"]) == (200, role)
        made = somebody.post("/v1/portfolios", json=document)
        assert made.status_code == code
    for wrong in ({}, {"role": "chief"}):
        refused = chief.put(f"{user}/role", json=wrong)
        assert refused.status_code == 422
        assert refused.json()["issues"][0]["where"] == "role"


def test_the_last_administrator_keeps_the_role(chief):
    found = chief.get("/v1/users?size=200").json()["items"]
    (own,) = (one["id"] for one in found if one["name"] == "administrator")
    refused = chief.put(f"/v1/users/{own}/role", json={"role": "approver"})
    assert refused.status_code == 409
    assert refused.json()["code"] == "last_administrator"
    kept = chief.put(f"/v1/users/{own}/role", json={"role": "administrator"})
    assert kept.json()["role"] == "administrator"


def test_users_and_their_keys_are_listed_in_parts(chief, user):
    for label in ("one", "two", "three"):
        chief.post(f"{user}/keys", json={"label": label})
        chief.post("/v1/users", json={"name": label})
    for path in (f"{user}/keys", "/v1/users"):
        everything = chief.get(path).json()["items"]
        first = chief.get(f"{path}?size=2").json()
        rest = chief.get(f"{path}?after={first['after']}").json()
        assert len(first["items"]) == 2
        assert first["items"] + rest["items"] == everything
        assert everything[0]["id"] > everything[-1]["id"]
        assert rest["after"] is None
