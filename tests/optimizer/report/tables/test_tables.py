"""Every table against the plan that it is made from."""

from datetime import date

import pandas as pd
import pytest

from optimizer.plan import (
    Assignment,
    BrokenRule,
    Engagement,
    Ledger,
    Plan,
    ScheduledPackage,
    Verdict,
    check,
    measure,
)
from optimizer.portfolio.people import Offer
from optimizer.report import tables


def row(table, **wanted):
    """Return the only row with these contents."""
    chosen = table
    for column, content in wanted.items():
        chosen = chosen[chosen[column] == content]
    assert len(chosen) == 1
    return chosen.iloc[0]


def test_projects_add_up_to_the_measured_value(atlas, late_plan):
    table = tables.projects(Ledger(late_plan, atlas))
    measures = measure(late_plan, atlas)

    assert table["project"].tolist() == [project.id for project in atlas.projects]
    assert table["delivered"].sum() == float(measures.value)
    losses = table["lost_by_delay"] + table["lost_by_dropping"]
    assert losses.sum() == float(measures.value_loss)
    assert (table["delivered"] + losses).equals(table["full_value"])


def test_a_late_project_loses_its_cost_of_delay(atlas, late_plan):
    ai = row(tables.projects(Ledger(late_plan, atlas)), project="AI")

    assert (ai["first"], ai["last"]) == (
        pd.Timestamp(2026, 1, 5),
        pd.Timestamp(2026, 4, 17),
    )
    assert ai["on_time_until"] == pd.Timestamp(2026, 4, 10)
    assert (ai["periods_late"], ai["lost_by_delay"], ai["on_time"]) == (1, 30, False)


def test_a_dropped_project_loses_its_full_value(atlas, late_plan):
    rnd = row(tables.projects(Ledger(late_plan, atlas)), project="RND")

    assert not rnd["selected"]
    assert (rnd["delivered"], rnd["lost_by_dropping"], rnd["packages"]) == (0, 250, 0)
    assert pd.isna(rnd["last"])
    assert pd.isna(rnd["periods_late"])
    assert rnd["why"] == "The plan does without it."


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        pytest.param({"decision": "out"}, "Out by decision.", id="decision"),
        pytest.param(
            {"excludes": ("AI",)}, "Left out: it is excluded by AI.", id="excludes"
        ),
        pytest.param({"requires": ("X",)}, "Left out: it requires X.", id="requires"),
    ],
)
def test_a_project_left_out_says_what_keeps_it_out(atlas, late_plan, changed, why):
    extra = atlas.projects[0].replace(id="X", packages=())
    projects = tuple(
        project.replace(**changed) if project.id == "RND" else project
        for project in (*atlas.projects, extra)
    )
    table = tables.projects(Ledger(late_plan, atlas.replace(projects=projects)))

    assert row(table, project="RND")["why"] == why


def test_a_project_that_follows_one_left_out_says_so(atlas, running_plan):
    chosen = running_plan.replace(
        selected=("LEG",),
        packages=tuple(p for p in running_plan.packages if p.package[:2] == "LE"),
        assignments=tuple(a for a in running_plan.assignments if a.package[:2] == "LE"),
    )

    table = tables.projects(Ledger(chosen, atlas))

    assert (
        row(table, project="UI")["why"] == "Left out: its packages follow those of AI."
    )


def test_packages_have_the_dates_and_hours_of_the_plan(ledger, running_plan):
    table = tables.packages(ledger).set_index("package")

    for scheduled in running_plan.packages:
        found = table.loc[scheduled.package]
        assert found["first"] == pd.Timestamp(scheduled.start)
        assert (found["last"] - found["first"]).days == 7 * scheduled.periods - 3
        assert found["periods"] == scheduled.periods
    assert table.loc["AI2", "people"] == ("Ana", "Bo")
    assert table.loc["AI2", "team"] == "Ana 200 h, Bo 200 h"
    assert table["hours"].sum() * 100 == sum(
        hours for worked in ledger.hours.values() for hours in worked.values()
    )


def test_waiting_of_packages_adds_up_to_the_measure(ledger, atlas, running_plan):
    waiting = tables.packages(ledger)["waiting"]

    assert waiting.sum() == measure(running_plan, atlas).waiting > 0


def test_a_milestone_begins_and_ends_on_its_day(atlas, running_plan):
    milestone = (
        atlas.projects[0]
        .packages[0]
        .replace(id="AI0", staffing="fixed_team", duration=0, demands=())
    )
    project = atlas.projects[0].replace(
        packages=(*atlas.projects[0].packages, milestone)
    )
    portfolio = atlas.replace(projects=(project, *atlas.projects[1:]))
    scheduled = ScheduledPackage(package="AI0", start=date(2026, 2, 2), periods=0)
    plan = running_plan.replace(packages=(*running_plan.packages, scheduled))

    found = row(tables.packages(Ledger(plan, portfolio)), package="AI0")

    assert found["first"] == found["last"] == pd.Timestamp(2026, 2, 2)
    assert (found["hours"], found["team"], found["staffing"]) == (0, "", "no people")


def test_links_leave_at_ends_and_reach_starts(ledger, atlas):
    table = tables.links(ledger)

    assert len(table) == sum(len(package.predecessors) for _, package in atlas.packages)
    link = row(table, predecessor="AI2", successor="UI2")
    assert link["leaves"] == pd.Timestamp(2026, 3, 14)
    assert link["reaches"] == pd.Timestamp(2026, 3, 16)


def test_the_schedule_has_every_membership_once(ledger, running_plan):
    table = tables.schedule(ledger)

    pairs = set(zip(table["engineer"], table["package"], strict=True))
    assert pairs == {(a.engineer, a.package) for a in running_plan.assignments}
    assert len(table) == len(pairs)
    assert table["hours"].sum() == pytest.approx(tables.packages(ledger)["hours"].sum())


def test_hours_in_a_pool_are_one_row_for_each_unbroken_run(atlas):
    weeks = [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 26)]
    pool = (
        atlas.projects[0]
        .packages[0]
        .replace(staffing="pool", duration=4, demands=({"skill": "BE", "effort": 30},))
    )
    project = atlas.projects[0].replace(packages=(pool,))
    portfolio = atlas.replace(projects=(project,))
    plan = Plan(
        selected=("AI",),
        packages=(ScheduledPackage(package="AI1", start=weeks[0], periods=4),),
        assignments=(
            Assignment(
                engineer="Eli",
                package="AI1",
                demand="BE",
                hours=dict.fromkeys(weeks, 10),
            ),
        ),
    )

    table = tables.schedule(Ledger(plan, portfolio))

    assert table["hours"].tolist() == [20, 10]
    assert table["first"].tolist() == [pd.Timestamp(weeks[0]), pd.Timestamp(weeks[2])]
    assert table["last"].tolist() == [
        pd.Timestamp(2026, 1, 16),
        pd.Timestamp(2026, 1, 30),
    ]


def test_utilisation_is_the_ledger(ledger, atlas):
    table = tables.utilisation(ledger)

    for found in table.itertuples():
        period = ledger.timeline.holding(found.period.date())
        assert found.assigned * 100 == pytest.approx(
            ledger.hours[found.engineer].get(period, 0)
        )
        assert found.available * 100 == pytest.approx(
            ledger.calendars[found.engineer].available(period)
        )
    assert len(table) == 12 * table["period"].nunique()
    assert table["overload"].sum() == 0


def test_overload_is_what_the_measure_says(atlas, overbooked_plan):
    table = tables.utilisation(Ledger(overbooked_plan, atlas))

    assert (
        table["overload"].sum() == float(measure(overbooked_plan, atlas).overload) == 20
    )


def test_contention_names_who_wants_the_person_most_hours_first(atlas, overbooked_plan):
    ledger = Ledger(overbooked_plan, atlas)

    table = tables.contention(ledger, tables.utilisation(ledger))

    assert table["engineer"].tolist() == ["Ana", "Ana"]
    assert table["wanted_by"].tolist() == [("AI1", "BI1"), ("AI1", "BI1")]
    assert table["overload"].tolist() == [10, 10]


def test_contention_leaves_out_what_has_happened(atlas, overbooked_plan):
    ledger = Ledger(overbooked_plan, atlas, overbooked_plan, date(2026, 1, 12))

    table = tables.contention(ledger, tables.utilisation(ledger))

    assert table["period"].tolist() == [pd.Timestamp(2026, 1, 12)]


def test_offers_are_in_the_tables_while_they_are_engaged(atlas, running_plan):
    offers = tuple(
        Offer(engineer=atlas.engineers[0].replace(id=name)) for name in ("Max", "Nia")
    )
    engaged = Engagement(offer="Max", first=date(2026, 1, 5), last=date(2026, 1, 30))
    plan = running_plan.replace(engagements=(engaged,))

    table = tables.utilisation(Ledger(plan, atlas.replace(offers=offers)))

    assert "Nia" not in set(table["engineer"])
    assert table[table["engineer"] == "Max"]["available"].sum() == 4 * 32


def test_absences_are_unbroken_runs_without_hours(atlas, running_plan):
    away = (
        {"first": date(2026, 6, 1), "last": date(2026, 6, 12), "reason": "secret"},
        {"first": date(2026, 6, 22), "last": date(2026, 6, 26)},
    )
    ana = atlas.engineers[0].replace(absences=away)
    portfolio = atlas.replace(engineers=(ana, *atlas.engineers[1:]))
    ledger = Ledger(running_plan, portfolio)

    table = tables.absences(ledger, tables.utilisation(ledger))

    assert table["first"].tolist() == [
        pd.Timestamp(2026, 6, 1),
        pd.Timestamp(2026, 6, 22),
    ]
    assert table["last"].tolist() == [
        pd.Timestamp(2026, 6, 12),
        pd.Timestamp(2026, 6, 26),
    ]
    assert "secret" not in table.to_csv()


def test_engineers_sum_their_hours(ledger):
    used = tables.utilisation(ledger)

    ana = row(tables.engineers(ledger, used), engineer="Ana")

    own = used[used["engineer"] == "Ana"]
    assert ana["assigned"] == pytest.approx(own["assigned"].sum())
    assert ana["used"] == pytest.approx(own["assigned"].sum() / own["available"].sum())
    assert ana["packages"] == ("AI1", "AI2", "RN2")
    assert ana["skills"] == ("ML 3", "BE 3 × 0.6")


def test_skills_split_the_hours_of_their_people(ledger):
    table = tables.skills(ledger)
    january = table[table["period"] == pd.Timestamp(2026, 1, 5)]

    ml = row(january, skill="ML")
    assert (ml["demand"], ml["elsewhere"], ml["capacity"]) == (0, 32, 64)
    be = row(january, skill="BE")
    assert (be["demand"], be["elsewhere"], be["capacity"]) == (160, 0, 160)
    total = tables.packages(ledger)["hours"].sum()
    assert table["demand"].sum() == pytest.approx(total)


def test_a_skill_is_short_where_its_people_are_overbooked(atlas, overbooked_plan):
    table = tables.skills(Ledger(overbooked_plan, atlas))

    short = table[table["short"] > 0]

    assert set(short["skill"]) == {"BE"}
    assert short["short"].tolist() == [10, 10]


def test_the_summary_of_skills_finds_the_fullest_period(ledger):
    table = tables.skill_summary(tables.skills(ledger))

    ml = row(table, skill="ML")
    assert (ml["peak"], ml["peak_used"]) == (pd.Timestamp(2026, 1, 26), 1)
    assert ml["demand"] == pytest.approx(1040)
    assert table["peak_used"].is_monotonic_decreasing


def test_changes_against_the_baseline_are_those_measured(
    atlas, running_plan, late_plan
):
    ledger = Ledger(late_plan, atlas, running_plan)
    measures = measure(late_plan, atlas, running_plan)

    table = tables.moves(ledger)

    counts = table["change"].value_counts()
    assert counts["joins"] == measures.moves == 1
    assert counts["leaves"] == measures.releases == 1
    assert counts["dropped"] == measures.dropped == 2
    assert table["periods"].sum() == measures.shift == 2
    later = row(table, change="starts later")
    assert (later["package"], later["periods"]) == ("AI3", 2)
    assert later["after"] - later["before"] == pd.Timedelta(days=14)


def test_packages_that_the_baseline_lacks_are_new(atlas, running_plan, late_plan):
    table = tables.moves(Ledger(running_plan, atlas, late_plan))

    assert table[table["change"] == "new"]["package"].tolist() == ["RN1", "RN2"]


def test_without_a_baseline_nothing_changes(ledger):
    assert tables.moves(ledger).empty


def test_cost_by_month_is_the_cost_measured(atlas, running_plan):
    halved = tuple(project.replace(capex_share=0.5) for project in atlas.projects)
    portfolio = atlas.replace(projects=halved)

    table = tables.costs(Ledger(running_plan, portfolio))

    assert table["cost"].sum() == pytest.approx(
        float(measure(running_plan, atlas).cost)
    )
    assert table["capex"].equals(table["opex"])
    assert (table["month"].dt.day == 1).all()


def test_budgets_say_what_is_left(atlas, running_plan):
    budget = {
        "id": "all",
        "basis": "stated",
        "total": 390,
        "quarters": {"2026-Q1": 100, "2026-Q2": 300},
    }

    table = tables.budgets(Ledger(running_plan, atlas.replace(budgets=(budget,))))

    assert table["span"].tolist() == ["all", "2026-Q1", "2026-Q2"]
    assert row(table, span="all")["left"] == 1
    assert row(table, span="2026-Q1")["left"] < 0


def test_tiers_and_convergence_are_the_outcome(proven):
    tiers = tables.tiers(proven)
    course = tables.convergence(proven)

    assert tiers["tier"].tolist() == ["net_value", "overload"]
    assert tiers["gap"].tolist() == [0, 0]
    value = course[course["tier"] == "net_value"]
    assert value["bound"].tolist() == [3500, 3500, 3500]
    assert value["value"].fillna(-1).tolist() == [-1, 2700, 3500]


def test_broken_rules_are_the_verdict(atlas, overbooked_plan):
    verdict = check(overbooked_plan, atlas)

    table = tables.broken_rules(verdict)

    assert len(table) == len(verdict.broken) > 0
    overworked = table[table["rule"] == "working_capacity"]
    assert overworked["hours"].tolist() == [10, 10]
    assert overworked["period"].tolist() == [
        pd.Timestamp(2026, 1, 5),
        pd.Timestamp(2026, 1, 12),
    ]


def test_a_rule_broken_at_no_time_has_no_period():
    verdict = Verdict(
        accepted=False,
        broken=(BrokenRule(rule="stocks", where="s", message="Too few."),),
    )

    assert tables.broken_rules(verdict)["period"].isna().all()


def test_tables_of_an_empty_plan_have_their_columns(atlas):
    ledger = Ledger(Plan(), atlas)
    used = tables.utilisation(ledger)

    assert tables.packages(ledger).empty
    assert "first" in tables.packages(ledger)
    assert tables.schedule(ledger).empty
    assert tables.links(ledger).empty
    assert tables.contention(ledger, used).empty
    assert tables.skills(ledger)["demand"].sum() == 0
    assert not tables.projects(ledger)["selected"].any()
