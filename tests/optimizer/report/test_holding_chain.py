"""What holds the last date: links, people, facilities, and where a chain begins."""

from datetime import date

import pytest

from optimizer.plan import Assignment, Ledger, Plan, ScheduledPackage
from optimizer.portfolio.calendar import Calendar
from optimizer.portfolio.people import Engineer, Skill
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import Project
from optimizer.portfolio.resources import Facility
from optimizer.portfolio.work import Demand, Link, Package, Staffing
from optimizer.report.holding_chain import Cause, Hold, holding_chain

MONDAY = date(2026, 1, 5)
WEEKS = [date.fromordinal(MONDAY.toordinal() + 7 * week) for week in range(20)]


def team(name, **fields):
    demands = (Demand(skill="BE", headcount=1),)
    return Package(id=name, duration=2, demands=demands, **fields)


def portfolio_of(*packages, release=None, **fields):
    people = (
        Engineer(id="Ana", skills={"BE": Skill()}, max_team_packages=3),
        Engineer(id="Bo", skills={"BE": Skill()}),
    )
    project = Project(id="P", value=1, packages=packages, release=release)
    return Portfolio(
        timeline=Calendar(start=MONDAY, horizon=20),
        engineers=people,
        projects=(project,),
        **fields,
    )


def plan_of(starts, staff):
    return Plan(
        selected=("P",),
        packages=tuple(
            ScheduledPackage(package=name, start=WEEKS[start], periods=length)
            for name, (start, length) in starts.items()
        ),
        assignments=tuple(
            Assignment(engineer=person, package=package, demand="BE", hours=hours)
            for package, person, hours in staff
        ),
    )


def test_a_link_without_slack_holds():
    portfolio = portfolio_of(team("A"), team("B", predecessors=(Link(package="A"),)))
    plan = plan_of({"A": (0, 2), "B": (2, 2)}, [("A", "Ana", None), ("B", "Bo", None)])

    chain = holding_chain(Ledger(plan, portfolio))

    assert chain.holds == (Hold("A"), Hold("B", "A", Cause.LINK))
    assert chain.reason == "starts in the first period that can be planned"


def test_a_link_with_slack_does_not_hold():
    portfolio = portfolio_of(team("A"), team("B", predecessors=(Link(package="A"),)))
    plan = plan_of({"A": (0, 2), "B": (3, 2)}, [("A", "Ana", None), ("B", "Bo", None)])

    chain = holding_chain(Ledger(plan, portfolio))

    assert chain.packages == ("B",)
    assert chain.reason == "is not held by any link, person or facility"


@pytest.mark.parametrize(
    ("type_", "lag", "start", "held"),
    [
        pytest.param("finish_start", 1, 3, True, id="start after the end and a lag"),
        pytest.param("finish_start", 1, 4, False, id="later than the lag asks"),
        pytest.param("start_start", 1, 1, True, id="start after the start"),
        pytest.param("finish_finish", 1, 1, True, id="end after the end"),
        pytest.param("start_finish", 3, 1, True, id="end after the start"),
        pytest.param("finish_finish", 0, 1, False, id="end later than asked"),
    ],
)
def test_every_type_of_link_holds_where_it_is_tight(type_, lag, start, held):
    link = Link(package="A", type=type_, lag=lag)
    portfolio = portfolio_of(team("A"), team("B", predecessors=(link,)))
    plan = plan_of(
        {"A": (0, 2), "B": (start, 2)}, [("A", "Ana", None), ("B", "Bo", None)]
    )

    chain = holding_chain(Ledger(plan, portfolio))

    assert (chain.packages == ("A", "B")) is held


def test_a_member_of_both_teams_holds():
    portfolio = portfolio_of(team("A"), team("B"))
    plan = plan_of({"A": (0, 2), "B": (2, 2)}, [("A", "Ana", None), ("B", "Ana", None)])

    chain = holding_chain(Ledger(plan, portfolio))

    assert chain.holds[1] == Hold("B", "A", Cause.PEOPLE, ("Ana",))
    assert chain.shared == chain.holds[1:]


def test_other_people_do_not_hold():
    portfolio = portfolio_of(team("A"), team("B"))
    plan = plan_of({"A": (0, 2), "B": (2, 2)}, [("A", "Ana", None), ("B", "Bo", None)])

    assert holding_chain(Ledger(plan, portfolio)).packages == ("B",)


@pytest.mark.parametrize(("hours", "held"), [(40, True), (39, False)])
def test_someone_in_a_pool_holds_only_without_an_hour_to_spare(hours, held):
    pool = {"staffing": Staffing.POOL, "duration": 1}
    packages = [
        Package(id=name, demands=(Demand(skill="BE", effort=effort),), **pool)
        for name, effort in (("A", hours), ("B", 40))
    ]
    staff = [("A", "Ana", {WEEKS[0]: hours}), ("B", "Ana", {WEEKS[1]: 40})]
    plan = plan_of({"A": (0, 1), "B": (1, 1)}, staff)

    chain = holding_chain(Ledger(plan, portfolio_of(*packages)))

    assert (chain.packages == ("A", "B")) is held


@pytest.mark.parametrize(("capacity", "held"), [(1, True), (2, False)])
def test_a_full_facility_holds(capacity, held):
    packages = [Package(id=name, duration=2, uses={"lab": 1}) for name in "AB"]
    portfolio = portfolio_of(
        *packages, facilities=(Facility(id="lab", capacity=capacity),)
    )
    plan = plan_of({"A": (0, 2), "B": (2, 2)}, [])

    chain = holding_chain(Ledger(plan, portfolio))

    assert (chain.packages == ("A", "B")) is held
    if held:
        assert chain.holds[1] == Hold("B", "A", Cause.FACILITY, ("lab",))


def test_the_chain_that_begins_earliest_is_told():
    links = (Link(package="B"), Link(package="C"))
    portfolio = portfolio_of(
        team("A"),
        team("B", earliest=WEEKS[2]),
        team("C", predecessors=(Link(package="A"),)),
        team("D", predecessors=links),
    )
    plan = plan_of(
        {"A": (0, 2), "B": (2, 2), "C": (2, 2), "D": (4, 2)},
        [("A", "Ana", None), ("B", "Bo", None), ("C", "Ana", None), ("D", "Bo", None)],
    )

    assert holding_chain(Ledger(plan, portfolio)).packages == ("A", "C", "D")


def test_a_link_is_told_before_people_that_hold_as_long():
    portfolio = portfolio_of(team("A"), team("B", predecessors=(Link(package="A"),)))
    plan = plan_of({"A": (0, 2), "B": (2, 2)}, [("A", "Ana", None), ("B", "Ana", None)])

    assert holding_chain(Ledger(plan, portfolio)).holds[1].cause is Cause.LINK


@pytest.mark.parametrize(
    ("package", "release", "reason"),
    [
        pytest.param(
            {"earliest": WEEKS[1]}, None, "may not start before", id="earliest"
        ),
        pytest.param({}, WEEKS[1], "released", id="release"),
        pytest.param({"locks": {"start_on": WEEKS[1]}}, None, "lock", id="lock"),
    ],
)
def test_the_first_package_says_what_holds_it(package, release, reason):
    portfolio = portfolio_of(team("A", **package), release=release)
    plan = plan_of({"A": (1, 2)}, [("A", "Ana", None)])

    told = holding_chain(Ledger(plan, portfolio)).reason

    assert reason in told
    assert "12 Jan 2026" in told


def test_what_has_started_is_held_by_nothing():
    portfolio = portfolio_of(team("A"), team("B", predecessors=(Link(package="A"),)))
    plan = plan_of({"A": (0, 2), "B": (2, 2)}, [("A", "Ana", None), ("B", "Bo", None)])

    chain = holding_chain(Ledger(plan, portfolio, baseline=plan, now=WEEKS[3]))

    assert chain.packages == ("B",)
    assert chain.reason == "had started before this plan was made"


def test_a_plan_without_packages_has_no_chain():
    assert holding_chain(Ledger(Plan(), portfolio_of(team("A")))) is None


def test_the_chain_of_one_project_ends_with_it(ledger):
    assert holding_chain(ledger, "BIL").packages[-1] == "BI3"


def test_atlas_is_held_by_bo(ledger):
    chain = holding_chain(ledger)

    assert chain.packages == ("AI1", "AI2", "MO2", "RN1", "RN2")
    assert [hold.through for hold in chain.shared] == [("Bo",), ("Bo",)]
