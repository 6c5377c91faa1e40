"""The application without anybody who works on jobs; see the routes' own."""

from tests.api.routes.conftest import app, chief, join, served, with_key

__all__ = ["app", "chief", "join", "served", "with_key"]
