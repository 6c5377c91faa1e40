"""Tables that pages and briefs are written from."""

from decimal import Decimal

import pandas as pd
import pytest

from scenarios.comparison.by_cause import Cause, Decomposition
from scenarios.curve import Curve, CurvePoint
from scenarios.interval import Interval
from scenarios.moves.knee import knee
from scenarios.report.charts.two_plans import differing
from scenarios.tables.curve import curve
from scenarios.tables.dossier import ANSWERS, MOVES, VALUES, Dossier
from scenarios.tables.waterfall import by_cause, by_project


def row(table, name):
    """One row by its first column."""
    return table[table.iloc[:, 0] == name].iloc[0]


def test_the_plan_before_comes_first_and_is_no_rival(dossier):
    table = dossier.tables[ANSWERS]

    assert table["plan"].tolist() == [
        "Before",
        "Present plan",
        "Everything slides",
        "Same teams, best dates",
        "Best response",
    ]
    assert row(table, "Best response")["remark"] == ""
    assert row(table, "Best response")["less_than_before"] == 385
    assert pd.isna(row(table, "Before")["less_than_best"])


def test_answers_say_what_is_proven_and_what_is_broken(dossier):
    table = dossier.tables[ANSWERS]

    assert row(table, "Best response")["proof"] == "proven best"
    assert row(table, "Everything slides")["proof"] == "not optimized"
    assert row(table, "Everything slides")["rules"] == "kept"
    assert row(table, "Present plan")["rules"].startswith("broken in")
    assert pd.isna(row(table, "Everything slides")["at_most"])


def test_what_is_still_possible_is_the_bound_less_the_value(unproven):
    found = row(Dossier.gather(unproven).tables[ANSWERS], "Best response")

    assert (found["at_most"], found["still_possible"]) == (3200, 85)
    assert found["proof"] == "best found"


def test_an_impossible_answer_has_no_numbers(impossible):
    found = row(Dossier.gather(impossible).tables[ANSWERS], "Best response")

    assert found["proof"] == "no plan is possible: proven"
    assert found["rules"] == "no plan"
    assert pd.isna(found["net_value"])


def test_the_moves_are_as_many_as_the_measure_says(dossier):
    table = dossier.tables[MOVES]

    assert (table["change"] == "joins").sum() == 4
    assert table["periods"].sum() == dossier.what_if.response.measures["shift"]
    assert table["what"].is_unique
    assert table["because"].map(bool).all()


def test_a_curve_says_what_each_step_gains_and_where_the_knee_is(moves_curve):
    table = curve(moves_curve, knee(moves_curve))

    assert table["gain"].tolist()[1:] == [60, 50, 25, 10]
    assert table.loc[table["remark"] == "knee", "at"].tolist() == ["2 moves"]


def test_a_curve_claims_no_gain_between_values_that_are_not_proven():
    values = [Interval.exactly(1), Interval(low=Decimal(2), high=Decimal(5))]
    points = [
        CurvePoint(at=at, label=str(at), net_value=value, status="feasible")
        for at, value in enumerate(values)
    ]
    lost = CurvePoint(
        at=2, label="2", net_value=Interval(low=None, high=None), status="infeasible"
    )

    table = curve(Curve(of="x", trend="open", points=(*points, lost)))

    assert table["gain"].isna().all()
    assert table["proof"].tolist() == ["proven", "best found", "impossible: proven"]


def test_the_parts_between_two_plans_add_up(dossier):
    parts = by_project(dossier.tables[VALUES], "Everything slides", "Best response")

    assert parts["part"].iloc[0] == "Everything slides"
    assert parts["low"].iloc[:-1].sum() == pytest.approx(parts["low"].iloc[-1])
    assert (parts["low"] == parts["high"]).all()


def test_the_parts_of_causes_begin_and_end_with_the_best_values():
    cause = Cause(
        number=1,
        kind="engineer_leaves",
        sentence="Ada leaves.",
        status="optimal",
        net_value=Interval.exactly(90),
        part=Interval.exactly(-10),
    )
    found = Decomposition(
        scenario="S",
        first=Interval.exactly(100),
        causes=(cause,),
        total=Interval.exactly(-10),
    )

    assert by_cause(found)["low"].tolist() == [100, -10, 90]


def test_a_part_that_is_not_known_is_not_drawn():
    found = Decomposition(scenario="S", first=None, causes=(), total=None, ended="x")
    assert by_cause(found).empty


def test_packages_differ_by_dates_and_people_and_not_by_their_order(dossier):
    before, after = (
        entry.material.packages
        for entry in dossier.entries
        if entry.name in {"Before", "Best response"}
    )

    assert differing(before, before) == set()
    turned = before.assign(people=before["people"].map(lambda names: names[::-1]))
    assert differing(before, turned) == set()
    assert "UI2" in differing(before, after)
    assert "LE1" not in differing(before, after)
