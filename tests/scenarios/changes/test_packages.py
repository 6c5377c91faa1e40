"""Changes to packages: estimates, links, locks, scope."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from scenarios.changes.package_reestimated import PackageReestimated
from scenarios.changes.package_split import PackageSplit
from scenarios.changes.pieces.running import started
from scenarios.changes.released import Released
from scenarios.changes.scope_changed import ScopeChanged


def package(situation, name):
    """A package of the portfolio."""
    return next(it for _, it in situation.portfolio.packages if it.id == name)


def remaining(situation, name="A"):
    """Hours that a running package still needs."""
    (left,) = started(situation)[name].fact.remaining_effort.values()
    return Decimal(left) / 10_000


def test_an_estimate_of_the_whole_counts_what_is_done(change):
    after = change("package_reestimated", package="A", effort={"BE": 200})
    assert package(after, "A").demands[0].effort == 200
    assert remaining(after) == 160
    after = change("package_reestimated", package="A", factor=0.5)
    assert remaining(after) == 20


def test_an_estimate_of_the_rest_says_what_remains(change):
    after = change("package_reestimated", package="A", remaining_effort={"BE": 7.5})
    assert remaining(after) == Decimal("7.5")
    assert started(after)["A"].people == {"Ana"}
    after = change("package_reestimated", situation=after, package="A", factor=2)
    assert remaining(after) == Decimal("127.5")


def test_a_duration_is_estimated_in_every_mode(change):
    after = change("package_reestimated", package="C", duration=5)
    assert [mode.duration for mode in package(after, "C").ways] == [5, 5]
    after = change("package_reestimated", package="C", factor=1.2)
    assert [mode.duration for mode in package(after, "C").ways] == [5, 3]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"package": "A", "effort": {"ML": 3}}, ("effort", "unknown_reference")),
        ({"package": "A", "duration": 3}, ("duration", "unfitting_field")),
        ({"package": "C", "effort": {"QA": 3}}, ("effort", "unknown_reference")),
        ({"package": "B", "remaining_effort": {"BE": 3}}, ("package", "not_begun")),
        ({"package": "Z", "factor": 3}, ("package", "unknown_reference")),
    ],
)
def test_an_estimate_that_does_not_fit_is_refused(refusal, fields, place):
    assert refusal("package_reestimated", **fields)[0] == [place]


def test_an_estimate_is_of_the_whole_or_of_the_rest():
    with pytest.raises(ValidationError):
        PackageReestimated(package="A", factor=2, remaining_periods=1)


def test_what_has_not_begun_waits_for_its_day(change, refusal):
    after = change("package_blocked", package="B", until="2026-03-02")
    assert package(after, "B").earliest == date(2026, 3, 2)
    earlier = change(
        "package_blocked", situation=after, package="B", until="2026-02-02"
    )
    assert package(earlier, "B").earliest == date(2026, 3, 2)
    assert refusal("package_blocked", package="B", until="2026-01-05")[0] == [
        ("until", "date_in_the_past")
    ]


def test_links_are_added_and_removed(change, refusal):
    after = change("link_added", package="C", predecessor={"package": "B", "lag": 1})
    assert [link.package for link in package(after, "C").predecessors] == ["B"]
    free = change("link_removed", situation=after, package="C", predecessor="B")
    assert package(free, "C").predecessors == ()
    places, said = refusal("link_removed", package="B", predecessor="C")
    assert places == [("predecessor", "unknown_reference")]
    assert "There are A." in said
    assert refusal("link_added", package="B", predecessor="A")[0] == [
        ("predecessor", "already_so")
    ]
    assert refusal("link_added", package="A", predecessor="C")[0] == [
        ("package", "begun")
    ]


def test_only_links_of_the_type_are_removed(change):
    both = change(
        "link_added", package="B", predecessor={"package": "A", "type": "start_start"}
    )
    after = change(
        "link_removed", situation=both, package="B", predecessor="A", type="start_start"
    )
    assert [link.type for link in package(after, "B").predecessors] == ["finish_start"]


def test_a_circle_of_links_is_refused(change, refusal):
    after = change("link_added", package="C", predecessor="B")
    places, said = refusal("link_added", situation=after, package="B", predecessor="C")
    assert len(places) == 1
    assert "B" in said


def test_locks_of_a_package_add_up_and_are_released(change, refusal):
    after = change(
        "package_locked", package="C", locks={"mode": "slow", "must": ["Cy"]}
    )
    after = change(
        "package_locked",
        situation=after,
        package="C",
        locks={"start_on": "2026-02-02", "must": ["Ana"]},
    )
    locks = package(after, "C").locks
    assert (locks.mode, locks.must) == ("slow", ("Cy", "Ana"))
    assert locks.start_on == date(2026, 2, 2)
    free = change("released", situation=after, package="C")
    assert package(free, "C").locks == package(free, "A").locks
    assert refusal("released", situation=free, package="C")[0] == [
        ("package", "not_locked")
    ]


def test_a_lock_names_what_is_there_and_days_to_come(refusal):
    places, _ = refusal(
        "package_locked",
        package="C",
        locks={"mode": "medium", "must_not": ["Zoe"], "start_until": "2026-01-05"},
    )
    assert places == [
        ("locks/must_not", "unknown_reference"),
        ("locks/start_until", "date_in_the_past"),
        ("locks/mode", "unknown_reference"),
    ]


def test_what_runs_is_not_locked_again(refusal):
    assert refusal("package_locked", package="A", locks={"must": ["Bo"]})[0] == [
        ("package", "begun")
    ]


@pytest.mark.parametrize("fields", [{}, {"package": "A", "window": True}])
def test_one_thing_is_released_at_a_time(fields):
    with pytest.raises(ValidationError, match="exactly one of"):
        Released(**fields)


def test_packages_are_added_replaced_and_removed(change):
    after = change(
        "scope_changed",
        project="P",
        added=[{"id": "N", "duration": 1, "predecessors": ["B"]}],
        replaced=[{"id": "B", "duration": 2, "demands": [{"skill": "QA"}]}],
    )
    assert [it.id for it in after.portfolio.projects[0].packages] == ["A", "B", "N"]
    rows = [it for it in after.baseline.assignments if it.package == "B"]
    assert [(row.engineer, row.demand) for row in rows] == [("Ana", "QA")]
    after = change("scope_changed", situation=after, project="P", removed=["N", "B"])
    assert [it.id for it in after.portfolio.projects[0].packages] == ["A"]
    assert {it.package for it in after.baseline.packages} == {"A", "C"}


def test_of_a_removed_package_that_runs_what_is_done_stays(change):
    after = change(
        "scope_changed",
        project="P",
        removed=["A"],
        replaced=[{"id": "B", "duration": 1}],
    )
    names = [it.id for it in after.portfolio.projects[0].packages]
    assert names == ["A (until 2026-01-09)", "B"]
    assert package(after, names[0]).demands[0].effort == 40


def test_a_removed_package_that_others_follow_is_refused(refusal):
    places, said = refusal("scope_changed", project="P", removed=["A"])
    assert places == [("projects/P/packages/B", "unknown_reference")]
    assert "'A'" in said


def test_what_runs_is_replaced_only_by_what_its_team_can_go_on_with(change, refusal):
    other = {"id": "A", "duration": 3, "demands": [{"skill": "QA"}]}
    assert refusal("scope_changed", project="P", replaced=[other])[0] == [
        ("replaced", "begun")
    ]
    more = {"skill": "BE", "effort": 300}
    longer = {"id": "A", "staffing": "effort_team", "demands": [more]}
    after = change("scope_changed", project="P", replaced=[longer])
    assert remaining(after) == 260


def test_a_change_of_scope_names_each_package_once():
    with pytest.raises(ValidationError, match="once"):
        ScopeChanged(project="P", removed=("A",), replaced=({"id": "A"},))
    with pytest.raises(ValidationError, match="added, removed or replaced"):
        ScopeChanged(project="P")


def test_a_package_is_split_mode_by_mode(change, refusal):
    after = change("package_split", package="C", shares=[0.25, 0.75])
    first, last = package(after, "C (part 1)"), package(after, "C")
    assert [mode.duration for mode in first.ways] == [1, 1]
    assert [mode.duration for mode in last.ways] == [3, 1]
    places, _ = refusal("package_split", package="C", shares=[0.5, 0.25, 0.25])
    assert places == [("shares", "too_short")]


def test_shares_of_a_split_add_up():
    with pytest.raises(ValidationError, match=r"add up to 1, found 0\.9"):
        PackageSplit(package="A", shares=(0.5, 0.4))


def test_parts_stand_in_the_running_plan_like_the_original(change):
    after = change("package_split", package="B", shares=[0.5, 0.5])
    rows = {it.package: it.start for it in after.baseline.packages}
    assert rows["B (part 1)"] == rows["B"] == date(2026, 1, 26)
    people = {
        it.package: it.engineer
        for it in after.baseline.assignments
        if it.package.startswith("B")
    }
    assert people == {"B (part 1)": "Ana", "B": "Ana"}
