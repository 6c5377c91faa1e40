"""`quarterdeck backup` and `quarterdeck restore` on databases as they are found."""

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.storage.database import Database


@pytest.fixture
def run(monkeypatch):
    """A function that runs a command on the database at an address."""

    def run(address, *arguments):
        monkeypatch.setenv("DATABASE_URL", address)
        return CliRunner().invoke(app, list(map(str, arguments)))

    return run


@pytest.fixture
def other(tmp_path):
    """The address of a database that is not there yet."""
    return f"sqlite:///{tmp_path / 'other.sqlite'}"


def users(address):
    """How many users a database has."""
    database = Database.at(address)
    with database.engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM users").scalar()
    database.close()
    return count


@pytest.mark.usefixtures("stored")
def test_a_backup_is_written_once_and_brought_back(run, address, other, tmp_path):
    file = tmp_path / "backup.zip"
    made = run(address, "backup", file)
    assert made.exit_code == 0
    assert "users 2, portfolios 1, plans 0, jobs 0, audit " in made.stderr
    assert run(address, "backup", file).exit_code == 2
    assert run(address, "backup", file, "--force").exit_code == 0
    restored = run(other, "restore", file)
    assert (restored.exit_code, users(other)) == (0, 2)
    again = run(other, "restore", file)
    assert again.exit_code == 2
    assert "--replace" in again.stderr
    assert run(other, "restore", file, "--replace").exit_code == 0


@pytest.mark.parametrize("content", [None, b"", b"PK"])
def test_what_is_no_backup_is_refused(run, other, tmp_path, content):
    file = tmp_path / "backup.zip"
    if content is not None:
        file.write_bytes(content)
    ended = run(other, "restore", file)
    assert ended.exit_code == 2
    assert "fault" not in ended.stderr
