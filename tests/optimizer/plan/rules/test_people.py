"""Who is on a package: locks, qualification, employment, sizes and presence."""

from datetime import date
from decimal import Decimal

import pytest

from optimizer.portfolio.calendar import Location
from optimizer.portfolio.people import Skill
from optimizer.portfolio.work import Mode, PackageLocks
from tests.optimizer.plan.tiny import (
    DAYS,
    away,
    bare,
    breaches,
    demand,
    effort,
    engineer,
    fixed,
    iso,
    messages,
    plan,
    pool,
    portfolio,
    project,
    refused,
    team,
    week,
)

RUNNING = {"status": "running", "started": "2026-01-05"}


@pytest.mark.parametrize(
    ("package", "staff", "found"),
    [
        pytest.param(fixed, {("A", "Ann"): None}, [], id="on the team"),
        pytest.param(fixed, {("A", "Ben"): None}, refused("A"), id="not on the team"),
        pytest.param(pool, {("A", "Ann"): {0: 30, 1: 30}}, [], id="hours in the pool"),
        pytest.param(pool, {("A", "Ann"): {0: 0.01}}, [], id="a hundredth of an hour"),
        pytest.param(pool, {("A", "Ann"): {}}, refused("A"), id="no hours in the pool"),
        pytest.param(
            pool, {("A", "Ben"): {0: 30, 1: 30}}, refused("A"), id="only others"
        ),
    ],
)
def test_who_must_be_on_a_package_is(package, staff, found):
    work = portfolio(package("A", locks=PackageLocks(must=("Ann",))))
    assert breaches("people_locks", plan({"A": (0, 2)}, staff), work) == found
    if found:
        assert messages("people_locks", plan({"A": (0, 2)}, staff), work) == [
            "Ann must be on A by a lock, but is not."
        ]


def test_locks_on_people_of_a_started_package_are_not_applied():
    must = PackageLocks(must=("Ben",))
    work = portfolio(fixed("A", progress=RUNNING, locks=must), fixed("B", locks=must))
    answer = plan({"A": (0, 2), "B": (2, 2)}, team("A", "Ann") | team("B", "Ann"))
    assert breaches("people_locks", answer, work, now=1) == refused("B")


MODES = (Mode(id="slow", duration=4), Mode(id="fast", duration=2))


@pytest.mark.parametrize(("mode", "length"), [("slow", 4), ("fast", 2)])
def test_a_locked_mode_is_kept(mode, length):
    lock = PackageLocks(mode="slow")
    work = portfolio(bare("A", None, modes=MODES, locks=lock))
    answer = plan({"A": (0, length, mode)})

    assert breaches("mode_locks", answer, work) == (
        [] if mode == "slow" else refused("A")
    )
    if mode == "fast":
        assert messages("mode_locks", answer, work) == [
            "A runs in mode fast, but is locked to slow."
        ]


def test_the_mode_lock_of_a_started_package_is_not_applied():
    lock = PackageLocks(mode="slow")
    started = {**RUNNING, "mode": "fast"}
    work = portfolio(
        bare("A", None, modes=MODES, locks=lock, progress=started),
        bare("B", None, modes=MODES, locks=lock),
    )
    answer = plan({"A": (0, 2, "fast"), "B": (1, 2, "fast")})
    assert breaches("mode_locks", answer, work, now=1) == refused("B")


QUALIFIES = [
    pytest.param({}, {}, True, id="the skill is enough"),
    pytest.param({"skills": {}}, {}, False, id="without the skill"),
    pytest.param({"skills": {"ops": Skill()}}, {}, False, id="another skill"),
    pytest.param({}, {"level": 3}, True, id="at the level"),
    pytest.param({}, {"level": 4}, False, id="below the level"),
    pytest.param({}, {"min_speed": 1}, True, id="at the speed"),
    pytest.param({}, {"min_speed": Decimal("1.01")}, False, id="below the speed"),
    pytest.param({}, {"engineers": ("Cy", "Ann")}, True, id="on the list of people"),
    pytest.param({}, {"engineers": ("Cy",)}, False, id="off the list of people"),
    pytest.param({}, {"engineers": ()}, False, id="an empty list of people"),
    pytest.param({}, {"not_engineers": ("Ann",)}, False, id="denied in person"),
    pytest.param({}, {"not_engineers": ("Cy",)}, True, id="another one is denied"),
    pytest.param({"team": "red"}, {"teams": ("red",)}, True, id="of the team"),
    pytest.param({"team": "blue"}, {"teams": ("red",)}, False, id="of another team"),
    pytest.param({}, {"teams": ("red",)}, False, id="of no team"),
    pytest.param(
        {"team": "red"}, {"not_teams": ("red",)}, False, id="of a denied team"
    ),
    pytest.param(
        {}, {"not_teams": ("red",)}, True, id="of no team, which is not denied"
    ),
    pytest.param(
        {"location": "Oslo"}, {"locations": ("Oslo",)}, True, id="at the location"
    ),
    pytest.param({"location": "Oslo"}, {"locations": ("Rome",)}, False, id="elsewhere"),
    pytest.param({}, {"locations": ("Rome",)}, False, id="without location"),
    pytest.param(
        {"location": "Oslo"},
        {"not_locations": ("Oslo",)},
        False,
        id="at a denied location",
    ),
    pytest.param({"only_projects": ("P",)}, {}, True, id="for this project only"),
    pytest.param({"only_projects": ("Q",)}, {}, False, id="for another project only"),
    pytest.param({"only_projects": ()}, {}, False, id="for no project"),
]


@pytest.mark.parametrize(("person", "asked", "qualifies"), QUALIFIES)
def test_only_who_qualifies_is_on_a_team(person, asked, qualifies):
    work = portfolio(
        fixed("A", asks=[demand(**asked)]), people=(engineer("Ann", **person),)
    )
    found = breaches("qualification", plan({"A": (0, 2)}, team("A", "Ann")), work)
    assert found == ([] if qualifies else refused("A"))


@pytest.mark.parametrize(
    ("speed", "asked", "qualifies"),
    [
        pytest.param("0.8", {}, True, id="at 0.8"),
        pytest.param("0.79", {}, False, id="below 0.8"),
        pytest.param(
            "0.5", {"min_speed": Decimal("0.5")}, True, id="the demand asks for less"
        ),
        pytest.param("0.9", {"min_speed": 1}, False, id="the demand asks for more"),
    ],
)
def test_a_pool_asks_for_a_speed_of_four_fifths_where_nothing_is_said(
    speed, asked, qualifies
):
    ann = engineer("Ann", skills={"dev": Skill(speed=Decimal(speed))})
    asks = [demand(effort=60, **asked)]
    staff = {("A", "Ann"): {0: 30, 1: 30}}
    found = [] if qualifies else refused("A")

    work = portfolio(pool("A", asks=asks), people=(ann,))
    assert breaches("qualification", plan({"A": (0, 2)}, staff), work) == found
    if not asked:
        work = portfolio(effort("A", asks=asks), people=(ann,))
        assert breaches("qualification", plan({"A": (0, 2)}, staff), work) == []


def test_every_reason_is_said():
    ann = engineer(
        "Ann", skills={"dev": Skill(level=2, speed=Decimal("0.5"))}, team="blue"
    )
    asks = [
        demand(level=3, min_speed=1, engineers=("Ben",), teams=(), not_teams=("blue",))
    ]
    locks = PackageLocks(must_not=("Ann",))
    work = portfolio(
        fixed("A", asks=asks, locks=locks),
        people=(ann.replace(only_projects=("Q", "R")), "Ben"),
    )

    assert messages("qualification", plan({"A": (0, 2)}, team("A", "Ann")), work) == [
        "Ann serves A (dev), but has dev at level 2, 3 is needed and has a speed of "
        "0.5, 1 is needed and is not of an allowed person (Ben) and is not of an "
        "allowed team (none) and is of a team that is not allowed (blue) and works "
        "only for Q, R and must not be on it by a lock."
    ]


def test_a_missing_skill_is_said_once():
    work = portfolio(fixed("A", asks=[demand("ops", level=2, min_speed=1)]))
    answer = plan({"A": (0, 2)}, {("A", "Ann", "ops"): None})
    assert messages("qualification", answer, work) == [
        "Ann serves A (ops), but lacks the skill ops."
    ]


def test_who_works_for_no_project_is_said_so():
    work = portfolio(fixed("A"), people=(engineer("Ann", only_projects=()),))
    assert messages("qualification", plan({"A": (0, 2)}, team("A", "Ann")), work) == [
        "Ann serves A (dev), but works only for no project."
    ]


def test_a_lock_keeps_people_off_a_package():
    work = portfolio(fixed("A", locks=PackageLocks(must_not=("Ann",))))
    assert breaches(
        "qualification", plan({"A": (0, 2)}, team("A", "Ann")), work
    ) == refused("A")
    assert breaches("qualification", plan({"A": (0, 2)}, team("A", "Ben")), work) == []


def test_who_is_named_in_a_pool_without_hours_need_not_qualify():
    work = portfolio(pool("A"), people=("Ann", engineer("Ben", "ops")))
    idle = {("A", "Ann"): {0: 30, 1: 30}, ("A", "Ben"): {}}
    busy = {("A", "Ann"): {0: 30, 1: 29}, ("A", "Ben"): {1: 1}}

    assert breaches("qualification", plan({"A": (0, 2)}, idle), work) == []
    assert breaches("qualification", plan({"A": (0, 2)}, busy), work) == refused("A")


def test_who_qualified_before_now_is_a_fact():
    ben = engineer("Ben", "ops")
    started = {**RUNNING, "team": [{"engineer": "Ben", "demand": "dev"}]}
    work = portfolio(
        fixed("A", progress=started), pool("B", progress=RUNNING), people=("Ann", ben)
    )
    before = {("A", "Ben"): None, ("B", "Ben"): {0: 30}}
    after = {("A", "Ben"): None, ("B", "Ben"): {0: 30, 1: 1}}
    runs = {"A": (0, 2), "B": (0, 2)}
    fact, breach = ("A", None, None, True), ("B", None, None, False)

    assert breaches("qualification", plan(runs, before), work, now=1) == [
        fact,
        ("B", None, None, True),
    ]
    assert breaches("qualification", plan(runs, after), work, now=1) == [fact, breach]


@pytest.mark.parametrize(
    ("fields", "absent"),
    [
        pytest.param({}, [], id="open employment"),
        pytest.param({"first": week(1)}, [], id="from the Monday"),
        pytest.param(
            {"first": date(2026, 1, 16)}, [], id="from the Friday of the first week"
        ),
        pytest.param({"first": date(2026, 1, 17)}, [1], id="from the Saturday"),
        pytest.param(
            {"last": date(2026, 1, 19)}, [], id="until the Monday of the last week"
        ),
        pytest.param({"last": date(2026, 1, 18)}, [2], id="until the Sunday before"),
        pytest.param({"last": week(0)}, [1, 2], id="gone before"),
    ],
)
def test_a_member_is_employed_from_start_to_end(fields, absent):
    ann = engineer("Ann", **fields)
    answer = plan({"A": (1, 2)}, team("A", "Ann"))
    for package in (fixed("A"), effort("A", 80)):
        work = portfolio(package, people=(ann,))
        assert breaches("employment", answer, work) == [
            ("A", iso(at), None, False) for at in absent
        ]


def test_employment_in_days_counts_monday_to_friday():
    ann = engineer("Ann", first=date(2026, 1, 10))
    work = portfolio(fixed("A", 2), people=(ann,), timeline=DAYS)
    friday_and_monday = plan({"A": (0, 2)}, team("A", "Ann"))
    friday_and_monday = friday_and_monday.replace(
        packages=(friday_and_monday.packages[0].replace(start=date(2026, 1, 9)),)
    )
    assert breaches("employment", friday_and_monday, work) == [
        ("A", "2026-01-09", None, False)
    ]
    assert messages("employment", friday_and_monday, work) == [
        "Ann serves A (dev), but is not employed in the period of 2026-01-09."
    ]


def test_people_of_a_pool_are_employed_whenever_they_work():
    work = portfolio(pool("A"), people=("Ann", engineer("Ben", first=week(1))))
    late = {("A", "Ann"): {0: 30, 1: 15}, ("A", "Ben"): {1: 15}}
    early = {("A", "Ann"): {0: 15, 1: 30}, ("A", "Ben"): {0: 15}}

    assert breaches("employment", plan({"A": (0, 2)}, late), work) == []
    assert breaches("employment", plan({"A": (0, 2)}, early), work) == [
        ("A", iso(0), None, False)
    ]


def test_employment_before_now_is_a_fact():
    work = portfolio(
        fixed("A", 3, progress=RUNNING),
        people=(engineer("Ann", last=date(2025, 12, 31)),),
    )
    answer = plan({"A": (0, 3)}, team("A", "Ann"))
    assert breaches("employment", answer, work, now=2) == [
        ("A", iso(0), None, True),
        ("A", iso(1), None, True),
        ("A", iso(2), None, False),
    ]


PEOPLE = ("Ann", "Ben", "Cy", "Di")


@pytest.mark.parametrize(
    ("asked", "size", "needs"),
    [
        pytest.param({"headcount": 2}, 2, None, id="as many as asked"),
        pytest.param({"headcount": 2}, 1, "2", id="one too few"),
        pytest.param({"headcount": 2}, 3, "2", id="one too many"),
        pytest.param({}, 1, None, id="one where nothing is said"),
        pytest.param({}, 2, "1", id="two where nothing is said"),
        pytest.param({}, 0, "1", id="nobody"),
    ],
)
def test_a_fixed_team_has_its_headcount(asked, size, needs):
    work = portfolio(fixed("A", asks=[demand(**asked)]), people=PEOPLE)
    answer = plan({"A": (0, 2)}, team("A", *PEOPLE[:size]))

    assert breaches("team_sizes", answer, work) == (
        [] if needs is None else refused("A")
    )
    if needs is not None:
        assert messages("team_sizes", answer, work) == [
            f"A has {size} people on dev; it needs {needs}."
        ]


@pytest.mark.parametrize(
    ("asked", "size", "needs"),
    [
        pytest.param({}, 1, None, id="one where nothing is said"),
        pytest.param({}, 4, None, id="any number where nothing is said"),
        pytest.param({}, 0, "1 or more", id="nobody"),
        pytest.param({"team_min": 2, "team_max": 3}, 1, "2 to 3", id="too few"),
        pytest.param({"team_min": 2, "team_max": 3}, 2, None, id="the fewest"),
        pytest.param({"team_min": 2, "team_max": 3}, 3, None, id="the most"),
        pytest.param({"team_min": 2, "team_max": 3}, 4, "2 to 3", id="too many"),
        pytest.param({"team_min": 2, "team_max": 2}, 1, "2", id="exactly two"),
    ],
)
def test_an_effort_driven_team_is_neither_too_small_nor_too_large(asked, size, needs):
    work = portfolio(effort("A", asks=[demand(effort=40, **asked)]), people=PEOPLE)
    answer = plan({"A": (0, 1)}, team("A", *PEOPLE[:size]))

    assert breaches("team_sizes", answer, work) == (
        [] if needs is None else refused("A")
    )
    if needs is not None:
        assert messages("team_sizes", answer, work) == [
            f"A has {size} people on dev; it needs {needs}."
        ]


def test_sizes_of_pools_and_of_started_teams_are_not_applied():
    work = portfolio(pool("A"), fixed("B", progress=RUNNING), fixed("C"))
    answer = plan({"A": (1, 2), "B": (0, 2), "C": (1, 2)})
    assert breaches("team_sizes", answer, work, now=1) == refused("C")


def two_demands(kind, **fields):
    asks = [
        demand("dev", effort=40 if kind is not fixed else None),
        demand("dev", id="lead", effort=40 if kind is not fixed else None),
    ]
    return kind("A", asks=asks, **fields)


@pytest.mark.parametrize(
    ("kind", "found"), [(fixed, refused("A")), (effort, refused("A")), (pool, [])]
)
def test_a_person_is_on_one_demand_of_a_team_package(kind, found):
    work = portfolio(two_demands(kind))
    twice = {("A", "Ann", "dev"): None, ("A", "Ann", "lead"): None}
    once = {("A", "Ann", "dev"): None, ("A", "Ben", "lead"): None}

    assert breaches("one_demand", plan({"A": (0, 2)}, twice), work) == found
    assert breaches("one_demand", plan({"A": (0, 2)}, once), work) == []
    if found:
        assert messages("one_demand", plan({"A": (0, 2)}, twice), work) == [
            "Ann is on 2 demands of A: dev, lead; one is allowed."
        ]


def test_a_person_on_two_demands_of_a_started_package_is_a_fact():
    work = portfolio(two_demands(fixed, progress=RUNNING))
    twice = {("A", "Ann", "dev"): None, ("A", "Ann", "lead"): None}
    assert breaches("one_demand", plan({"A": (0, 2)}, twice), work, now=1) == [
        ("A", None, None, True)
    ]


@pytest.mark.parametrize(
    ("absences", "tolerated", "found"),
    [
        pytest.param((), 0, [], id="always there"),
        pytest.param((away(1, share=0.9),), 0, [], id="there for an hour a day"),
        pytest.param((away(1),), 0, [1], id="away for a week"),
        pytest.param((away(1),), 1, [], id="away for the week that is tolerated"),
        pytest.param((away(1, 2),), 1, [2], id="away for a week too many"),
        pytest.param((away(0), away(3)), 0, [], id="away before and after"),
    ],
)
def test_a_member_of_a_fixed_team_is_present(absences, tolerated, found):
    work = portfolio(
        fixed("A", tolerated_absence=tolerated),
        people=(engineer("Ann", absences=absences),),
    )
    answer = plan({"A": (1, 2)}, team("A", "Ann"))
    assert breaches("fixed_team_presence", answer, work) == [
        ("A", iso(at), None, False) for at in found
    ]


def test_absences_are_counted_and_named_from_the_first():
    work = portfolio(
        fixed("A", 3, headcount=2, tolerated_absence=1),
        people=("Ben", engineer("Ann", absences=(away(1), away(3)))),
    )
    assert messages(
        "fixed_team_presence", plan({"A": (1, 3)}, team("A", "Ann", "Ben")), work
    ) == ["Ann has no hours in 2 period(s) of A, from 2026-01-12; 1 are tolerated."]


@pytest.mark.parametrize(
    ("days_off", "found"), [(5, []), (4, [("A", iso(1), None, False)])]
)
def test_nobody_is_missed_while_their_location_does_not_work(days_off, found):
    holidays = tuple(date(2026, 1, 12 + i) for i in range(days_off))
    friday = away(1).replace(first=date(2026, 1, 16))
    work = portfolio(
        fixed("A"),
        people=(engineer("Ann", location="Oslo", absences=(friday,)),),
        locations=(Location(id="Oslo", holidays=holidays),),
    )
    answer = plan({"A": (1, 2)}, team("A", "Ann"))
    assert breaches("fixed_team_presence", answer, work) == found


def test_presence_is_for_fixed_teams_that_have_not_started():
    ann = engineer("Ann", absences=(away(1),))
    work = portfolio(
        fixed("A", progress=RUNNING), effort("B"), fixed("C"), people=(ann,)
    )
    staff = team("A", "Ann") | team("B", "Ann") | team("C", "Ann")
    answer = plan({"A": (0, 3), "B": (1, 3), "C": (1, 2)}, staff)
    assert breaches("fixed_team_presence", answer, work, now=1) == [
        ("C", iso(1), None, False)
    ]


def test_nobody_qualifies_by_another_project():
    ann = engineer("Ann", only_projects=("Q",))
    work = portfolio(project("P", fixed("A")), project("Q", fixed("B")), people=(ann,))
    answer = plan({"A": (0, 2), "B": (2, 2)}, team("A", "Ann") | team("B", "Ann"), "PQ")
    assert breaches("qualification", answer, work) == refused("A")
