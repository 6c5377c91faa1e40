"""Administrators manage users, roles and keys in the page; nobody else does."""

import re

import pytest


@pytest.fixture
def sam(visitor):
    """The path of a user's page."""
    return visitor.send("/users", name="Sam", role="viewer").url.path


def test_a_user_is_added_and_listed(visitor, sam):
    assert f'href="{sam}"' in visitor.open("/users").text


def test_a_key_is_shown_once_and_opens_the_door_until_it_is_revoked(
    visitor, with_key, sam
):
    made = visitor.send(f"{sam}/keys", label="laptop", role="", days="30")
    secret = re.search(r"qd_[\w-]{20,}", made.text)[0]
    assert with_key(secret).get("/v1/portfolios").status_code == 200
    page = visitor.open(sam).text
    assert secret not in page
    visitor.send(re.search(r'action="([^"]+/revoke)"', page)[1])
    assert with_key(secret).get("/v1/portfolios").status_code == 401
    assert "revoked" in visitor.open(sam).text


def test_a_role_in_one_portfolio_is_given_and_taken_back(visitor, kept, sam):
    portfolio = kept.rpartition("/")[2]
    visitor.send(f"{sam}/roles", portfolio=portfolio, role="planner")
    given = f'<a href="/portfolios/{portfolio}">Tiny</a>: planner'
    assert given in visitor.open(sam).text
    visitor.send(f"{sam}/roles", portfolio=portfolio, role="")
    assert given not in visitor.open(sam).text


def test_a_role_in_all_portfolios_is_given_and_taken_back(visitor, sam):
    chosen = '<option value="planner" selected>planner</option>'
    page = visitor.send(f"{sam}/role", role="planner").text
    assert chosen in page
    assert "Role in all portfolios: planner." in page
    page = visitor.send(f"{sam}/role", role="").text
    assert chosen not in page
    assert "Role in all portfolios: none." in page


def test_who_gives_up_being_an_administrator_is_led_to_what_is_theirs(
    chief, visit, join
):
    other = visit(join(role="administrator"))
    (newest,) = chief.get("/v1/users?size=1").json()["items"]
    own = f"/users/{newest['id']}"
    found = other.send(f"{own}/role", role="viewer")
    assert (found.status_code, found.url.path) == (200, "/portfolios")
    assert other.open(own).status_code == 403


def test_a_password_is_set(visitor, sam):
    assert "Has no password" in visitor.open(sam).text
    refused = visitor.send(f"{sam}/password", password="short")
    assert refused.status_code == 422
    assert "12 to 200 characters" in refused.text
    assert "Has no password" in refused.text
    done = visitor.send(f"{sam}/password", password="seven green lighthouses sing")
    assert "The password is set" in done.text
    assert "Has a password" in visitor.open(sam).text


def test_a_user_is_disabled_and_enabled_again(visitor, with_key, sam):
    made = visitor.send(f"{sam}/keys", label="laptop", role="", days="30")
    secret = re.search(r"qd_[\w-]{20,}", made.text)[0]
    page = visitor.send(f"{sam}/disable").text
    assert with_key(secret).get("/v1/portfolios").status_code == 401
    assert "Enable the user" in page
    assert f'action="{sam}/keys"' not in page
    assert "disabled" in visitor.open("/users").text
    assert "Disable the user" in visitor.send(f"{sam}/enable").text


@pytest.mark.parametrize(
    ("deed", "fields"), [("disable", {}), ("role", {"role": "viewer"})]
)
def test_the_last_administrator_is_told_why_they_stay_one(visitor, deed, fields):
    page = visitor.open("/users").text
    chief = re.search(r'href="(/users/\w+)">administrator<', page)[1]
    refused = visitor.send(f"{chief}/{deed}", **fields)
    assert refused.status_code == 409
    assert "Give another administrator a key or a password first." in refused.text


def test_nobody_else_manages_users(visit, join, sam):
    viewer = visit(join(role="approver"))
    assert viewer.open("/users").status_code == 403
    assert viewer.open(sam).status_code == 403
    assert viewer.send("/users", name="Eve", role="administrator").status_code == 403
    assert viewer.send(f"{sam}/keys", label="x").status_code in {403, 404}
    assert viewer.send(f"{sam}/role", role="administrator").status_code == 403
    assert (
        viewer.send(f"{sam}/password", password="seven green lighthouses").status_code
        == 403
    )
    assert 'href="/users"' not in viewer.open("/portfolios").text
