"""A whole database, out and in again: into the same kind, and into the other."""

import shutil
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy import select, text

from api.jobs.questions import Effort, SolveQuestion
from api.storage import audit, jobs, workers
from api.storage.archive.contents import MANIFEST, kept_tables
from api.storage.archive.refusals import (
    BrokenArchive,
    DatabaseInUse,
    DatabaseNotEmpty,
)
from api.storage.archive.restoring import restore
from api.storage.archive.writing import write
from api.storage.database import Database
from api.storage.identity import moment
from api.storage.jobs import Submission
from api.storage.workers import WorkerRecord


@pytest.fixture
def used(database, planner, stored, portfolio):
    """A database with a portfolio and a job."""
    question = SolveQuestion(portfolio=portfolio, effort=Effort())
    with database.writing() as session:
        jobs.submit(session, planner, Submission(stored.entry.id, 1, question), 9)
    return database


@pytest.fixture
def archive(used, tmp_path):
    """An archive of it."""
    target = tmp_path / "backup.zip"
    write(used, target)
    return target


@pytest.fixture
def empty(tmp_path):
    """An SQLite file with nothing at all."""
    database = Database.at(f"sqlite:///{tmp_path / 'other.sqlite'}")
    yield database
    database.close()


def contents(database):
    """Every row of every table that is kept."""
    with database.reading() as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table))))
            for table in kept_tables()
        }


def sign(name="w:1"):
    """A sign of life."""
    return WorkerRecord(name, 1, 0, moment(), moment())


def test_what_was_written_comes_back(used, archive, empty):
    restore(empty, archive, replace=False)
    assert contents(empty) == contents(used)
    with empty.reading() as session:
        assert audit.verify(session) == ()


def test_a_question_that_was_asked_again_after_a_clock_went_back_comes_back(
    used, planner, stored, portfolio, empty, tmp_path, monkeypatch
):
    monkeypatch.setattr(jobs, "new_id", lambda: "0" * 32)
    question = SolveQuestion(portfolio=portfolio)
    with used.writing() as session:
        (first,) = jobs.page(session, planner).items
        again = Submission(stored.entry.id, 1, question, rebased_from=first.id)
        jobs.submit(session, planner, again, 9)
    target = tmp_path / "backup.zip"
    write(used, target)
    restore(empty, target, replace=False)
    assert contents(empty) == contents(used)


def test_a_file_becomes_a_database_of_any_kind(used, archive, empty):
    restore(empty, archive, replace=False)
    back = archive.with_name("back.zip")
    write(empty, back)
    before = contents(used)
    restore(used, back, replace=True)
    assert contents(used) == before


def test_what_is_there_is_replaced_only_where_that_is_said(used, archive):
    before = contents(used)
    with pytest.raises(DatabaseNotEmpty, match="--replace"):
        restore(used, archive, replace=False)
    with used.writing() as session:
        session.execute(text("UPDATE portfolio_versions SET name = 'Other'"))
    restore(used, archive, replace=True)
    assert contents(used) == before


def test_a_database_in_use_is_left_alone(used, archive):
    with used.writing() as session:
        workers.beat(session, sign())
    with pytest.raises(DatabaseInUse, match="w:1"):
        restore(used, archive, replace=True)


def test_only_the_owner_may_read_an_archive(archive):
    assert archive.stat().st_mode & 0o777 == 0o600
    assert list(archive.parent.glob(".backup*")) == []


def changed(archive, member, old, new):
    """Rewrite an archive with another text in one of its members."""
    before = archive.with_suffix(".before")
    shutil.move(archive, before)
    with ZipFile(before) as source, ZipFile(archive, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == member:
                assert old in content
                content = content.replace(old, new)
            target.writestr(name, content)


def test_a_changed_archive_is_refused_and_nothing_happens(used, archive):
    before = contents(used)
    changed(archive, "tables/users.jsonl", b"Priya", b"Mallory")
    with pytest.raises(BrokenArchive, match="users is not as it was written"):
        restore(used, archive, replace=True)
    assert contents(used) == before


def test_an_archive_of_another_schema_says_what_reads_it(archive, empty):
    changed(archive, MANIFEST, b'"db_schema": "0001"', b'"db_schema": "0007"')
    with pytest.raises(BrokenArchive, match=r"schema 0007.*quarterdeck migrate"):
        restore(empty, archive, replace=False)


def test_a_broken_audit_log_is_not_brought_back(used, tmp_path, empty):
    with used.writing() as session:
        session.execute(text("UPDATE audit SET action = 'nothing' WHERE number = 2"))
    write(used, tmp_path / "broken.zip")
    with pytest.raises(BrokenArchive, match="Entry 2"):
        restore(empty, tmp_path / "broken.zip", replace=False)
    assert not any(rows for name, rows in contents(empty).items() if name == "users")


@pytest.mark.parametrize("content", [b"", b"no archive"])
def test_what_is_no_archive_is_refused(content, empty, tmp_path):
    source = tmp_path / "backup.zip"
    source.write_bytes(content)
    with pytest.raises(BrokenArchive, match="no backup"):
        restore(empty, source, replace=False)
