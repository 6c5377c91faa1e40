"""Names of people that never enter the database."""

import pytest
from sqlalchemy import inspect, text

from api.storage import plans, portfolios, scenarios
from api.storage.database import Database
from api.storage.judged import JudgedPlan
from api.storage.pseudonyms import Pseudonyms
from optimizer import Plan
from optimizer.plan.check import check
from optimizer.portfolio.checks import issues
from optimizer.portfolio.portfolio import Portfolio
from scenarios.scenario import Scenario

NAMES = Pseudonyms(b"a secret of this test")
LOVELACE, HOPPER, CYD, DAN = "Ada Lovelace", 'Grace "Amazing" Hopper', "Cyd", "Dan"
PEOPLE = (LOVELACE, HOPPER, CYD, DAN)


def package(name, **more):
    demand = {
        "skill": "BE",
        "headcount": 1,
        "engineers": [LOVELACE, HOPPER],
        "not_engineers": [CYD],
    }
    return {"id": name, "duration": 1, "demands": [demand], **more}


@pytest.fixture
def named():
    """A portfolio that names people in every place where it can."""
    running = {
        "status": "running",
        "started": "2026-01-05",
        "team": [{"engineer": LOVELACE, "demand": "BE"}],
    }
    packages = [
        package("one", progress=running),
        package("two", locks={"must": [HOPPER], "must_not": [CYD]}),
        {
            "id": "three",
            "modes": [
                {
                    "id": "fast",
                    "duration": 1,
                    "demands": [{"skill": "BE", "headcount": 1, "engineers": [HOPPER]}],
                }
            ],
        },
    ]
    return Portfolio.model_validate(
        {
            "timeline": {"start": "2026-01-05", "horizon": 4},
            "now": "2026-01-05",
            "engineers": [
                {
                    "id": LOVELACE,
                    "name": "Augusta Ada",
                    "skills": {"BE": {"level": 5}, "A": {}},
                },
                {"id": HOPPER, "skills": {"BE": {}}},
            ],
            "offers": [{"engineer": {"id": CYD, "skills": {"BE": {}}}}],
            "projects": [{"id": "P", "value": 1, "packages": packages}],
        }
    )


@pytest.fixture
def plan():
    """A plan with one person too many, and an engagement."""
    planned = {
        "selected": ["P"],
        "packages": [{"package": "one", "start": "2026-01-05", "periods": 1}],
        "assignments": [
            {"engineer": LOVELACE, "package": "one", "demand": "BE"},
            {"engineer": HOPPER, "package": "one", "demand": "BE"},
        ],
        "engagements": [{"offer": CYD, "first": "2026-01-05", "last": "2026-01-11"}],
    }
    return Plan.model_validate(planned)


@pytest.fixture
def imagined():
    """A scenario that names people in every kind of change that can."""
    return Scenario.model_validate(
        {
            "name": "All",
            "changes": [
                {
                    "kind": "engineer_absent",
                    "engineer": LOVELACE,
                    "first": "2026-01-12",
                    "last": "2026-01-16",
                },
                {
                    "kind": "engineer_joins",
                    "engineer": {"id": DAN, "skills": {"BE": {}}},
                },
                {"kind": "offer_withdrawn", "offer": CYD},
                {"kind": "person_locked", "engineer": HOPPER, "must": ["two"]},
                {
                    "kind": "package_locked",
                    "package": "two",
                    "locks": {"must": [HOPPER]},
                },
                {"kind": "released", "engineer": LOVELACE},
                {"kind": "scope_changed", "project": "P", "added": [package("four")]},
                {
                    "kind": "project_added",
                    "project": {"id": "Q", "packages": [package("five")]},
                },
                {"kind": "engineer_leaves", "engineer": DAN, "on": "2026-01-19"},
            ],
        }
    )


def everything(database):
    """All that is in a database, as text."""
    with database.reading() as session:
        names = inspect(session.connection()).get_table_names()
        return "\n".join(
            repr(tuple(row))
            for name in names
            for row in session.execute(text(f'SELECT * FROM "{name}"'))
        )


def test_no_name_of_anybody_is_kept_anywhere(
    database, administrator, named, plan, imagined
):
    secret = Database(database.engine, NAMES)
    with secret.writing() as session:
        kept = portfolios.create(session, administrator, named)
        judged = JudgedPlan(label="draft", plan=plan, verdict=check(plan, named))
        assert any(HOPPER in one.message for one in judged.verdict.broken)
        plans.add(session, administrator, kept.entry.id, 1, judged)
        portfolios.replace(session, administrator, kept.entry.id, named, 1)
        scenarios.create(session, administrator, kept.entry.id, imagined)
    found = everything(database)
    assert NAMES.of(LOVELACE) in found
    for name in (*PEOPLE, "Augusta", "Hopper", "Lovelace", "Amazing"):
        assert name not in found


def test_what_is_kept_is_the_same_portfolio_of_other_people(named):
    shown = NAMES.within(named)
    ada, grace = (NAMES.of(name) for name in (LOVELACE, HOPPER))
    assert [(one.id, one.name) for one in shown.engineers] == [
        (ada, f"BE {ada[2:12]}"),
        (grace, f"BE {grace[2:12]}"),
    ]
    assert {one.code for one in issues(shown)} == {one.code for one in issues(named)}
    one, two, three = shown.projects[0].packages
    assert one.demands[0].engineers == (ada, grace)
    assert one.progress.team[0].engineer == ada
    assert (two.locks.must, two.locks.must_not) == ((grace,), (NAMES.of(CYD),))
    assert three.modes[0].demands[0].engineers == (grace,)
    Portfolio.model_validate(shown.model_dump())


def test_a_pseudonym_that_comes_back_stays(named, imagined):
    once = NAMES.within(named)
    assert NAMES.within(once) == once
    assert NAMES.within(NAMES.within(imagined)) == NAMES.within(imagined)


def test_a_lock_of_a_person_names_packages_as_they_are(imagined):
    locked = NAMES.within(imagined).changes[3]
    assert (locked.engineer, locked.must) == (NAMES.of(HOPPER), ("two",))


def test_another_key_makes_other_pseudonyms():
    other = Pseudonyms(b"a secret of another test")
    assert other.of("Ada") != NAMES.of("Ada")
    assert other.of(NAMES.of("Ada")) != NAMES.of("Ada")


def test_without_a_key_names_stay(database, administrator, named):
    with database.writing() as session:
        kept = portfolios.create(session, administrator, named)
    assert kept.portfolio == named
