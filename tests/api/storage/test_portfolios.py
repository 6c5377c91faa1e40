"""Versions of portfolios, and who sees them."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from api.access.principal import Principal, Role
from api.storage import portfolios
from api.storage.errors import NotAllowed, NotFound, VersionMoved
from api.storage.paging import Part


def test_a_portfolio_comes_back_as_it_was(database, planner, stored, portfolio):
    with database.reading() as session:
        read = portfolios.read(session, planner, stored.entry.id)
    assert read == stored
    assert read.portfolio == portfolio
    assert (read.entry.name, read.entry.version) == ("Tiny", 1)
    assert read.entry.created_by == planner.id


def test_what_is_in_a_portfolio_is_read_only_where_it_is_asked_for(
    database, planner, stored, statements
):
    name = stored.entry.id
    with database.reading() as session:
        assert portfolios.entry(session, planner, name) == stored.entry
        assert portfolios.entry(session, planner, name, 1) == stored.entry
        assert portfolios.names(session, planner, [name, "other"]) == {name: "Tiny"}
        assert portfolios.names(session, Principal("x", "Nobody"), [name]) == {}
        with pytest.raises(NotFound):
            portfolios.entry(session, planner, name, 2)
    assert statements
    assert not any("body" in one for one in statements)


def test_a_replaced_portfolio_has_a_further_version_and_keeps_the_first(
    database, planner, stored, portfolio
):
    name = stored.entry.id
    with database.writing() as session:
        changed = portfolio.replace(name="Changed")
        second = portfolios.replace(session, planner, name, changed, expected=1)
    with database.reading() as session:
        assert portfolios.read(session, planner, name) == second
        assert portfolios.read(session, planner, name, 1) == stored
        versions, further = portfolios.versions(session, planner, name)
        listed = portfolios.page(session, planner).items
    assert [entry.version for entry in versions] == [2, 1]
    assert listed == (second.entry,)
    assert versions == (second.entry, stored.entry)
    assert further is None


def test_versions_are_listed_in_parts(database, planner, stored, portfolio):
    name = stored.entry.id
    with database.writing() as session:
        for version in range(1, 5):
            portfolios.replace(session, planner, name, portfolio, expected=version)
    found, after = [], None
    with database.reading() as session:
        for size in (2, 2, 1):
            items, after = portfolios.versions(session, planner, name, after, size)
            found.append([entry.version for entry in items])
    assert found == [[5, 4], [3, 2], [1]]
    assert after is None


def test_of_two_editors_at_once_one_is_refused(database, planner, stored, portfolio):
    def edit(name):
        try:
            with database.writing() as session:
                changed = portfolio.replace(name=name)
                return portfolios.replace(
                    session, planner, stored.entry.id, changed, expected=1
                ).entry.version
        except VersionMoved as moved:
            return moved

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(edit, ["A", "B"]))
    moved = next(answer for answer in answers if answer != 2)
    assert (moved.expected, moved.found) == (1, 2)
    assert 2 in answers


@pytest.mark.parametrize("version", [0, -1, 2, 2**31, 2**63, 10**30])
def test_a_version_that_is_not_there_is_not_found(database, planner, stored, version):
    with database.reading() as session, pytest.raises(NotFound):
        portfolios.read(session, planner, stored.entry.id, version)


@pytest.mark.parametrize("name", ["", "x", "nul\0", "0" * 10_000])
def test_an_unknown_portfolio_is_not_found(database, planner, portfolio, name):
    with database.writing() as session:
        with pytest.raises(NotFound):
            portfolios.read(session, planner, name)
        with pytest.raises(NotFound):
            portfolios.versions(session, planner, name)
        with pytest.raises(NotFound):
            portfolios.replace(session, planner, name, portfolio, expected=1)


def test_somebody_without_a_role_sees_nothing(database, stored, known, portfolio):
    stranger = known("Sam", None)
    with database.writing() as session:
        assert portfolios.page(session, stranger).items == ()
        with pytest.raises(NotFound):
            portfolios.read(session, stranger, stored.entry.id)
        with pytest.raises(NotFound):
            portfolios.replace(session, stranger, stored.entry.id, portfolio, 1)
        with pytest.raises(NotAllowed):
            portfolios.create(session, stranger, portfolio)


def test_a_role_in_one_portfolio_shows_that_one(
    database, planner, stored, known, portfolio
):
    with database.writing() as session:
        portfolios.create(session, planner, portfolio)
    granted = Principal(
        known("Sam", None).id, "Sam", None, {stored.entry.id: Role.VIEWER}
    )
    with database.writing() as session:
        assert portfolios.page(session, granted).items == (stored.entry,)
        assert portfolios.read(session, granted, stored.entry.id) == stored
        with pytest.raises(NotAllowed, match="planner"):
            portfolios.replace(session, granted, stored.entry.id, portfolio, 1)


def test_pages_show_each_portfolio_once_the_newest_first(database, planner, portfolio):
    with database.writing() as session:
        made = [
            portfolios.create(session, planner, portfolio.replace(name=str(number)))
            for number in range(5)
        ]
    shown, after = [], None
    with database.reading() as session:
        while True:
            page = portfolios.page(session, planner, Part(after, 2))
            shown += page.items
            after = page.after
            if after is None:
                break
    assert sorted(shown, key=lambda entry: entry.id) == sorted(
        (record.entry for record in made), key=lambda entry: entry.id
    )
    assert shown == sorted(shown, key=lambda entry: entry.id, reverse=True)
