"""How long teams take and what their members work."""

from datetime import date
from decimal import Decimal

import pytest

from optimizer.portfolio.people import Skill
from tests.optimizer.plan.tiny import (
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
    refused,
    team,
    week,
)

RUNNING = {"status": "running", "started": "2026-01-05"}
ANN = [{"engineer": "Ann", "demand": "dev"}]


def at(number, rule_hours=None, *, fact=False):
    return ("A", iso(number), rule_hours, fact)


@pytest.mark.parametrize(
    ("package", "length", "found"),
    [
        pytest.param(fixed("A", 3), 3, None, id="a team for its duration"),
        pytest.param(fixed("A", 3), 2, "at least 3 are needed", id="a team too short"),
        pytest.param(fixed("A", 3), 4, "at most 3 are allowed", id="a team too long"),
        pytest.param(bare("A", 3), 3, None, id="nobody for the duration"),
        pytest.param(bare("A", 3), 2, "at least 3 are needed", id="nobody, too short"),
        pytest.param(bare("A", 3), 4, "at most 3 are allowed", id="nobody, too long"),
        pytest.param(bare("A", 0), 0, None, id="a milestone"),
        pytest.param(bare("A", 0), 1, "at most 0 are allowed", id="a long milestone"),
        pytest.param(
            bare("A", 3, staffing="effort_team"),
            4,
            "at most 3 are allowed",
            id="no demands, whatever the staffing says",
        ),
    ],
)
def test_a_stated_duration_is_kept(package, length, found):
    work = portfolio(package)
    answer = plan({"A": (1, length)}, team("A", "Ann") if package.demands else {})

    assert breaches("fixed_duration", answer, work) == (
        [at(1 + length)] if found else []
    )
    if found:
        assert messages("fixed_duration", answer, work) == [
            f"A has {length} period(s), {found}."
        ]


@pytest.mark.parametrize(
    ("remaining", "absences", "ends"),
    [
        pytest.param(None, (), 4, id="planned less what has passed"),
        pytest.param(1, (), 3, id="as it says"),
        pytest.param(0, (), 2, id="nothing remains"),
        pytest.param(None, (away(2),), 5, id="pauses at once"),
        pytest.param(None, (away(3),), 5, id="pauses later"),
        pytest.param(None, (away(4),), 4, id="away after the end"),
        pytest.param(None, (away(1),), 4, id="away before now"),
        pytest.param(2, (away(2), away(4)), 6, id="pauses twice"),
    ],
)
def test_a_running_fixed_team_ends_after_what_remains_and_its_pauses(
    remaining, absences, ends
):
    progress = {**RUNNING, "team": ANN, "remaining_periods": remaining}
    work = portfolio(
        fixed("A", 4, progress=progress), people=(engineer("Ann", absences=absences),)
    )
    for end in range(2, 8):
        answer = plan({"A": (0, end)}, team("A", "Ann"))
        found = breaches("fixed_duration", answer, work, now=2)
        assert found == ([] if end == ends else [at(end)])


def test_a_running_fixed_team_whose_member_never_returns_does_not_end():
    work = portfolio(
        fixed("A", 4, progress={**RUNNING, "team": ANN}),
        people=(engineer("Ann", absences=(away(2, 99),)),),
    )
    answer = plan({"A": (0, 4)}, team("A", "Ann"))

    assert breaches("fixed_duration", answer, work, now=2) == [at(4)]
    assert messages("fixed_duration", answer, work, now=2) == [
        "A has 4 period(s), but its team does not finish it before the timeline ends."
    ]


def test_a_running_package_without_people_never_pauses():
    work = portfolio(bare("A", 4, progress=RUNNING))
    assert breaches("fixed_duration", plan({"A": (0, 4)}), work, now=2) == []
    assert breaches("fixed_duration", plan({"A": (0, 5)}), work, now=2) == [at(5)]


def test_a_done_package_needs_no_length():
    done = {"status": "done", "started": week(0), "finished": week(5)}
    work = portfolio(
        fixed("A", 2, progress=done),
        effort("B", progress=done),
        pool("C", progress=done),
    )
    answer = plan({"A": (0, 6), "B": (0, 6), "C": (0, 6)})
    for rule in ("fixed_duration", "effort_duration", "pool_duration"):
        assert breaches(rule, answer, work, now=6) == []


@pytest.mark.parametrize(
    ("fields", "hours", "found"),
    [
        pytest.param({}, {1: 40, 2: 40}, [], id="all of them"),
        pytest.param({}, {1: 40, 2: 39.99}, [(2, 0.01)], id="a hundredth less"),
        pytest.param({}, {1: 40.01, 2: 40}, [(1, 0.01)], id="a hundredth more"),
        pytest.param({}, {1: 40}, [(2, 40)], id="none in one period"),
        pytest.param({}, {1: 40, 2: 40, 3: 8}, [(3, 8)], id="hours after the end"),
        pytest.param({}, {0: 8, 1: 40, 2: 40}, [(0, 8)], id="hours before the start"),
        pytest.param(
            {"asks": [demand(share=Decimal("0.3333"))]},
            {1: 13.33, 2: 13.33},
            [],
            id="a share, rounded down",
        ),
        pytest.param(
            {"asks": [demand(share=Decimal("0.3333"))]},
            {1: 13.34, 2: 13.33},
            [(1, 0.01)],
            id="a share, rounded up",
        ),
        pytest.param({"overtime": True}, {1: 44, 2: 44}, [], id="with overtime"),
        pytest.param(
            {"overtime": True}, {1: 40, 2: 44}, [(1, 4)], id="overtime left out"
        ),
    ],
)
def test_a_fixed_team_works_its_team_hours(fields, hours, found):
    ann = engineer("Ann", overtime_limit=Decimal("0.1"))
    work = portfolio(fixed("A", **fields), people=(ann,))
    answer = plan({"A": (1, 2)}, {("A", "Ann"): hours})
    assert breaches("fixed_hours", answer, work) == [at(p, h) for p, h in found]


def test_wrong_hours_are_said_with_the_right_ones():
    work = portfolio(fixed("A"))
    answer = plan({"A": (1, 2)}, {("A", "Ann"): {1: 40, 2: 30}})
    assert messages("fixed_hours", answer, work) == [
        "Ann works 30.00 h on A (dev); the team's hours are 40.00 h."
    ]


def test_hours_before_now_of_a_planned_package_are_facts():
    work = portfolio(fixed("A"))
    answer = plan({"A": (1, 2)}, {("A", "Ann"): {0: 8, 1: 30, 2: 30}})
    assert breaches("fixed_hours", answer, work, now=2) == [
        at(0, 8.0, fact=True),
        at(1, 10.0, fact=True),
        at(2, 10.0),
    ]


def test_a_running_fixed_team_works_from_now_on_but_not_while_it_pauses():
    ben = engineer("Ben", absences=(away(2),))
    both = [*ANN, {"engineer": "Ben", "demand": "dev"}]
    package = fixed("A", 4, headcount=2, progress={**RUNNING, "team": both})
    work = portfolio(package, people=("Ann", ben))
    right = {3: 40, 4: 40}
    waiting = {2: 40, 3: 40, 4: 40}
    runs = {"A": (0, 5)}

    answer = plan(runs, {("A", "Ann"): right, ("A", "Ben"): right})
    assert breaches("fixed_hours", answer, work, now=2) == []
    answer = plan(runs, {("A", "Ann"): waiting, ("A", "Ben"): right})
    assert breaches("fixed_hours", answer, work, now=2) == [at(2, 40.0)]
    before = plan(runs, {("A", "Ann"): {1: 8, **right}, ("A", "Ben"): right})
    assert breaches("fixed_hours", before, work, now=2) == []


SLOW = engineer("Slo", skills={"dev": Skill(speed=Decimal("0.5"))})


@pytest.mark.parametrize(
    ("hours", "people", "length"),
    [
        pytest.param(80, ["Ann"], 2, id="exactly two weeks"),
        pytest.param(80.01, ["Ann"], 3, id="a hundredth more"),
        pytest.param(79.99, ["Ann"], 2, id="a hundredth less"),
        pytest.param(80, ["Ann", "Ben"], 1, id="two people"),
        pytest.param(80, ["Slo"], 4, id="at half speed"),
        pytest.param(0, ["Ann"], 1, id="no effort takes a period"),
        pytest.param(100, ["Ann", "Slo"], 2, id="two speeds"),
        pytest.param(80, ["Off"], 3, id="away for the second week"),
    ],
)
def test_effort_takes_the_fewest_periods(hours, people, length):
    off = engineer("Off", absences=(away(2),))
    work = portfolio(effort("A", hours), people=("Ann", "Ben", SLOW, off))
    for found in range(1, 6):
        answer = plan({"A": (1, found)}, team("A", *people))
        expected = [] if found == length else [at(1 + found)]
        assert breaches("effort_duration", answer, work) == expected


def test_the_longest_demand_decides_the_length():
    asks = [demand(effort=80), demand("ops", effort=120)]
    work = portfolio(effort("A", asks=asks), people=("Ann", engineer("Ben", "ops")))
    staff = {("A", "Ann"): None, ("A", "Ben", "ops"): None}
    assert breaches("effort_duration", plan({"A": (0, 3)}, staff), work) == []
    assert breaches("effort_duration", plan({"A": (0, 2)}, staff), work) == [at(2)]


def test_effort_that_a_team_never_does_is_found():
    work = portfolio(effort("A", 401))
    answer = plan({"A": (0, 10)}, team("A", "Ann"))

    assert messages("effort_duration", answer, work) == [
        "A has 10 period(s), but its team does not finish it before the timeline ends."
    ]
    assert (
        breaches(
            "effort_duration",
            plan({"A": (0, 10)}, team("A", "Ann")),
            portfolio(effort("A", 400)),
        )
        == []
    )


def test_one_unfinished_demand_keeps_the_package_from_ending():
    asks = [demand(effort=40), demand("ops", effort=401)]
    work = portfolio(effort("A", asks=asks), people=("Ann", engineer("Ben", "ops")))
    staff = {("A", "Ann"): None, ("A", "Ben", "ops"): None}
    assert breaches("effort_duration", plan({"A": (0, 1)}, staff), work) == [at(1)]


@pytest.mark.parametrize(
    ("remaining", "ends"),
    [
        pytest.param({"dev": 80}, 4, id="two weeks"),
        pytest.param({"dev": 80.01}, 5, id="a hundredth more"),
        pytest.param({"dev": 1}, 3, id="an hour takes a period"),
        pytest.param({"dev": 0}, 2, id="nothing remains"),
        pytest.param({}, 5, id="planned, where no hours are known"),
    ],
)
def test_a_running_effort_driven_package_ends_when_the_rest_is_done(remaining, ends):
    progress = {**RUNNING, "team": ANN, "remaining_effort": remaining}
    work = portfolio(effort("A", 120, progress=progress))
    for end in range(2, 7):
        answer = plan({"A": (0, end)}, team("A", "Ann"))
        found = breaches("effort_duration", answer, work, now=2)
        assert found == ([] if end == ends else [at(end)])


@pytest.mark.parametrize(
    ("effort_hours", "ann", "ben", "found"),
    [
        pytest.param(100, {1: 40, 2: 10}, {1: 40, 2: 10}, [], id="cut in proportion"),
        pytest.param(
            100, {1: 40, 2: 20}, {1: 40}, [(2, 10), (2, 10)], id="cut from one only"
        ),
        pytest.param(
            100, {1: 40, 2: 40}, {1: 40, 2: 40}, [(2, 30), (2, 30)], id="not cut"
        ),
        pytest.param(
            80.01,
            {1: 40, 2: 0.01},
            {1: 40},
            [],
            id="the last hundredth to the first by id",
        ),
        pytest.param(
            80.01, {1: 40}, {1: 40, 2: 0.01}, [(2, 0.01), (2, 0.01)], id="to the other"
        ),
        pytest.param(
            100,
            {1: 40, 2: 10, 3: 5},
            {1: 40, 2: 10},
            [(3, 5)],
            id="hours beyond the effort",
        ),
    ],
)
def test_an_effort_driven_team_works_exactly_its_effort(effort_hours, ann, ben, found):
    work = portfolio(effort("A", effort_hours))
    answer = plan({"A": (1, 2)}, {("A", "Ann"): ann, ("A", "Ben"): ben})
    assert breaches("effort_hours", answer, work) == [at(p, h) for p, h in found]


def test_hours_of_a_package_that_ends_too_early_are_not_missed_as_well():
    work = portfolio(effort("A", 120))
    answer = plan({"A": (0, 2)}, {("A", "Ann"): {0: 40, 1: 40}})

    assert breaches("effort_hours", answer, work) == []
    assert breaches("effort_duration", answer, work) == [at(2)]


def test_a_running_effort_driven_team_works_the_rest_from_now_on():
    progress = {**RUNNING, "team": ANN, "remaining_effort": {"dev": 50}}
    work = portfolio(effort("A", 120, progress=progress))
    runs = {"A": (0, 4)}

    answer = plan(runs, {("A", "Ann"): {0: 3, 2: 40, 3: 10}})
    assert breaches("effort_hours", answer, work, now=2) == []
    answer = plan(runs, {("A", "Ann"): {0: 3, 2: 40, 3: 11}})
    assert breaches("effort_hours", answer, work, now=2) == [at(3, 1.0)]


@pytest.mark.parametrize(
    ("ann", "ben", "length", "found"),
    [
        pytest.param((), (), 1, [], id="both from the start"),
        pytest.param((away(1),), (), 2, [], id="one is enough at the start"),
        pytest.param((away(1),), (away(1),), 2, [at(1)], id="nobody at the start"),
        pytest.param(
            (away(1, 2),), (), 2, [("A", None, None, False)], id="one is never there"
        ),
        pytest.param((away(1),), (away(2),), 2, [], id="one after the other"),
    ],
)
def test_somebody_starts_and_everybody_works(ann, ben, length, found):
    people = (engineer("Ann", absences=ann), engineer("Ben", absences=ben))
    work = portfolio(effort("A", 80), people=people)
    answer = plan({"A": (1, length)}, team("A", "Ann", "Ben"))
    assert breaches("effort_start", answer, work) == found


def test_who_has_no_hours_is_named():
    people = (engineer("Ann", absences=(away(1, 2),)), "Ben")
    work = portfolio(effort("A", 80), people=people)
    assert messages(
        "effort_start", plan({"A": (1, 2)}, team("A", "Ann", "Ben")), work
    ) == [
        "Ann has no hours in any of the 2 period(s) in which their team does its work on A."
    ]
    people = (engineer("Ann", absences=(away(1),)),)
    assert messages(
        "effort_start",
        plan({"A": (1, 2)}, team("A", "Ann")),
        portfolio(effort("A", 40), people=people),
    ) == ["Nobody on A has hours in its first period, 2026-01-12."]


def test_a_member_works_within_the_length_of_their_own_demand():
    asks = [demand(effort=40, team_min=2), demand("ops", effort=80)]
    late = engineer("Late", absences=(away(0),))
    people = ("Ann", late, engineer("Ben", "ops"))
    staff = {("A", "Ann"): None, ("A", "Late"): None, ("A", "Ben", "ops"): None}
    work = portfolio(effort("A", asks=asks), people=people)
    assert breaches("effort_start", plan({"A": (0, 2)}, staff), work) == refused("A")


def test_nobody_need_work_on_a_demand_without_effort():
    asks = [demand(effort=0), demand("ops", effort=40)]
    off = engineer("Ann", absences=(away(0, 9),))
    work = portfolio(effort("A", asks=asks), people=(off, engineer("Ben", "ops")))
    staff = {("A", "Ann"): None, ("A", "Ben", "ops"): None}
    assert breaches("effort_start", plan({"A": (0, 1)}, staff), work) == []


def test_the_first_period_counts_the_share_and_not_only_the_person():
    tiny = demand(effort=1, share=Decimal("0.0001"))
    one_hour = engineer("Ann", hours_per_week=Decimal(40), absences=(away(0, share=1),))
    work = portfolio(effort("A", asks=[tiny]), people=(one_hour,))
    assert at(0) in breaches(
        "effort_start", plan({"A": (0, 2)}, team("A", "Ann")), work
    )


def test_the_start_of_a_running_team_is_a_fact():
    ann = engineer("Ann", absences=(away(0, 3),))
    work = portfolio(
        effort("A", progress={**RUNNING, "team": ANN}), effort("B"), people=(ann,)
    )
    answer = plan({"A": (0, 6), "B": (2, 4)}, team("A", "Ann") | team("B", "Ann"))
    assert breaches("effort_start", answer, work, now=1) == [("B", iso(2), None, False)]


def test_a_team_of_nobody_is_the_business_of_sizes():
    work = portfolio(effort("A", 80))
    answer = plan({"A": (0, 2)})
    assert breaches("effort_start", answer, work) == []
    assert breaches("team_sizes", answer, work) == refused("A")


def test_overtime_of_a_package_shortens_it():
    ann = engineer("Ann", overtime_limit=Decimal("0.25"))
    work = portfolio(effort("A", 100, overtime=True), people=(ann,))
    assert (
        breaches("effort_duration", plan({"A": (0, 2)}, team("A", "Ann")), work) == []
    )
    answer = plan({"A": (0, 2)}, {("A", "Ann"): {0: 50, 1: 50}})
    assert breaches("effort_hours", answer, work) == []
    assert breaches("effort_start", answer, work) == []


def test_days_away_before_the_horizon_matter_to_the_day():
    ann = engineer("Ann", last=date(2026, 1, 14))
    work = portfolio(effort("A", 64), people=(ann,))
    assert (
        breaches("effort_duration", plan({"A": (0, 2)}, team("A", "Ann")), work) == []
    )
    work = portfolio(effort("A", Decimal("64.01")), people=(ann,))
    assert breaches("effort_duration", plan({"A": (0, 2)}, team("A", "Ann")), work) == [
        at(2)
    ]
