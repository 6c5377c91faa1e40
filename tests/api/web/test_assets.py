"""Scripts and styles come from here, compressed, and browsers keep them for good."""

import pytest
from starlette.testclient import TestClient

from api.web import assets


@pytest.fixture(scope="module")
def anybody(app):
    """A browser that nobody signed in with."""
    return TestClient(app)


@pytest.mark.parametrize("name", assets.NAMES)
def test_every_asset_is_kept_by_browsers_for_good(anybody, name):
    found = anybody.get(assets.address(name))
    assert found.status_code == 200
    assert "immutable" in found.headers["Cache-Control"]
    assert found.headers["Content-Type"] == assets.NAMES[name]
    assert found.content == assets.asset(name).plain


def test_a_browser_that_takes_no_compression_gets_the_same(anybody):
    address = assets.address("quarterdeck.js")
    found = anybody.get(address, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in found.headers
    assert found.content == assets.asset("quarterdeck.js").plain


def test_what_a_browser_has_is_not_sent_again(anybody):
    address = assets.address("plotly.min.js")
    first = anybody.get(address)
    again = anybody.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_old_address_gives_what_there_is_now_and_is_not_kept(anybody):
    found = anybody.get("/assets/0000/quarterdeck.css")
    assert found.status_code == 200
    assert "immutable" not in found.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["nothing.js", "../templating.py", "%2e%2e%2fapp.py"])
def test_nothing_else_is_served(anybody, name):
    assert anybody.get(f"/assets/0000/{name}").status_code == 404
