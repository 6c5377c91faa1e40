"""Each reason in the smallest plan that has it; that it binds, the checker confirms."""

from datetime import date, timedelta

import pytest

from optimizer.plan.check import check
from optimizer.plan.plan import Assignment, Engagement, Plan, ScheduledPackage
from optimizer.portfolio.portfolio import Portfolio
from scenarios.moves.move_list import move_list
from scenarios.situation import Situation


def monday(week):
    """First day of a week; week 0 is the first."""
    return date(2026, 1, 5) + timedelta(weeks=week)


def package(name, weeks=1, people=1, **more):
    """A fixed team on the skill X, with the rest as given."""
    demands = [{"skill": "X", "headcount": people}] if people else []
    return {"id": name, "duration": weeks, "demands": demands, **more}


def effort(name, hours, **more):
    """An effort-driven team on the skill X."""
    demand = {"skill": "X", "effort": hours, **more.pop("demand", {})}
    return {"id": name, "staffing": "effort_team", "demands": [demand], **more}


def pool(name, hours, weeks=1, **more):
    demand = {"skill": "X", "effort": hours}
    return {
        "id": name,
        "staffing": "pool",
        "duration": weeks,
        "demands": [demand],
        **more,
    }


def portfolio(*packages, people=("Ann",), project=(), others=(), **more):
    """One project P of these packages and whatever else is given."""
    engineers = [
        {"id": p, "skills": {"X": {}}}
        if isinstance(p, str)
        else {"skills": {"X": {}}, **p}
        for p in people
    ]
    main = {"id": "P", "value": 100, "packages": packages, **dict(project)}
    return Portfolio.model_validate(
        {
            "timeline": {"start": "2026-01-05", "horizon": 20},
            "value_unit": "k€",
            "engineers": engineers,
            "projects": [main, *others],
            **more,
        }
    )


def plan(selected=("P",), engagements=(), modes=(), **rows):
    """Package → (start week, weeks, *people)."""
    modes = dict(modes)
    return Plan(
        selected=selected,
        packages=tuple(
            ScheduledPackage(
                package=name,
                start=monday(start),
                periods=weeks,
                mode=modes.get(name, "default"),
            )
            for name, (start, weeks, *_) in rows.items()
        ),
        assignments=tuple(
            Assignment(engineer=person, package=name, demand="X")
            for name, (_, _, *people) in rows.items()
            for person in people
        ),
        engagements=engagements,
    )


def changes(of, before, after):
    situation = Situation.of(of, before)
    assert situation.check(after).accepted, situation.check(after)
    return move_list(situation, after)


def shift_of(name, of, before, after):
    found = changes(of, before, after)
    return next(entry for entry in found.packages if entry.package == name)


def starting(name, weeks, of):
    """The plan in which one package starts so many weeks later."""
    rows = tuple(
        row.replace(start=row.start + timedelta(weeks=weeks))
        if row.package == name
        else row
        for row in of.packages
    )
    return of.replace(packages=rows)


A_THEN_B = {"A": (0, 2, "Ann"), "B": (2, 1, "Bob")}
LATER = [
    pytest.param(
        portfolio(
            package("A", 2), package("B", predecessors=["A"]), people=("Ann", "Bob")
        ),
        plan(A=(0, 2, "Ann"), B=(1, 1, "Bob")),
        plan(**A_THEN_B),
        "links",
        "B waits for A, which ends on 16 Jan 2026.",
        id="a link",
    ),
    pytest.param(
        portfolio(
            package("A", 1),
            package("B", predecessors=[{"package": "A", "lag": 1}]),
            people=("Ann", "Bob"),
        ),
        plan(A=(0, 1, "Ann"), B=(1, 1, "Bob")),
        plan(A=(0, 1, "Ann"), B=(2, 1, "Bob")),
        "links",
        "B may not start earlier than 1 week after A ends, on 9 Jan 2026.",
        id="a link with a lag",
    ),
    pytest.param(
        portfolio(
            package("A", 2),
            package("B", predecessors=[{"package": "A", "type": "finish_finish"}]),
            people=("Ann", "Bob"),
        ),
        plan(A=(0, 2, "Ann"), B=(0, 1, "Bob")),
        plan(A=(0, 2, "Ann"), B=(1, 1, "Bob")),
        "links",
        "B may not end before A ends, on 16 Jan 2026.",
        id="a link of ends",
    ),
    pytest.param(
        portfolio(
            package("A", 1),
            package("B", predecessors=[{"package": "A", "type": "start_start"}]),
            people=("Ann", "Bob"),
        ),
        plan(A=(1, 1, "Ann"), B=(0, 1, "Bob")),
        plan(A=(1, 1, "Ann"), B=(1, 1, "Bob")),
        "links",
        "B waits for A, which starts on 12 Jan 2026.",
        id="a link of starts",
    ),
    pytest.param(
        portfolio(
            package("A", 0, people=0, earliest="2026-01-19"),
            package("B", predecessors=["A"]),
        ),
        plan(A=(1, 0), B=(1, 1, "Ann")),
        plan(A=(2, 0), B=(2, 1, "Ann")),
        "links",
        "B waits for A, which ends on 19 Jan 2026.",
        id="a milestone",
    ),
    pytest.param(
        portfolio(package("B", earliest="2026-01-15")),
        plan(B=(0, 1, "Ann")),
        plan(B=(2, 1, "Ann")),
        "windows",
        "B may not start before 15 Jan 2026.",
        id="an earliest day",
    ),
    pytest.param(
        portfolio(package("B"), project={"release": "2026-01-12"}),
        plan(B=(0, 1, "Ann")),
        plan(B=(1, 1, "Ann")),
        "windows",
        "P is released on 12 Jan 2026.",
        id="a release",
    ),
    pytest.param(
        portfolio(
            package("B", progress={"status": "planned", "started": "2026-01-05"}),
            now="2026-01-19",
        ),
        plan(B=(0, 1, "Ann")),
        plan(B=(2, 1, "Ann")),
        "now",
        "What has not started starts on 19 Jan 2026 at the earliest.",
        id="now",
    ),
    pytest.param(
        portfolio(package("B", locks={"start_from": "2026-01-14"})),
        plan(B=(0, 1, "Ann")),
        plan(B=(1, 1, "Ann")),
        "start_locks",
        "B is locked to start on or after 14 Jan 2026.",
        id="a lock",
    ),
    pytest.param(
        portfolio(package("A", 2), package("B")),
        plan(A=(2, 2, "Ann"), B=(0, 1, "Ann")),
        plan(A=(0, 2, "Ann"), B=(2, 1, "Ann")),
        "team_packages",
        "Ann is on A until 16 Jan 2026; nobody else qualifies for X on B.",
        id="somebody busy",
    ),
    pytest.param(
        portfolio(
            package("A", 2), package("B"), package("C", 2), people=("Ann", "Bob")
        ),
        plan(A=(2, 2, "Ann"), B=(0, 1, "Ann"), C=(0, 2, "Bob")),
        plan(A=(0, 2, "Ann"), B=(2, 1, "Ann"), C=(0, 2, "Bob")),
        "team_packages",
        "Ann is on A until 16 Jan 2026; "
        "nobody else with X is free in the week of 12 Jan 2026.",
        id="everybody busy",
    ),
    pytest.param(
        portfolio(package("A", 2), package("B"), people=("Ann", "Bob")),
        plan(A=(2, 2, "Ann"), B=(0, 1, "Ann")),
        plan(A=(0, 2, "Ann"), B=(2, 1, "Ann")),
        "team_packages",
        "Ann is on A until 16 Jan 2026.",
        id="somebody busy while another is free",
    ),
    pytest.param(
        portfolio(
            package("B"),
            people=(
                {
                    "id": "Ann",
                    "absences": [{"first": "2026-01-05", "last": "2026-01-16"}],
                },
            ),
        ),
        plan(B=(0, 1, "Ann")),
        plan(B=(2, 1, "Ann")),
        "fixed_team_presence",
        "Ann is away in the week of 12 Jan 2026.",
        id="somebody away",
    ),
    pytest.param(
        portfolio(
            effort("B", 40),
            people=(
                {
                    "id": "Ann",
                    "absences": [{"first": "2026-01-05", "last": "2026-01-16"}],
                },
            ),
        ),
        plan(B=(0, 1, "Ann")),
        plan(B=(2, 1, "Ann")),
        "effort_start",
        "Ann is away in the week of 12 Jan 2026.",
        id="nobody there at the start",
    ),
    pytest.param(
        portfolio(package("B"), people=({"id": "Ann", "first": "2026-01-12"},)),
        plan(B=(0, 1, "Ann")),
        plan(B=(1, 1, "Ann")),
        "employment",
        "Ann is not employed in the week of 5 Jan 2026.",
        id="somebody not there yet",
    ),
    pytest.param(
        portfolio(
            package("B"),
            people=(),
            offers=[{"engineer": {"id": "Zoe", "skills": {"X": {}}}}],
        ),
        plan(B=(0, 1, "Zoe")),
        plan(
            B=(1, 1, "Zoe"),
            engagements=(
                Engagement(offer="Zoe", first=monday(1), last=date(2026, 1, 18)),
            ),
        ),
        "employment",
        "Zoe is not engaged in the week of 5 Jan 2026.",
        id="an offer not engaged yet",
    ),
    pytest.param(
        portfolio(
            package("A", 2, uses={"LAB": 1}),
            package("B", uses={"LAB": 1}),
            people=("Ann", "Bob"),
            facilities=[{"id": "LAB", "capacity": 1}],
        ),
        plan(A=(2, 2, "Ann"), B=(0, 1, "Bob")),
        plan(A=(0, 2, "Ann"), B=(2, 1, "Bob")),
        "facilities",
        "LAB is taken by A in the week of 12 Jan 2026.",
        id="a facility",
    ),
    pytest.param(
        portfolio(
            package("B"),
            role_rates={"X": 1},
            budgets=[{"id": "money", "quarters": {"2026-Q1": 30}}],
        ),
        plan(B=(11, 1, "Ann")),
        plan(B=(13, 1, "Ann")),
        "budgets",
        "Budget money has 30 in 2026-Q1 and 40 would be spent.",
        id="a budget",
    ),
    pytest.param(
        portfolio(
            package("B"),
            floors=[{"id": "care", "skill": "X", "people": 1, "last": "2026-01-12"}],
        ),
        plan(B=(0, 1, "Ann")),
        plan(B=(2, 1, "Ann")),
        "floors",
        "Floor care keeps 1 with X free in the week of 12 Jan 2026.",
        id="a floor",
    ),
    pytest.param(
        portfolio(package("A", 2), pool("B", 40), people=({"id": "Ann"},)),
        plan(A=(2, 2, "Ann"), B=(0, 1, "Ann")),
        plan(A=(0, 2, "Ann"), B=(2, 1, "Ann")),
        "pool_hours",
        "Ann is on A until 16 Jan 2026; nobody else qualifies for X on B.",
        id="a pool whose people are busy",
    ),
]


@pytest.mark.parametrize(("of", "before", "after", "rule", "because"), LATER)
def test_a_later_start_names_what_forbids_an_earlier_one(
    of, before, after, rule, because
):
    entry = shift_of("B", of, before, after)
    assert entry.kind == "later"
    assert entry.because == because
    sooner = check(starting("B", -1, after), of, before)
    assert rule in {broken.rule for broken in sooner.broken}


def test_a_date_and_then_a_person_are_both_named():
    of = portfolio(package("A", 3), package("B", earliest="2026-01-19"))
    before = plan(A=(3, 3, "Ann"), B=(0, 1, "Ann"))
    after = plan(A=(0, 3, "Ann"), B=(3, 1, "Ann"))
    assert shift_of("B", of, before, after).because == (
        "B may not start before 19 Jan 2026; Ann is on A until 23 Jan 2026; "
        "nobody else qualifies for X on B."
    )


def test_where_nothing_binds_a_later_start_is_one_of_several():
    of = portfolio(package("B"))
    entry = shift_of("B", of, plan(B=(0, 1, "Ann")), plan(B=(2, 1, "Ann")))
    assert entry.because == (
        "Nothing forbids a start on 12 Jan 2026; the plan would be worth the same: "
        "one of several of that value."
    )
    assert [reason.cause for reason in entry.reasons] == ["equal"]


def test_where_an_earlier_start_would_be_worth_more_that_is_said():
    of = portfolio(package("B"), project={"due": "2026-01-09", "delay_cost": 10})
    entry = shift_of("B", of, plan(B=(0, 1, "Ann")), plan(B=(2, 1, "Ann")))
    assert entry.because == (
        "Nothing forbids a start on 12 Jan 2026; the plan would be worth 10 k€ more: "
        "it could be better."
    )


def test_an_earlier_start_names_whose_delay_freed_its_people():
    of = portfolio(
        package("A", 2), package("B", 2, predecessors=["A"]), package("C", 2),
        people=("Ann", "Bob"),
    )  # fmt: skip
    before = plan(A=(0, 2, "Ann"), B=(2, 2, "Bob"), C=(4, 2, "Bob"))
    waits = of.replace(
        projects=tuple(
            p.replace(
                packages=tuple(
                    k.replace(earliest=monday(2)) if k.id == "A" else k
                    for k in p.packages
                )
            )
            for p in of.projects
        )
    )
    after = plan(A=(2, 2, "Ann"), B=(4, 2, "Bob"), C=(2, 2, "Bob"))
    entry = shift_of("C", waits, before, after)
    assert entry.because == (
        "Bob, planned on B from 19 Jan 2026, is free because B waits for A, which ends "
        "on 30 Jan 2026; at its old start, 2 Feb 2026, it would not fit: "
        "Bob is on B until 13 Feb 2026."
    )
    kept = check(starting("B", -2, after), waits, before)
    assert {"links", "team_packages"} <= {broken.rule for broken in kept.broken}


@pytest.mark.parametrize(
    ("rows", "because"),
    [
        pytest.param({}, "A is dropped", id="dropped"),
        pytest.param(
            {"A": (3, 1, "Ann")},
            "A now runs from 26 Jan 2026 to 30 Jan 2026",
            id="later",
        ),
    ],
)
def test_an_earlier_start_names_what_else_made_room(rows, because):
    other = {"id": "Q", "value": 1, "packages": [package("A")]}
    of = portfolio(package("B"), project={"due": "2026-01-09"}, others=[other])
    before = plan(("P", "Q"), A=(0, 1, "Ann"), B=(1, 1, "Ann"))
    after = plan(("P", "Q") if rows else ("P",), B=(0, 1, "Ann"), **rows)
    assert shift_of("B", of, before, after).because.startswith(
        f"Ann, planned on A from 5 Jan 2026, is free because {because}"
    )


def test_an_earlier_start_names_a_predecessor_that_ends_earlier():
    of = portfolio(
        effort("A", 80), package("B", predecessors=["A"]), people=("Ann", "Bob")
    )
    before = plan(A=(0, 2, "Ann"), B=(2, 1, "Ann"))
    after = plan(A=(0, 1, "Ann", "Bob"), B=(1, 1, "Ann"))
    assert (
        "A, which B follows, ends on 9 Jan 2026 instead of 16 Jan 2026"
        in shift_of("B", of, before, after).because
    )


def test_an_earlier_start_names_who_is_no_longer_elsewhere():
    of = portfolio(package("A"), package("B"), people=("Ann", "Bob"))
    before = plan(A=(0, 1, "Ann"), B=(1, 1, "Ann"))
    after = plan(A=(0, 1, "Bob"), B=(0, 1, "Ann"))
    because = shift_of("B", of, before, after).because
    assert because.startswith("Ann is no longer on A;")


def test_an_earlier_start_names_a_facility_that_became_free():
    of = portfolio(
        package("A", uses={"LAB": 1}, earliest="2026-01-12"),
        package("B", uses={"LAB": 1}),
        people=("Ann", "Bob"),
        facilities=[{"id": "LAB", "capacity": 1}],
    )
    before = plan(A=(0, 1, "Ann"), B=(1, 1, "Bob"))
    after = plan(A=(1, 1, "Ann"), B=(0, 1, "Bob"))
    assert shift_of("B", of, before, after).because == (
        "LAB, planned for A, is free because A may not start before 12 Jan 2026; "
        "at its old start, 12 Jan 2026, it would not fit: "
        "LAB is taken by A in the week of 12 Jan 2026."
    )


@pytest.mark.parametrize(
    ("project", "cause", "because"),
    [
        pytest.param(
            {"due": "2026-01-09", "delay_cost": 10},
            "value",
            "At its old start, 12 Jan 2026, the plan would be worth 10 k€ less.",
            id="worth less",
        ),
        pytest.param(
            {},
            "equal",
            "At its old start, 12 Jan 2026, the plan would be worth the same: "
            "one of several of that value.",
            id="worth the same",
        ),
        pytest.param(
            {"deadline": "2026-01-09"},
            "date",
            "At its old start, 12 Jan 2026, it would not fit: "
            "P has to end by 9 Jan 2026.",
            id="too late",
        ),
    ],
)
def test_an_earlier_start_says_what_the_old_one_would_be(project, cause, because):
    of = portfolio(package("B"), project=project)
    entry = shift_of("B", of, plan(B=(1, 1, "Ann")), plan(B=(0, 1, "Ann")))
    assert entry.because == because
    assert [reason.cause for reason in entry.reasons] == [cause]


def test_an_earlier_start_names_who_follows():
    of = portfolio(
        package("B"), package("C", predecessors=["B"]), people=("Ann", "Bob")
    )
    before = plan(B=(1, 1, "Ann"), C=(2, 1, "Bob"))
    after = plan(B=(0, 1, "Ann"), C=(1, 1, "Bob"))
    assert shift_of("B", of, before, after).because == (
        "At its old start, 12 Jan 2026, it would not fit: "
        "C, which follows B, starts on 12 Jan 2026."
    )


JOINS = [
    pytest.param(
        portfolio(effort("A", 80), people=("Ann", "Bob"), project={
            "due": "2026-01-09", "delay_cost": 10}),
        plan(A=(0, 2, "Ann")),
        plan(A=(0, 1, "Ann", "Bob")),
        "With Bob A takes 1 week instead of 2; "
        "without Bob the plan would be worth 10 k€ less.",
        id="it ends earlier",
    ),
    pytest.param(
        portfolio(effort("A", 80), people=("Ann", "Bob")),
        plan(A=(0, 2, "Ann")),
        plan(A=(0, 1, "Ann", "Bob")),
        "With Bob A takes 1 week instead of 2; without Bob the plan would be worth the "
        "same: one of several of that value.",
        id="nothing is gained",
    ),
    pytest.param(
        portfolio(package("A"), people=({"id": "Ann", "last": "2026-01-04"}, "Bob")),
        plan(A=(0, 1, "Ann")),
        plan(A=(0, 1, "Bob")),
        "Ann is not employed in the week of 5 Jan 2026; "
        "without Bob it would not fit: A cannot do with 0 people on X.",
        id="another has left",
    ),
    pytest.param(
        portfolio(package("A"), package("C", earliest="2026-01-05"), people=("Ann", "Bob")),
        plan(A=(0, 1, "Ann"), C=(1, 1, "Ann")),
        plan(A=(0, 1, "Bob"), C=(0, 1, "Ann")),
        "Ann is on C until 9 Jan 2026; "
        "without Bob it would not fit: A cannot do with 0 people on X.",
        id="another is busy",
    ),
    pytest.param(
        portfolio(
            package("A", locks={"must": ["Bob"]}), people=("Ann", "Bob")
        ),
        plan(A=(0, 1, "Ann")),
        plan(A=(0, 1, "Bob")),
        "Without Bob it would not fit: Bob has to be on A by a lock.",
        id="a lock",
    ),
    pytest.param(
        portfolio(
            package("A"),
            people=({"id": "Ann", "only_projects": ["Q"]}, "Bob"),
            others=[{"id": "Q"}],
        ),
        plan(A=(0, 1, "Ann")),
        plan(A=(0, 1, "Bob")),
        "Ann works only for Q; "
        "without Bob it would not fit: A cannot do with 0 people on X.",
        id="another may not",
    ),
    pytest.param(
        portfolio(pool("A", 60), people=("Ann", "Bob")),
        plan(A=(0, 1, "Ann")),
        plan(A=(0, 1, "Ann", "Bob")),
        "Without Bob it would not fit: "
        "Ann has too few hours for A in the week of 5 Jan 2026.",
        id="a pool needs more hours",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("of", "before", "after", "because"), JOINS)
def test_a_move_names_who_is_missing_and_what_it_brings(of, before, after, because):
    (move,) = changes(of, before, after).moves
    assert (move.engineer, move.package) == ("Bob", "A")
    assert move.because == because


def test_somebody_who_is_no_longer_in_the_portfolio_is_missing():
    of = portfolio(package("A"), people=("Ann", "Bob"))
    before = plan(A=(0, 1, "Ann"))
    gone = of.replace(engineers=of.engineers[1:])
    moved = changes(gone, before, plan(A=(0, 1, "Bob")))
    assert moved.moves[0].because.startswith("Ann is no longer there; without Bob")
    assert moved.releases[0].because == "Ann is no longer there."


def test_somebody_who_leaves_is_released_for_no_other_reason():
    of = portfolio(effort("A", 40), people=({"id": "Ann", "last": "2026-01-04"}, "Bob"))
    moved = changes(of, plan(A=(0, 1, "Ann")), plan(A=(0, 1, "Bob")))
    (release,) = moved.releases
    assert release.because == "Ann is not employed in the week of 5 Jan 2026."


@pytest.mark.parametrize(
    ("hours", "project", "because"),
    [
        pytest.param(
            80,
            {"due": "2026-01-09"},
            "With Bob A would take 1 week instead of 2, "
            "and the plan would be worth the same: one of several of that value.",
            id="it could be shorter",
        ),
        pytest.param(
            40,
            {},
            "With Bob A would take as long, and the plan would be worth the same: "
            "one of several of that value.",
            id="nobody else is needed",
        ),
    ],
)
def test_a_release_without_need_says_so(hours, project, because):
    of = portfolio(effort("A", hours), people=("Ann", "Bob"), project=project)
    before = plan(A=(0, 1, "Ann", "Bob"))
    (release,) = changes(of, before, plan(A=(0, hours // 40, "Ann"))).releases
    assert release.because == because


def test_a_release_to_another_package_names_it_and_lists_where_they_are():
    of = portfolio(
        effort("A", 80), package("C"), people=("Ann", "Bob"), now="2026-01-05"
    )
    before = plan(A=(0, 1, "Ann", "Bob"), C=(1, 1, "Bob"))
    after = plan(A=(0, 2, "Ann"), C=(0, 1, "Bob"))
    (release,) = changes(of, before, after).releases
    assert release.because == "Bob is on C until 9 Jan 2026."
    assert [stay.package for stay in release.instead] == ["C"]


def test_somebody_released_from_a_pool_who_has_no_hour_left_is_busy():
    of = portfolio(pool("A", 40), package("C"), people=("Ann", "Bob"))
    before = plan(A=(0, 1, "Ann", "Bob"), C=(1, 1, "Bob"))
    after = plan(A=(0, 1, "Ann"), C=(0, 1, "Bob"))
    (release,) = changes(of, before, after).releases
    assert release.because == "Bob is on C until 9 Jan 2026."


def test_a_team_without_a_place_is_why_somebody_is_not_on_it():
    of = portfolio(effort("A", 80, demand={"team_max": 1}), people=("Ann", "Bob"))
    before = plan(A=(0, 1, "Ann", "Bob"))
    (release,) = changes(of, before, plan(A=(0, 2, "Ann"))).releases
    assert release.because == (
        "With Bob it would not fit: A has no place for 2 people on X."
    )


def other(**more):
    return {"id": "Q", "value": 10, "packages": [package("D")], **more}


DROPPED = [
    pytest.param(
        portfolio(package("A"), others=[other(decision="out")]),
        "Q is decided out.",
        id="decided",
    ),
    pytest.param(
        portfolio(package("A"), others=[other()], at_most=[
            {"id": "few", "projects": ["P", "Q"], "limit": 1}]),
        "As it was planned, Q would not fit: "
        "At most 1 of few may be selected; 2 are: P, Q.",
        id="one too many",
    ),
    pytest.param(
        portfolio(package("A"), others=[other(stated_cost=50)], budgets=[
            {"id": "money", "basis": "stated", "total": 20}]),
        "As it was planned, Q would not fit: "
        "budget money has 20 and 50 would be spent.",
        id="a budget",
    ),
    pytest.param(
        portfolio(package("A"), stocks=[{"id": "oil", "amount": 1}], others=[
            other(packages=[package("D", consumes={"oil": 2})])]),
        "As it was planned, Q would not fit: 2.00 of oil are consumed, there are 1.00.",
        id="a stock",
    ),
    pytest.param(
        portfolio(package("A"), others=[other()]),
        "As it was planned, Q would fit, and the plan would be worth 10 k€ more: "
        "it could be better.",
        id="nothing",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("of", "because"), DROPPED)
def test_a_dropped_project_names_what_forbids_it_as_planned(of, because):
    before = plan(("P", "Q"), A=(0, 1, "Ann"), D=(1, 1, "Ann"))
    moved = changes(of, before, plan(A=(0, 1, "Ann")))
    (project,) = moved.projects
    (change,) = moved.packages
    assert (project.kind, project.project) == ("dropped", "Q")
    assert (change.kind, change.package, change.after) == ("dropped", "D", None)
    assert project.because == change.because == because


def test_a_dropped_project_names_who_is_busy():
    of = portfolio(package("A", 2), others=[other()])
    before = plan(("P", "Q"), A=(1, 2, "Ann"), D=(0, 1, "Ann"))
    (project,) = changes(of, before, plan(A=(0, 2, "Ann"))).projects
    assert project.because == (
        "As it was planned, Q would not fit: Ann is on A until 16 Jan 2026."
    )


def test_a_cancelled_project_says_what_is_sunk():
    people = ({"id": "Ann", "cost_per_hour": 2},)
    of = portfolio(package("A"), others=[other(decision="out")], people=people)
    of = of.replace(now=monday(1))
    before = plan(("P", "Q"), A=(1, 1, "Ann"), D=(0, 1, "Ann"))
    (project,) = changes(of, before, plan(A=(1, 1, "Ann"))).projects
    assert project.kind == "cancelled"
    assert (project.sunk_hours, project.sunk_cost) == (40, 80)


@pytest.mark.parametrize(
    ("more", "because"),
    [
        ({"mandatory": True}, "Q is mandatory."),
        ({"decision": "in"}, "Q is decided in."),
        ({}, "Q delivers 10 k€."),
    ],
)
def test_an_added_project_says_what_it_is_for(more, because):
    of = portfolio(package("A"), others=[other(**more)])
    after = plan(("P", "Q"), A=(0, 1, "Ann"), D=(1, 1, "Ann"))
    moved = changes(of, plan(A=(0, 1, "Ann")), after)
    (project,) = moved.projects
    (change,) = moved.packages
    assert (project.kind, change.kind) == ("added", "new")
    assert project.because == change.because == because


def test_a_package_that_was_not_part_of_its_project_is_new():
    of = portfolio(package("A"), package("E"))
    moved = changes(of, plan(A=(0, 1, "Ann")), plan(A=(0, 1, "Ann"), E=(1, 1, "Ann")))
    (change,) = moved.packages
    assert change.because == "E was not part of P when that was planned."
    assert moved.projects == ()


def two_modes():
    demand = [{"skill": "X"}]
    modes = [
        {"id": "slow", "duration": 2, "demands": demand},
        {"id": "fast", "duration": 1, "demands": demand},
    ]
    return {"id": "A", "modes": modes}


@pytest.mark.parametrize(
    ("project", "because"),
    [
        (
            {"deadline": "2026-01-09"},
            "In mode slow it would not fit: P has to end by 9 Jan 2026.",
        ),
        (
            {"due": "2026-01-09", "delay_cost": 5},
            "In mode slow the plan would be worth 5 k€ less.",
        ),
        (
            {},
            "In mode slow the plan would be worth the same: one of several of that value.",
        ),
    ],
)
def test_another_mode_says_what_the_old_one_would_be(project, because):
    of = portfolio(two_modes(), project=project)
    before = plan(A=(0, 2, "Ann"), modes={"A": "slow"})
    after = plan(A=(0, 1, "Ann"), modes={"A": "fast"})
    entry = shift_of("A", of, before, after)
    assert (entry.kind, entry.before.mode, entry.after.mode) == ("mode", "slow", "fast")
    assert entry.because == because


LENGTHS = [
    pytest.param(
        portfolio(effort("A", 80), people=("Ann", "Bob")),
        (0, 2, "Ann"),
        (0, 1, "Ann", "Bob"),
        "With Ann and Bob A takes 1 week instead of 2.",
        id="another team",
    ),
    pytest.param(
        portfolio(effort("A", 120)),
        (0, 2, "Ann"),
        (0, 3, "Ann"),
        "With the same team A takes 3 weeks instead of 2: "
        "the work or the team's hours are others.",
        id="more work",
    ),
    pytest.param(
        portfolio({**pool("A", 40), "duration": None, "shortest": 1, "longest": 2}),
        (0, 2, "Ann"),
        (0, 1, "Ann"),
        "With its old length the plan would be worth the same: one of several of that value.",
        id="no need",
    ),
    pytest.param(
        portfolio(
            {**pool("A", 40), "duration": None, "shortest": 1, "longest": 2},
            project={"deadline": "2026-01-09"},
        ),
        (0, 2, "Ann"),
        (0, 1, "Ann"),
        "With its old length it would not fit: P has to end by 9 Jan 2026.",
        id="a deadline",
    ),
    pytest.param(
        portfolio(
            effort("A", 80, progress={
                "status": "running",
                "started": "2026-01-05",
                "remaining_effort": {"X": 80},
            }),
            now="2026-01-12",
        ),
        (0, 2, "Ann"),
        (0, 3, "Ann"),
        "A has started, and what remains of it ends on 23 Jan 2026.",
        id="running",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("of", "before", "after", "because"), LENGTHS)
def test_another_length_says_what_made_it_so(of, before, after, because):
    entry = shift_of("A", of, plan(A=before), plan(A=after))
    assert (entry.kind, entry.shift) == ("length", 0)
    assert entry.because == because


def test_a_started_package_is_a_fact():
    of = portfolio(
        package("A", progress={"status": "done", "started": "2026-01-12",
                               "finished": "2026-01-16"}),
        now="2026-01-19",
    )  # fmt: skip
    entry = shift_of("A", of, plan(A=(0, 1, "Ann")), plan(A=(1, 1, "Ann")))
    assert entry.because == "A has started, and the facts say so."


def test_people_are_named_as_people_know_them_and_packages_by_their_ids():
    of = portfolio(
        {**package("A", 2), "name": "Build"},
        {**package("B"), "name": "Test"},
        people=({"id": "e1", "name": "Ann Smith"},),
    )
    before = plan(A=(2, 2, "e1"), B=(0, 1, "e1"))
    after = plan(A=(0, 2, "e1"), B=(2, 1, "e1"))
    entry = shift_of("B", of, before, after)
    assert entry.because.startswith("Ann Smith is on A until 16 Jan 2026;")
    assert entry.reasons[0].people == ("e1",)
