"""Changes to engineers, offers, capacity and run-the-business work."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from optimizer.plan.calendars import calendars
from optimizer.plan.plan import Engagement
from optimizer.portfolio.work import PackageLocks
from scenarios.changes.bau_changed import BauChanged
from scenarios.changes.capacity_scaled import CapacityScaled


def hours(situation, person, period):
    """Available hours of a person in a period."""
    people = calendars(situation.portfolio, situation.timeline)
    return Decimal(people[person].available(period)) / 100


def person(situation, name):
    """An engineer of the portfolio."""
    return next(it for it in situation.portfolio.engineers if it.id == name)


def test_absent_days_take_their_hours_and_no_others(change):
    after = change(
        "engineer_absent",
        engineer="Ana",
        first="2026-01-19",
        last="2026-01-23",
        share=0.5,
        reason="course",
    )
    assert [hours(after, "Ana", period) for period in (1, 2, 3)] == [40, 20, 40]
    assert person(after, "Ana").absences[0].reason == "course"


def test_an_absence_has_days_in_order_that_are_not_over(refusal):
    places, said = refusal(
        "engineer_absent", engineer="Anna", first="2026-01-09", last="2026-01-08"
    )
    assert places == [
        ("engineer", "unknown_reference"),
        ("last", "reversed_dates"),
        ("last", "date_in_the_past"),
    ]
    assert "Did you mean Ana?" in said


def test_who_leaves_is_employed_until_the_day_before(change):
    after = change("engineer_leaves", engineer="Bo", on="2026-02-02")
    assert person(after, "Bo").last == date(2026, 2, 1)
    assert [hours(after, "Bo", period) for period in (3, 4)] == [32, 0]


def test_who_leaves_long_before_the_plan_begins_is_never_there(change, base):
    undated = base.replace(portfolio=base.portfolio.replace(now=None))
    after = change("engineer_leaves", situation=undated, engineer="Bo", on="0001-01-01")
    assert person(after, "Bo").last == date(2026, 1, 4)


def test_who_leaves_on_the_last_of_all_days_stays(change):
    after = change("engineer_leaves", engineer="Bo", on="9999-12-31")
    assert hours(after, "Bo", 9) == 32


def test_nobody_leaves_twice_or_while_on_offer(change, refusal):
    gone = change("engineer_leaves", engineer="Bo", on="2026-01-19")
    places, said = refusal(
        "engineer_leaves", situation=gone, engineer="Bo", on="2026-02-02"
    )
    assert places == [("on", "left_before")]
    assert "leaves on 2026-01-18" in said
    places, _ = refusal("engineer_leaves", engineer="Di", on="2026-02-02")
    assert places == [("engineer", "on_offer")]


def test_nobody_leaves_before_joining(change, refusal):
    joined = change("engineer_joins", engineer={"id": "Ed", "first": "2026-02-02"})
    places, said = refusal(
        "engineer_leaves", situation=joined, engineer="Ed", on="2026-01-26"
    )
    assert places == [("on", "joins_later")]
    assert "joins on 2026-02-02" in said


def test_who_joins_can_work(change):
    after = change(
        "engineer_joins",
        engineer={"id": "Ed", "first": "2026-01-26", "skills": {"BE": {}}},
    )
    assert [hours(after, "Ed", period) for period in (2, 3)] == [0, 40]


@pytest.mark.parametrize(
    ("name", "code"), [("Ana", "duplicate_name"), ("Di", "on_offer")]
)
def test_nobody_joins_who_is_there(refusal, name, code):
    places, _ = refusal("engineer_joins", engineer={"id": name})
    assert places == [("engineer", code)]


def test_a_skill_is_learned_or_learned_better(change):
    after = change("engineer_learns", engineer="Bo", skill="ML", level=2, speed=0.6)
    assert set(person(after, "Bo").skills) == {"BE", "ML"}
    after = change("engineer_learns", engineer="Ana", skill="QA", level=4)
    assert person(after, "Ana").skills["QA"].level == 4


def test_nothing_is_learned_that_is_mastered(refusal):
    places, said = refusal("engineer_learns", engineer="Ana", skill="QA", level=1)
    assert places == [("skill", "already_so")]
    assert "level 2" in said


def test_offers_come_and_go(change, refusal):
    after = change("offer_made", offer={"engineer": {"id": "Ed"}})
    assert [it.id for it in after.portfolio.offers] == ["Di", "Ed"]
    after = change("offer_withdrawn", situation=after, offer="Di")
    assert [it.id for it in after.portfolio.offers] == ["Ed"]
    places, _ = refusal("offer_made", offer={"engineer": {"id": "Cy"}})
    assert places == [("offer", "duplicate_name")]


def engaged(base, first):
    """The portfolio with Di engaged, and on B."""
    plan = base.baseline
    rows = [
        row.replace(engineer="Di") if row.package == "B" else row
        for row in plan.assignments
    ]
    plan = plan.replace(
        assignments=rows,
        engagements=[Engagement(offer="Di", first=first, last=date(2026, 3, 1))],
    )
    return base.replace(baseline=plan)


def test_a_withdrawn_offer_leaves_the_running_plan(base, change):
    after = change(
        "offer_withdrawn", situation=engaged(base, date(2026, 1, 19)), offer="Di"
    )
    assert after.baseline.engagements == ()
    assert {row.package for row in after.baseline.assignments} == {"A", "C"}


def test_who_is_engaged_already_cannot_be_withdrawn(base, refusal):
    places, said = refusal(
        "offer_withdrawn", situation=engaged(base, date(2026, 1, 5)), offer="Di"
    )
    assert places == [("offer", "engaged")]
    assert "2026-01-05" in said


def test_a_team_has_fewer_hours_from_now_on(change):
    after = change("capacity_scaled", team="red", factor=0.75)
    assert [hours(after, "Ana", period) for period in (0, 1, 19)] == [40, 30, 30]
    assert hours(after, "Bo", 5) == 24
    assert hours(after, "Cy", 5) == 40


def test_people_with_a_skill_have_fewer_hours_between_two_days(change):
    after = change(
        "capacity_scaled",
        skill="QA",
        factor=0,
        first="2026-01-19",
        last="2026-01-25",
    )
    assert [hours(after, "Cy", period) for period in (1, 2, 3)] == [40, 0, 40]


def test_a_team_has_more_hours(change):
    after = change("capacity_scaled", team="red", factor=1.25)
    assert (hours(after, "Ana", 5), hours(after, "Bo", 5)) == (50, 40)


@pytest.mark.parametrize(
    "fields",
    [
        {"factor": 0.5},
        {"factor": 0.5, "team": "red", "skill": "BE"},
        {"factor": 1, "team": "red"},
        {"factor": 1.2, "team": "red", "first": "2026-02-02"},
    ],
)
def test_a_scaling_says_whose_hours_and_changes_them(fields):
    with pytest.raises(ValidationError):
        CapacityScaled(**fields)


def test_a_team_or_a_skill_that_nobody_has_is_not_scaled(refusal):
    assert refusal("capacity_scaled", team="rad", factor=0.5)[0] == [
        ("team", "unknown_reference")
    ]
    places, said = refusal("capacity_scaled", skill="COBOL", factor=0.5)
    assert places == [("skill", "unknown_reference")]
    assert "There are BE, QA." in said


@pytest.mark.parametrize(
    ("whose", "left"),
    [
        ({"engineer": "Ana"}, [28, 32, 40]),
        ({"team": "red"}, [28, 20, 40]),
        ({"skill": "QA"}, [28, 32, 28]),
    ],
)
def test_run_the_business_work_takes_its_hours(change, whose, left):
    after = change("bau_changed", bau_hours=12, **whose)
    assert [hours(after, name, 3) for name in ("Ana", "Bo", "Cy")] == left


def test_a_change_of_bau_says_whose_and_how_much():
    with pytest.raises(ValidationError, match="exactly one of"):
        BauChanged(bau_share=0.2)
    with pytest.raises(ValidationError, match="bau_share, bau_hours"):
        BauChanged(engineer="Ana")


def test_people_are_locked_and_released(change, refusal):
    after = change(
        "person_locked",
        engineer="Ana",
        only_projects=["P"],
        must=["B"],
        must_not=["C"],
    )
    locks = {it.id: it.locks for _, it in after.portfolio.packages}
    assert person(after, "Ana").only_projects == ("P",)
    assert (locks["B"].must, locks["C"].must_not) == (("Ana",), ("Ana",))
    free = change("released", situation=after, engineer="Ana")
    assert person(free, "Ana").only_projects is None
    assert all(it.locks == PackageLocks() for _, it in free.portfolio.packages)
    places, said = refusal("released", situation=free, engineer="Ana")
    assert places == [("engineer", "not_locked")]
    assert "release what runs by its own name: A" in said


def test_nobody_is_locked_to_what_runs(refusal):
    places, said = refusal("person_locked", engineer="Bo", must=["A"])
    assert places == [("must", "begun")]
    assert "release it first" in said
