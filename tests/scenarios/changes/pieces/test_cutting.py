"""Packages cut in two by leavers, restarts, blocks and releases."""

from datetime import date
from decimal import Decimal

import pytest

from optimizer.plan.effort import Limits
from optimizer.plan.goals import Goals, Tier
from optimizer.plan.outcome import SolveStatus
from optimizer.plan.plan import Assignment, Plan, ScheduledPackage
from optimizer.portfolio.calendar import Calendar
from optimizer.portfolio.people import Engineer
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import Project
from optimizer.portfolio.work import Demand, Link, Package, Progress, Status
from scenarios.asking import Asker
from scenarios.changes.pieces.running import started
from scenarios.errors import InvalidScenario
from scenarios.scenario import Scenario
from scenarios.situation import Situation

NOW = date(2026, 1, 19)
"""The start of the third week."""
STARTS = date(2026, 1, 5)
GOALS = Goals(
    tiers=[
        Tier(weights={measure: 1}, must_prove=True)
        for measure in ("net_value", "moves", "shift")
    ]
)


def effort_team(*efforts):
    """A package of four weeks for two people, with one demand per effort."""
    skills = ("BE", "QA")
    demands = tuple(
        Demand(skill=skill, effort=effort, team_max=2)
        for skill, effort in zip(skills, efforts, strict=False)
    )
    return Package(id="A", staffing="effort_team", demands=demands)


FIXED = Package(
    id="A",
    duration=4,
    demands=(Demand(skill="BE", headcount=2),),
    staffing="fixed_team",
)
POOL = Package(
    id="A", duration=4, demands=(Demand(skill="BE", effort=320),), staffing="pool"
)


def situation(package, team, after=(), now=NOW):
    """A package that has run for two weeks, with three people who could do it."""
    people = ("Ana", "Bo", "Cy")
    engineers = tuple(Engineer(id=it, skills={"BE": {}, "QA": {}}) for it in people)
    project = Project(
        id="P",
        value=100,
        due=date(2026, 1, 30),
        delay_cost=10,
        packages=(package, *after),
    )
    portfolio = Portfolio(
        timeline=Calendar(start=STARTS, horizon=12),
        now=now,
        engineers=engineers,
        projects=(project,),
    )
    rows = [ScheduledPackage(package="A", start=STARTS, periods=4)]
    rows += [
        ScheduledPackage(package=it.id, start=date(2026, 2, 2), periods=1)
        for it in after
    ]
    baseline = Plan(
        selected=("P",),
        packages=rows,
        assignments=[
            Assignment(engineer=person, package="A", demand=demand)
            for person, demand in team
        ],
    )
    return Situation.of(portfolio, baseline)


def two(skill="BE"):
    """Ana and Bo on the first demand."""
    return (("Ana", skill), ("Bo", skill))


def after(base, **change):
    """The situation after one change."""
    return Scenario(name="one", changes=(change,)).apply(base)


def pieces(changed):
    """The packages of the project by id."""
    return {package.id: package for _, package in changed.portfolio.packages}


def past_of(changed):
    """The one package that was made of what is done."""
    return next(it for name, it in pieces(changed).items() if "until" in name)


def effort_of(package):
    """Person-hours of all demands."""
    return sum(demand.effort for demand in package.demands)


def best_plan(changed):
    """A plan of the situation that is proven and passes the checker."""
    asker = Asker(Limits(deterministic=4, workers=1))
    asker.expect(1)
    outcome = asker.ask("best", changed, GOALS)
    assert outcome.status is SolveStatus.OPTIMAL
    assert outcome.verdict.accepted
    assert outcome.verdict.broken == ()
    return outcome


def people_on(outcome, package):
    """Who is on a package of a plan."""
    return {it.engineer for it in outcome.plan.assignments if it.package == package}


def start_of(outcome, package):
    """When a package of a plan starts."""
    return next(it.start for it in outcome.plan.packages if it.package == package)


LEAVES = {"kind": "engineer_leaves", "engineer": "Bo", "on": NOW}
LATER = date(2026, 1, 26)


def test_an_effort_team_is_cut_where_its_member_leaves_now():
    changed = after(situation(effort_team(320), two()), **LEAVES)
    past, rest = past_of(changed), pieces(changed)["A"]
    assert past.id == "A (until 2026-01-16)"
    assert past.progress.status is Status.DONE
    assert effort_of(past) == 160
    assert effort_of(rest) == 160
    assert rest.earliest == NOW
    (note,) = changed.notes
    assert note.message == (
        "A is cut on 2026-01-19: until then it is A (until 2026-01-16); any team does "
        "the rest, 160.00 h of BE."
    )
    assert rest.progress.status is Status.PLANNED


def test_the_rest_goes_on_with_who_stays_and_that_is_no_move():
    outcome = best_plan(after(situation(effort_team(320), two()), **LEAVES))
    assert people_on(outcome, "A") == {"Ana", "Cy"}
    assert people_on(outcome, "A (until 2026-01-16)") == {"Ana", "Bo"}
    assert outcome.measures["moves"] == 1
    assert outcome.measures["releases"] == 1
    assert outcome.measures["shift"] == 2


def test_a_team_goes_on_until_its_member_leaves_later():
    changed = after(situation(effort_team(320), two()), **LEAVES | {"on": LATER})
    past, rest = past_of(changed), pieces(changed)["A"]
    assert past.id == "A (until 2026-01-23)"
    assert past.progress.status is Status.RUNNING
    assert past.progress.remaining_effort == {"BE": 80}
    assert (effort_of(past), effort_of(rest)) == (240, 80)
    assert rest.earliest == LATER
    outcome = best_plan(changed)
    assert people_on(outcome, past.id) == {"Ana", "Bo"}
    assert start_of(outcome, "A") == LATER


def test_a_leaving_date_rounds_up_and_the_person_is_there_until_then():
    changed = after(
        situation(effort_team(320), two()), **LEAVES | {"on": date(2026, 1, 21)}
    )
    assert pieces(changed)["A"].earliest == LATER
    bo = next(it for it in changed.portfolio.engineers if it.id == "Bo")
    assert bo.last == date(2026, 1, 25)
    assert [note.code for note in changed.notes] == ["cut", "rounded_up"]


def test_a_package_that_ends_before_the_leaving_date_stays_whole():
    changed = after(
        situation(effort_team(320), two()), **LEAVES | {"on": date(2026, 2, 2)}
    )
    assert list(pieces(changed)) == ["A"]


def test_handing_over_adds_to_the_rest():
    changed = after(
        situation(effort_team(320), two()), **LEAVES, handover_hours=Decimal("12.5")
    )
    assert effort_of(past_of(changed)) + effort_of(pieces(changed)["A"]) == 332.5


def test_of_two_demands_only_the_leavers_loses_by_handing_over():
    team = (("Ana", "BE"), ("Bo", "QA"))
    base = situation(effort_team(160, 120), team)
    changed = after(base, **LEAVES, handover_hours=10)
    rest = pieces(changed)["A"]
    assert {it.id: it.effort for it in rest.demands} == {"BE": 80, "QA": 50}
    assert best_plan(changed).measures["moves"] == 1


def test_a_demand_that_is_done_is_not_in_the_rest_but_its_people_are_known():
    team = (("Ana", "BE"), ("Bo", "QA"))
    base = situation(effort_team(160, 60), team)
    changed = after(base, kind="engineer_leaves", engineer="Ana", on=NOW)
    assert [it.id for it in pieces(changed)["A"].demands] == ["BE"]
    outcome = best_plan(changed)
    assert people_on(outcome, "A") == {"Bo"}
    assert outcome.measures["moves"] == 0


def test_a_fixed_team_is_cut_by_its_duration():
    changed = after(situation(FIXED, two()), **LEAVES)
    assert (past_of(changed).duration, pieces(changed)["A"].duration) == (2, 2)
    outcome = best_plan(changed)
    assert people_on(outcome, "A") == {"Ana", "Cy"}
    assert outcome.measures["moves"] == 1


def test_a_fixed_team_cut_later_runs_until_then():
    changed = after(situation(FIXED, two()), **LEAVES | {"on": LATER})
    past = past_of(changed)
    assert (past.duration, past.progress.remaining_periods) == (3, 1)
    assert pieces(changed)["A"].duration == 1
    outcome = best_plan(changed)
    assert people_on(outcome, past.id) == {"Ana", "Bo"}
    assert start_of(outcome, "A") == LATER


def test_hand_over_hours_lengthen_a_fixed_team_by_whole_periods():
    changed = after(situation(FIXED, two()), **LEAVES, handover_hours=81)
    assert pieces(changed)["A"].duration == 4


def test_a_pool_is_not_cut_when_one_of_its_people_leaves():
    base = situation(POOL, two())
    changed = after(base, **LEAVES)
    assert list(pieces(changed)) == ["A"]
    outcome = best_plan(changed)
    assert people_on(outcome, "A") == {"Ana", "Bo", "Cy"}
    assert outcome.measures["moves"] == 1


def test_links_from_the_start_mean_the_past_and_from_the_end_the_rest():
    follows = Package(
        id="B",
        duration=1,
        predecessors=(
            Link(package="A", type="start_start", lag=1),
            Link(package="A", type="start_finish", lag=1),
            Link(package="A"),
        ),
    )
    changed = after(situation(effort_team(320), two(), (follows,)), **LEAVES)
    past = past_of(changed).id
    links = pieces(changed)["B"].predecessors
    assert [link.package for link in links] == [past, past, "A"]


@pytest.mark.parametrize(
    ("latest", "kept"), [(date(2026, 2, 13), True), (date(2026, 1, 23), False)]
)
def test_the_rest_keeps_a_latest_day_that_was_not_missed_before(latest, kept):
    package = effort_team(320).replace(latest=latest)
    changed = after(situation(package, two()), **LEAVES)
    assert (pieces(changed)["A"].latest == latest) is kept
    best_plan(changed)


def test_the_rest_has_no_predecessors_and_the_past_keeps_them():
    first = Package(id="Z", duration=0)
    package = effort_team(320).replace(predecessors=(Link(package="Z"),))
    changed = after(situation(package, two(), (first,)), **LEAVES)
    assert pieces(changed)["A"].predecessors == ()
    assert past_of(changed).predecessors == package.predecessors


def test_what_is_left_of_nothing_cannot_be_released():
    base = situation(effort_team(160), two())
    with pytest.raises(InvalidScenario, match="A is done"):
        after(base, kind="released", package="A")


def test_a_milestone_that_is_done_can_be_done_again():
    base = situation(Package(id="A", duration=0), ())
    row = base.baseline.packages[0].replace(periods=0)
    base = base.replace(baseline=base.baseline.replace(packages=(row,)))
    changed = after(base, kind="package_restarted", package="A")
    assert start_of(best_plan(changed), "A") == NOW


@pytest.mark.parametrize("package", [effort_team(320), FIXED, POOL])
def test_a_restarted_package_needs_all_of_its_work_again(package):
    base = situation(package, two())
    changed = after(base, kind="package_restarted", package="A")
    rest = pieces(changed)["A"]
    assert rest.demands == package.demands
    assert rest.duration == package.duration
    outcome = best_plan(changed)
    assert start_of(outcome, "A") == NOW
    assert outcome.measures["moves"] == 0
    assert outcome.measures["shift"] == 2


@pytest.mark.parametrize("package", [effort_team(320), FIXED, POOL])
def test_the_hours_of_void_work_stay_in_the_past(package):
    base = situation(package, two())
    changed = after(base, kind="package_restarted", package="A")
    plan = best_plan(changed).plan
    worked = sum(
        hours
        for row in plan.assignments
        for day, hours in (row.hours or {}).items()
        if day < NOW
    )
    assert worked == 160


def test_a_package_that_is_done_can_be_restarted():
    base = situation(effort_team(320), two(), now=date(2026, 2, 9))
    changed = after(base, kind="package_restarted", package="A")
    assert past_of(changed).id == "A (until 2026-01-30)"
    assert effort_of(past_of(changed)) == 320
    assert start_of(best_plan(changed), "A") == date(2026, 2, 9)


def test_restarting_what_has_not_begun_says_so():
    follows = Package(id="B", duration=1)
    base = situation(effort_team(320), two(), (follows,))
    day = date(2026, 2, 16)
    changed = after(base, kind="package_restarted", package="B", not_before=day)
    assert pieces(changed)["B"].earliest == day
    assert [note.code for note in changed.notes] == ["not_begun"]


@pytest.mark.parametrize("package", [effort_team(320), FIXED, POOL])
def test_a_blocked_package_goes_on_later_with_what_remains(package):
    day = date(2026, 2, 9)
    base = situation(package, two())
    changed = after(base, kind="package_blocked", package="A", until=day)
    outcome = best_plan(changed)
    assert start_of(outcome, "A") == day
    assert outcome.measures["moves"] == 0
    row = next(it for it in outcome.plan.packages if it.package == "A")
    assert row.periods == 2


def test_a_released_package_may_get_another_team():
    base = situation(effort_team(320), two())
    changed = after(base, kind="released", package="A")
    changed = after(
        changed, kind="engineer_absent", engineer="Bo", first=NOW, last=LATER
    )
    assert people_on(best_plan(changed), "A") == {"Ana", "Cy"}


def test_progress_that_says_what_remains_decides_over_the_running_plan():
    progress = Progress(
        status="running", started=STARTS, remaining_effort={"BE": Decimal(200)}
    )
    package = effort_team(320).replace(progress=progress)
    changed = after(situation(package, two()), **LEAVES)
    assert (effort_of(past_of(changed)), effort_of(pieces(changed)["A"])) == (120, 200)
    assert best_plan(changed).measures["moves"] == 1


def test_without_a_running_plan_progress_alone_says_who_is_on_a_team():
    team = [{"engineer": person, "demand": "BE"} for person in ("Ana", "Bo")]
    progress = Progress(status="running", started=STARTS, team=team)
    package = effort_team(320).replace(progress=progress)
    base = situation(package, two()).replace(baseline=None)
    changed = after(base, **LEAVES)
    assert effort_of(pieces(changed)["A"]) == 320
    assert people_on(best_plan(changed), "A") == {"Ana", "Cy"}


def test_nothing_runs_without_progress_and_running_plan():
    base = situation(effort_team(320), two()).replace(baseline=None)
    assert started(base) == {}
    assert list(pieces(after(base, **LEAVES))) == ["A"]


def test_pieces_have_names_that_nobody_has():
    taken = Package(id="A (until 2026-01-16)", duration=1)
    changed = after(situation(effort_team(320), two(), (taken,)), **LEAVES)
    assert "A (until 2026-01-16) 2" in pieces(changed)


def test_a_split_package_is_done_in_parts_that_add_up():
    follows = Package(
        id="B",
        staffing="effort_team",
        demands=(Demand(skill="QA", effort=Decimal("100.01")),),
        predecessors=(Link(package="A"),),
    )
    base = situation(effort_team(320), two(), (follows,))
    changed = after(base, kind="package_split", package="B", shares=(0.5, 0.25, 0.25))
    parts = [it for it in pieces(changed) if it.startswith("B")]
    assert parts == ["B (part 1)", "B (part 2)", "B"]
    assert sum(effort_of(pieces(changed)[it]) for it in parts) == Decimal("100.01")
    links = [
        [link.package for link in pieces(changed)[it].predecessors] for it in parts
    ]
    assert links == [["A"], ["B (part 1)"], ["B (part 2)"]]
    best_plan(changed)


def test_a_running_package_is_split_in_what_is_done_and_parts_of_the_rest():
    changed = after(
        situation(effort_team(320), two()),
        kind="package_split",
        package="A",
        shares=(0.5, 0.5),
    )
    efforts = {name: effort_of(it) for name, it in pieces(changed).items()}
    assert efforts == {"A (until 2026-01-16)": 160, "A (part 1)": 80, "A": 80}
    outcome = best_plan(changed)
    assert outcome.measures["moves"] == 0
