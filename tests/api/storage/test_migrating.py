"""The tables that the software needs, made by migrations."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from api.storage import migrating
from api.storage.database import Database
from api.storage.errors import SchemaOutdated, SchemaUnknown
from api.storage.tables import Base


@pytest.fixture
def empty(database):
    """A database without any table."""
    with database.writing() as session:
        connection = session.connection()
        Base.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
    return database


def set_schema(database, name):
    with database.writing() as session:
        session.execute(
            text("UPDATE alembic_version SET version_num = :n"), {"n": name}
        )


def test_the_migrations_make_the_tables_that_the_code_knows(database):
    with database.reading() as session:
        context = MigrationContext.configure(
            session.connection(), opts={"compare_type": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_an_empty_database_is_prepared_without_being_asked(empty):
    migrating.prepare(empty)
    with empty.reading() as session:
        found = set(inspect(session.connection()).get_table_names())
    assert found == {*Base.metadata.tables, "alembic_version"}


def test_a_prepared_database_is_left_as_it_is(database):
    migrating.prepare(database)
    assert migrating.migrate(database) == "0001"


def test_an_older_database_is_refused_until_it_is_migrated(empty):
    with empty.writing() as session:
        session.execute(text("CREATE TABLE something (id INTEGER)"))
    with pytest.raises(SchemaOutdated, match="quarterdeck migrate"):
        migrating.prepare(empty)
    migrating.migrate(empty)
    migrating.prepare(empty)


@pytest.mark.parametrize("step", [migrating.prepare, migrating.migrate])
def test_a_database_of_a_later_version_is_refused(database, step):
    set_schema(database, "9999")
    with pytest.raises(SchemaUnknown, match="9999"):
        step(database)


def test_a_percent_sign_in_a_path_is_no_variable(tmp_path, monkeypatch):
    link = tmp_path / "100%(x)s"
    link.symlink_to(migrating.FOLDER)
    monkeypatch.setattr(migrating, "FOLDER", link)
    database = Database.at(f"sqlite:///{tmp_path}/new.sqlite")
    assert migrating.migrate(database) == "0001"
    database.close()
