"""Scenarios that several people change."""

import pytest

from api.access.principal import Role
from api.storage import scenarios
from api.storage.errors import NotAllowed, NotFound, VersionMoved
from api.storage.paging import Part
from scenarios.scenario import Scenario

LEAVES = {"kind": "engineer_leaves", "engineer": "Ann", "on": "2026-01-12"}


@pytest.fixture
def scenario():
    """Ann leaves."""
    return Scenario(name="Ann leaves", changes=[LEAVES])


@pytest.fixture
def kept(database, planner, stored, scenario):
    """The scenario, stored."""
    with database.writing() as session:
        return scenarios.create(session, planner, stored.entry.id, scenario)


def test_a_scenario_comes_back_as_it_was(database, planner, kept, scenario, stored):
    with database.reading() as session:
        read = scenarios.read(session, planner, kept.entry.id)
        page = scenarios.page(session, planner, stored.entry.id)
    assert read == kept
    assert read.scenario == scenario
    assert page.items == (kept.entry,)
    assert page.after is None


def test_a_changed_scenario_has_the_next_version(database, planner, kept, scenario):
    other = scenario.replace(name="Nobody leaves", changes=())
    with database.writing() as session:
        scenarios.replace(session, planner, kept.entry.id, other, expected=1)
    with database.reading() as session:
        read = scenarios.read(session, planner, kept.entry.id)
    assert (read.entry.version, read.entry.name) == (2, "Nobody leaves")
    assert read.scenario == other


def test_a_change_to_an_old_version_is_refused_and_changes_nothing(
    database, planner, kept, scenario
):
    with (
        pytest.raises(VersionMoved, match="at version 1, not 2"),
        database.writing() as session,
    ):
        scenarios.replace(session, planner, kept.entry.id, scenario, expected=2)
    with pytest.raises(VersionMoved), database.writing() as session:
        scenarios.delete(session, planner, kept.entry.id, expected=2)
    with database.reading() as session:
        assert scenarios.read(session, planner, kept.entry.id) == kept


def test_a_deleted_scenario_is_not_found(database, planner, kept, scenario, stored):
    name = kept.entry.id
    with database.writing() as session:
        scenarios.delete(session, planner, name, expected=1)
    with database.writing() as session:
        assert scenarios.page(session, planner, stored.entry.id).items == ()
        for step in (
            lambda: scenarios.read(session, planner, name),
            lambda: scenarios.replace(session, planner, name, scenario, 1),
            lambda: scenarios.delete(session, planner, name, 1),
        ):
            with pytest.raises(NotFound):
                step()


def test_a_viewer_reads_and_changes_nothing(database, known, kept, scenario, stored):
    viewer = known("Vera", Role.VIEWER)
    with database.writing() as session:
        assert scenarios.read(session, viewer, kept.entry.id) == kept
        for step in (
            lambda: scenarios.create(session, viewer, stored.entry.id, scenario),
            lambda: scenarios.replace(session, viewer, kept.entry.id, scenario, 1),
            lambda: scenarios.delete(session, viewer, kept.entry.id, 1),
        ):
            with pytest.raises(NotAllowed, match="planner"):
                step()


def test_somebody_without_a_role_learns_nothing(
    database, known, kept, scenario, stored
):
    stranger = known("Sam", None)
    with database.writing() as session:
        for step in (
            lambda: scenarios.read(session, stranger, kept.entry.id),
            lambda: scenarios.page(session, stranger, stored.entry.id),
            lambda: scenarios.create(session, stranger, stored.entry.id, scenario),
            lambda: scenarios.replace(session, stranger, kept.entry.id, scenario, 9),
            lambda: scenarios.delete(session, stranger, kept.entry.id, 9),
        ):
            with pytest.raises(NotFound):
                step()


def test_a_scenario_of_no_portfolio_is_refused(database, planner, scenario):
    with database.writing() as session:
        with pytest.raises(NotFound):
            scenarios.create(session, planner, "nothing", scenario)
        with pytest.raises(NotFound):
            scenarios.page(session, planner, "nothing")


def test_pages_show_each_scenario_once(database, planner, stored, scenario):
    with database.writing() as session:
        made = {
            scenarios.create(session, planner, stored.entry.id, scenario).entry.id
            for _ in range(3)
        }
    with database.reading() as session:
        first = scenarios.page(session, planner, stored.entry.id, Part(size=2))
        rest = scenarios.page(session, planner, stored.entry.id, Part(first.after, 2))
    assert len(first.items) == 2
    assert {entry.id for entry in (*first.items, *rest.items)} == made
    assert rest.after is None


@pytest.mark.parametrize(
    ("sought", "is_found"),
    [
        ("50%", True),
        ("ANN_B", True),
        ("a/b", True),
        ("5%o", False),
        ("ann b", False),
        ("_", True),
    ],
)
def test_a_name_is_sought_as_it_is_written(
    database, planner, stored, scenario, sought, is_found
):
    named = scenario.replace(name="Ann_B at 50% or a/b")
    with database.writing() as session:
        scenarios.create(session, planner, stored.entry.id, named)
    with database.reading() as session:
        page = scenarios.page(session, planner, stored.entry.id, sought=sought)
    assert bool(page.items) is is_found
