"""Plans that somebody brings, with the checker's verdict."""

import pytest

from api.access.principal import Role
from api.storage import plans
from api.storage.errors import NotAllowed, NotFound
from api.storage.judged import JudgedPlan
from optimizer.plan.check import check


@pytest.fixture
def judged(portfolio, plan):
    """The plan as the checker finds it."""
    return JudgedPlan(label="running", plan=plan, verdict=check(plan, portfolio))


def test_a_plan_comes_back_with_its_verdict(database, planner, stored, judged):
    with database.writing() as session:
        added = plans.add(session, planner, stored.entry.id, 1, judged)
    with database.reading() as session:
        read = plans.read(session, planner, added.entry.id)
        page = plans.page(session, planner, stored.entry.id)
    assert read == added
    assert read.judged == judged
    assert read.judged.verdict.accepted
    assert page.items == (added.entry,)
    assert (read.entry.label, read.entry.job_id) == ("running", None)


def test_what_is_in_a_plan_is_read_only_where_it_is_asked_for(
    database, planner, stored, judged, statements
):
    with database.writing() as session:
        added = plans.add(session, planner, stored.entry.id, 1, judged)
    statements.clear()
    with database.reading() as session:
        assert plans.entry(session, planner, added.entry.id) == added.entry
        with pytest.raises(NotFound):
            plans.entry(session, planner, "nothing")
    assert not any("body" in one for one in statements)


def test_plans_are_listed_by_what_they_are_plans_of(database, planner, stored, judged):
    name = stored.entry.id
    with database.writing() as session:
        first = plans.add(session, planner, name, 1, judged)
        draft = judged.replace(label="draft")
        second = plans.add(session, planner, name, 1, draft)
    with database.reading() as session:
        every = plans.page(session, planner, name).items
        running = plans.page(session, planner, name, labels={"running"}).items
    assert every == (second.entry, first.entry)
    assert running == (first.entry,)


def test_a_plan_of_no_version_is_refused(database, planner, stored, judged):
    with database.writing() as session:
        with pytest.raises(NotFound):
            plans.add(session, planner, stored.entry.id, 2, judged)
        with pytest.raises(NotFound):
            plans.add(session, planner, "nothing", 1, judged)
        with pytest.raises(NotFound):
            plans.page(session, planner, "nothing")
        with pytest.raises(NotFound):
            plans.read(session, planner, "nothing")


def test_who_may_not_plan_adds_no_plan(database, known, planner, stored, judged):
    with database.writing() as session:
        added = plans.add(session, planner, stored.entry.id, 1, judged)
    viewer, stranger = known("Vera", Role.VIEWER), known("Sam", None)
    with database.writing() as session:
        assert plans.read(session, viewer, added.entry.id) == added
        with pytest.raises(NotAllowed):
            plans.add(session, viewer, stored.entry.id, 1, judged)
        with pytest.raises(NotFound):
            plans.add(session, stranger, stored.entry.id, 1, judged)
        with pytest.raises(NotFound):
            plans.read(session, stranger, added.entry.id)
        with pytest.raises(NotFound):
            plans.page(session, stranger, stored.entry.id)
