"""Rows for whoever only reads."""

import pytest
from sqlalchemy import bindparam, select

from api.storage import keys, tables
from api.storage.errors import NotFound
from api.storage.paging import Pages, Part
from api.storage.reading import among, require_portfolio, rows

NAMES = select(tables.User.name).where(tables.User.id == bindparam("user"))


def test_what_a_session_has_changed_is_read(database, administrator):
    with database.writing() as session:
        row = session.get_one(tables.User, administrator.id)
        row.name = "Somebody else"
        [found] = rows(session, NAMES, {"user": administrator.id}).scalars()
    assert found == "Somebody else"


def test_what_no_database_can_hold_finds_nothing(database, administrator):
    with database.reading() as session:
        found = rows(session, NAMES, {"user": f"{administrator.id}\0\ud800"}).all()
        with pytest.raises(NotFound):
            require_portfolio(session, "\0\ud800", NotFound("portfolio", "\0"))
    assert found == []


def test_pages_are_narrowed_by_the_values_that_are_given(database, administrator):
    pages = Pages(
        select(tables.User.id, tables.User.name),
        tables.User.id,
        lambda row: row,
        {"names": among(tables.User.name, "names")},
    )
    with database.writing() as session:
        made = [
            keys.add_user(session, administrator, name, None).id
            for name in ("Ann", "Ben", "Cleo")
        ]
    with database.reading() as session:
        first = pages.page(session, Part(size=2))
        rest = pages.page(session, Part(after=first.after, size=2))
        narrowed = pages.page(session, Part(), names=["Ann", "Cleo", "\0"])
        none = pages.page(session, Part(), names=[])
    assert [one.id for one in first.items] == made[:0:-1]
    assert rest.items[0].id == made[0]
    assert [one.name for one in narrowed.items] == ["Cleo", "Ann"]
    assert (none.items, none.after) == ((), None)
