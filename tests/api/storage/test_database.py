"""The two kinds of transaction, and addresses."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import SecretStr
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from api.settings import Settings
from api.storage import database as storage
from api.storage import tables
from api.storage.database import Database, steady
from api.storage.errors import UnusableAddress
from api.storage.reading import rows


def add_user(session, name, at=None):
    at = at or datetime.now(UTC)
    session.add(tables.User(id=name, name=name, role=None, created_at=at))
    session.flush()


def test_what_is_written_is_one_commit(database):
    with database.writing() as session:
        add_user(session, "Ann")
    with database.reading() as session:
        assert session.get(tables.User, "Ann").name == "Ann"


def test_an_error_leaves_nothing_behind(database):
    def fail():
        with database.writing() as session:
            add_user(session, "Ann")
            session.execute(insert(tables.User).values(id="Ann"))

    with pytest.raises(IntegrityError):
        fail()
    with database.reading() as session:
        assert session.get(tables.User, "Ann") is None


def test_a_reader_keeps_nothing(database):
    with database.reading() as session:
        add_user(session, "Ann")
    with database.reading() as session:
        assert session.get(tables.User, "Ann") is None


def test_a_reader_does_not_wait_for_a_writer_and_sees_what_is_committed(database):
    with database.writing() as writer:
        add_user(writer, "Ann")
        with database.reading() as reader:
            assert reader.get(tables.User, "Ann") is None


def test_a_steady_reader_sees_one_moment(database):
    names = select(tables.User.name)
    with database.reading() as reader:
        steady(reader)
        before = rows(reader, names).all()
        with database.writing() as writer:
            add_user(writer, "Ann")
        assert rows(reader, names).all() == before == []
    with database.reading() as reader:
        assert rows(reader, names).scalars().all() == ["Ann"]


def test_who_looks_sees_what_is_committed_before_each_time(database):
    names = select(tables.User.name)
    with database.writing() as writer:
        add_user(writer, "Ann")
        with database.looking() as looking:
            assert rows(looking, names).all() == []
    with database.looking() as looking:
        assert rows(looking, names).scalars().all() == ["Ann"]


END_ALL = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
def ended(database):
    """A function that ends all connections but its own, as a new start does."""

    def end():
        if not database.is_embedded:
            apart = Database.at(database.engine.url.render_as_string(False))
            with apart.reading() as session:
                session.execute(END_ALL)
            apart.close()

    return end


@pytest.mark.parametrize("way", [Database.looking, Database.reading, Database.writing])
def test_a_connection_that_was_idle_is_tried_first(database, ended, monkeypatch, way):
    names = select(tables.User.name)
    with way(database) as reader:
        assert rows(reader, names).all() == []
    ended()
    monkeypatch.setattr(storage, "IDLE_SECONDS", 0.0)
    with way(database) as reader:
        assert rows(reader, names).all() == []


def test_one_that_was_just_used_is_not_asked_whether_it_is_good(database, ended):
    names = select(tables.User.name)
    with database.looking() as reader:
        assert rows(reader, names).all() == []
    ended()
    refused = nullcontext() if database.is_embedded else pytest.raises(OperationalError)
    with refused, database.looking() as reader:
        rows(reader, names)
    with database.looking() as reader:  # nor is it kept
        assert rows(reader, names).all() == []


def test_writers_who_read_first_wait_for_each_other(database):
    with database.writing() as session:
        add_user(session, "0")

    def add_one_more(_):
        with database.writing() as session:
            lock = session.get_one(tables.User, "0", with_for_update=True)
            lock.name = str(int(lock.name) + 1)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_one_more, range(40)))
    with database.reading() as session:
        assert session.get(tables.User, "0").name == "40"


def test_a_time_comes_back_in_utc(database):
    noon = datetime(2026, 7, 1, 12, 0, 0, 123456, timezone(timedelta(hours=2)))
    with database.writing() as session:
        add_user(session, "Ann", noon)
    with database.reading() as session:
        read = session.get(tables.User, "Ann").created_at
    assert read == noon
    assert read.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused(database):
    naive = datetime(2026, 7, 1)
    with (
        pytest.raises(StatementError, match="should say its time zone"),
        database.writing() as session,
    ):
        add_user(session, "Ann", naive)


@pytest.mark.parametrize("strange", ["nul\0", "half \ud800", "\0" * 3])
def test_text_that_no_database_holds_is_replaced_and_asking_for_it_finds_nothing(
    database, strange
):
    with database.writing() as session:
        add_user(session, "Ann")
        session.get(tables.User, "Ann").name = strange
    with database.reading() as session:
        session.get(tables.User, "Ann").name.encode()
        assert session.get(tables.User, strange) is None


def test_a_name_in_every_script_is_kept(database):
    name = "Žofia 李 🚀 <script> ' \" -- %s {}"
    with database.writing() as session:
        add_user(session, "Ann")
        session.get(tables.User, "Ann").name = name
    with database.reading() as session:
        assert session.get(tables.User, "Ann").name == name


def test_a_database_is_ready_until_it_cannot_be_reached(database, tmp_path):
    assert database.is_ready()
    gone = Database.at("sqlite:////nowhere/at/all.sqlite")
    assert not gone.is_ready()


def test_an_embedded_database_survives_a_power_cut(sqlite_template):
    database = Database.at(f"sqlite:///{sqlite_template}")
    with database.reading() as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.close()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 15_000,
    }


def test_without_an_address_the_database_is_a_file_in_the_data_folder(tmp_path):
    settings = Settings(data_folder=tmp_path / "data", database_url=None)
    database = Database.open(settings)
    assert database.is_embedded
    assert database.is_ready()
    assert (tmp_path / "data" / "quarterdeck.sqlite").exists()
    database.close()


def test_an_address_is_taken_from_the_settings(address):
    database = Database.open(Settings(database_url=SecretStr(address)))
    assert database.is_embedded == address.startswith("sqlite")
    assert database.is_ready()
    database.close()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nonsense", "no address"),
        ("mysql://user:secret@host/name", "'mysql'"),
        ("sqlite://", "'sqlite'"),
        ("sqlite:///:memory:", "'sqlite'"),
    ],
)
def test_another_kind_of_database_is_refused_without_its_password(address, said):
    with pytest.raises(UnusableAddress, match=said) as refused:
        Database.at(address)
    assert "secret" not in str(refused.value)
