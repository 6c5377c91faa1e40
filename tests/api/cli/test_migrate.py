"""`quarterdeck migrate` on databases as they are found."""

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from api.cli.main import app
from api.storage.database import Database


@pytest.fixture
def migrate(tmp_path, monkeypatch):
    """The command, on an address if one is given."""

    def migrate(address=None):
        monkeypatch.setenv("QUARTERDECK_DATA_FOLDER", str(tmp_path / "data"))
        monkeypatch.delenv("DATABASE_URL", raising=False)
        if address is not None:
            monkeypatch.setenv("DATABASE_URL", address)
        return CliRunner().invoke(app, ["migrate"])

    return migrate


def test_a_new_database_is_made_and_a_current_one_is_left(migrate, tmp_path):
    for _ in range(2):
        ended = migrate()
        assert (ended.exit_code, ended.stderr) == (
            0,
            "The database is at schema 0001.\n",
        )
    assert (tmp_path / "data" / "quarterdeck.sqlite").exists()


def test_a_database_at_an_address_is_migrated(migrate, address):
    assert migrate(address).exit_code == 0


def test_a_database_of_a_later_version_is_refused(migrate, address):
    database = Database.at(address)
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    ended = migrate(address)
    assert ended.exit_code == 2
    assert "schema 9999" in ended.stderr


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://host/name", "'mysql'"),
        ("sqlite:////nowhere/at/all.sqlite", "unable to open"),
        ("postgresql://user@localhost:1/name", "refused"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(migrate, address, said):
    ended = migrate(address)
    assert ended.exit_code == 2
    assert said in ended.stderr
    assert "fault" not in ended.stderr
