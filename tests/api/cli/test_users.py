"""`quarterdeck users` and `quarterdeck audit`, with the database in hand."""

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from api.access.keys import digest_of
from api.access.principal import Role
from api.access.signing_in import with_password
from api.cli.administering import OPERATOR
from api.cli.main import app
from api.storage import disabling, principals
from api.storage.database import Database

PASSWORD = "tide gravel lantern oboe"


@pytest.fixture
def run(address, monkeypatch):
    """A function that runs the commands on a database."""
    monkeypatch.setenv("DATABASE_URL", address)

    def run(*arguments, given=None):
        return CliRunner().invoke(app, arguments, input=given)

    return run


@pytest.fixture
def database(address):
    """The database that the commands use."""
    database = Database.at(address)
    yield database
    database.close()


def test_users_are_added_and_listed(run, database):
    made = run("users", "add", "Ada", "--role", "planner")
    assert made.exit_code == 0
    user = made.stdout.strip()
    assert run("users", "list").stdout == f"{user}\tplanner\tno\tAda\n"
    with database.writing() as session:
        disabling.disable(session, OPERATOR, user)
    assert run("users", "list").stdout == f"{user}\tdisabled\tno\tAda\n"


def test_a_role_is_set_and_taken(run, database):
    user = run("users", "add", "Ada", "--role", "planner").stdout.strip()
    for name, given, kept in (("Ada", "approver", "approver"), (user, "none", "-")):
        told = run("users", "role", name, given)
        assert told.exit_code == 0
        assert f"The role of Ada in all portfolios: {given}." in told.stderr
        assert run("users", "list").stdout == f"{user}\t{kept}\tno\tAda\n"


def test_a_password_that_is_piped_in_signs_in(run, database):
    run("users", "add", "Ada", "--role", "planner")
    assert run("users", "password", "Ada", given=f"{PASSWORD}\n").exit_code == 0
    found = with_password(database, "127.0.0.1", "ada", PASSWORD)
    assert (found.name, found.role) == ("Ada", Role.PLANNER)
    assert with_password(database, "127.0.0.1", "ada", "another one") is None


def test_a_key_is_made_with_its_bounds(run, database):
    run("users", "add", "Ada", "--role", "planner")
    made = run("users", "key", "Ada", "--role", "viewer", "--days", "9")
    with database.reading() as session:
        found = principals.authenticate(session, digest_of(made.stdout.strip()))
    assert found.role is Role.VIEWER
    assert found.scope.expires_at is not None


@pytest.mark.parametrize(
    ("arguments", "given", "told"),
    [
        (("users", "key", "Nobody"), None, "There is no user 'Nobody'"),
        (("users", "key", "Twin"), None, "Several users are named 'Twin'"),
        (("users", "role", "Twin", "none"), None, "Several users are named 'Twin'"),
        (("users", "role", "Ada", "chief"), None, "'chief'"),
        (("users", "role", "Max", "viewer"), None, "Without 'Max' no administrator"),
        (("users", "password", "Ada"), "short\n", "should have 12 to 200 characters"),
        (
            ("users", "password", "Ada"),
            "ada ada ada ada 12\n",
            "should not hold the name",
        ),
        (("users", "password", "Ada"), f"{'ab' * 8}\n", "different characters"),
    ],
)
def test_what_cannot_be_done_is_told(run, arguments, given, told):
    for name in ("Ada", "Twin", "Twin"):
        run("users", "add", name)
    run("users", "add", "Max", "--role", "administrator")
    ended = run(*arguments, given=given)
    assert ended.exit_code == 2
    assert told in ended.stderr


def test_a_whole_log_is_told_with_its_end_and_a_changed_one_by_its_first_entry(
    run, database
):
    for _ in range(3):
        run("users", "add", "Ada")
    whole = run("audit", "verify")
    assert whole.exit_code == 0
    assert "The log is whole: 3 entries" in whole.stderr
    with database.writing() as session:
        session.execute(text("UPDATE audit SET user_id = 'x' WHERE number > 1"))
    broken = run("audit", "verify")
    assert broken.exit_code == 1
    assert "Entry 2 is not as it was written." in broken.stderr
