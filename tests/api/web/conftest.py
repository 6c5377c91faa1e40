"""The application with its pages, and browsers that somebody has signed in with."""

import pytest
from starlette.testclient import TestClient

from api.access.visitor import COOKIE, csrf_of
from tests.api.routes.conftest import (
    absence,
    answer,
    app,
    chief,
    document,
    join,
    kept,
    served,
    with_key,
)

__all__ = [
    "absence",
    "answer",
    "app",
    "chief",
    "document",
    "join",
    "kept",
    "served",
    "with_key",
]


class Visitor:
    """A browser without scripts: it opens pages and sends their forms."""

    def __init__(self, app, key):
        self.client = TestClient(app, headers={"Accept": "text/html"})
        assert self.client.post("/sign-in", data={"key": key}).status_code == 200

    def open(self, path):
        """Return a page."""
        return self.client.get(path)

    def send(self, path, **fields):
        """Send a form, and return the page that follows."""
        csrf = csrf_of(self.client.cookies[COOKIE])
        return self.client.post(path, data={"csrf": csrf, **fields})


@pytest.fixture
def visit(app):
    """A function that signs in with the key of somebody who asks over HTTP."""

    def sign_in(who):
        _, _, key = who.headers["Authorization"].partition(" ")
        return Visitor(app, key)

    return sign_in


@pytest.fixture
def visitor(visit, chief):
    """The administrator's browser."""
    return visit(chief)
