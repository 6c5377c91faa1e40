"""What the figures show is what the tables say."""

import numpy as np
import pandas as pd
import pytest

from optimizer.plan import Ledger
from optimizer.report import charts, tables
from optimizer.report.charts import style
from optimizer.report.charts.arrows import Step, arrows
from optimizer.report.charts.gantt import MOST_PACKAGES
from optimizer.report.charts.labels import distinct, hover, label
from optimizer.report.charts.lanes import lanes, row_heights
from optimizer.report.charts.utilisation import codes
from optimizer.report.holding_chain import holding_chain

DAY = pd.Timedelta(days=1)


def drawn_spans(figure):
    """Return row title → first and last day of its bar, of packages only."""
    titles = figure.layout.yaxis.ticktext
    found = {}
    for bar in figure.select_traces({"type": "bar"}):
        if bar.name in {"project", "late"}:
            continue
        for base, length, row in zip(bar.base, bar.x, bar.y, strict=True):
            first = pd.Timestamp(base)
            last = first + pd.Timedelta(milliseconds=length) - DAY
            found[titles[row].split(" ")[0]] = (first, last)
    return found


@pytest.fixture
def gantt(ledger):
    """The running plan's Gantt chart."""
    return charts.gantt(
        tables.packages(ledger),
        tables.projects(ledger),
        tables.links(ledger),
        holding_chain(ledger),
    )


def traces(figure, name):
    return [trace for trace in figure.data if trace.name == name]


def test_every_bar_has_the_dates_of_its_package(gantt, ledger):
    packages = tables.packages(ledger)

    assert drawn_spans(gantt) == {
        p.package: (p.first, p.last) for p in packages.itertuples()
    }


def test_every_link_is_one_arrow_with_one_head(gantt, ledger):
    (links,) = traces(gantt, "link")

    heads = [size for size in links.marker.size if size]
    gaps = [day for day in links.x if day is None]
    assert len(heads) == len(gaps) == len(tables.links(ledger)) == 16
    assert len(links.x) == len(links.y) == len(links.marker.size)


def test_arrows_lead_from_the_predecessor_to_the_successor(gantt, ledger):
    (links,) = traces(gantt, "link")
    row_of = {
        title.split(" ")[0]: r for r, title in enumerate(gantt.layout.yaxis.ticktext)
    }
    paths, path = [], []
    for day, row in zip(links.x, links.y, strict=True):
        if day is None:
            paths.append((path[0], path[-1]))
            path = []
        else:
            path.append((pd.Timestamp(day), row))

    assert paths == [
        (
            (link.leaves, row_of[link.predecessor]),
            (link.reaches, row_of[link.successor]),
        )
        for link in tables.links(ledger).itertuples()
    ]


@pytest.mark.parametrize(
    ("step", "turns"),
    [
        pytest.param({}, (8, 8), id="ahead"),
        pytest.param({"from_start": True}, (0, 0), id="leaves a start"),
        pytest.param({"to_end": True}, (10, 10), id="reaches an end"),
        pytest.param({"from_start": True, "to_end": True}, (0, 0, 10, 10), id="both"),
    ],
)
def test_arrows_never_run_through_the_bars_that_they_tie(step, turns):
    start, goal = (pd.Timestamp(2026, 1, 2), 0), (pd.Timestamp(2026, 1, 10), 3)

    arrow = arrows([Step(start, goal, **step)], "link", style.LINK)

    corners = [pd.Timestamp(day) for day in arrow.x[1:-2]]
    nearest = [(day - pd.Timestamp(2026, 1, 1)).round("2D").days for day in corners]
    assert nearest == list(turns)


def test_the_holding_chain_stands_out(gantt):
    (held,) = traces(gantt, "holds the last date")
    titles = [gantt.layout.yaxis.ticktext[row].split(" ")[0] for row in held.y]

    assert sorted(titles) == ["AI1", "AI2", "MO2", "RN1", "RN2"]
    assert held.marker.line.width > 0
    (shared,) = traces(gantt, "shared people that hold")
    assert sum(size > 0 for size in shared.marker.size) == 2
    (linked,) = traces(gantt, "link that holds")
    assert sum(size > 0 for size in linked.marker.size) == 2


def test_due_dates_stand_after_the_period_that_holds_them(gantt, ledger):
    (due,) = traces(gantt, "due")
    projects = tables.projects(ledger)

    expected = [day.strftime("%Y-%m-%d") for day in projects["on_time_until"] + DAY]
    assert list(due.x) == expected


def test_only_late_projects_have_a_late_part(atlas, late_plan, gantt):
    late_ledger = Ledger(late_plan, atlas)
    figure = charts.gantt(
        tables.packages(late_ledger),
        tables.projects(late_ledger),
        tables.links(late_ledger),
    )

    (late,) = traces(figure, "late")
    assert list(late.base) == ["2026-04-11"]
    assert late.marker.pattern.shape
    assert traces(gantt, "late") == []


def test_a_chart_of_too_many_packages_shows_projects_only(ledger):
    packages = tables.packages(ledger)
    many = pd.concat([packages] * (MOST_PACKAGES // len(packages) + 1))

    figure = charts.gantt(many, tables.projects(ledger), tables.links(ledger))

    assert len(figure.layout.yaxis.ticktext) == 7


def test_hover_texts_say_name_dates_and_hours(gantt):
    (held,) = traces(gantt, "holds the last date")

    assert held.hovertext[1] == (
        "<b>AI2 · Model training and evaluation</b><br>AI back-end<br>"
        "26 Jan 2026 – 13 Mar 2026, 7 periods<br>400 h: Ana 200 h, Bo 200 h"
    )


def test_now_is_marked(ledger):
    figure = charts.gantt(
        tables.packages(ledger),
        tables.projects(ledger),
        tables.links(ledger),
        now=pd.Timestamp(2026, 2, 23).date(),
    )

    (line,) = figure.layout.shapes
    assert line.x0 == line.x1 == "2026-02-23"


def test_every_membership_is_a_bar_of_its_person(ledger):
    used = tables.utilisation(ledger)
    schedule = tables.schedule(ledger)
    figure = charts.engineers(
        tables.engineers(ledger, used), schedule, tables.absences(ledger, used)
    )

    people = figure.layout.yaxis.ticktext
    found = {
        (people[int(row)], package, base)
        for bar in figure.data
        for row, package, base in zip(bar.y, bar.text, bar.base, strict=True)
    }
    assert found == {
        (s.engineer, s.package, s.first.strftime("%Y-%m-%d"))
        for s in schedule.itertuples()
    }


def test_no_two_projects_look_alike():
    looks = [style.look(place) for place in range(40)]

    assert len(set(looks)) == 40


def test_work_at_the_same_time_shares_the_row():
    spans = pd.DataFrame(
        {
            "first": pd.to_datetime(
                ["2026-01-05", "2026-01-05", "2026-01-12", "2026-02-02"]
            ),
            "last": pd.to_datetime(
                ["2026-01-09", "2026-01-30", "2026-01-16", "2026-02-06"]
            ),
        }
    )

    assert lanes(spans) == ([0, 1, 0, 0], [2, 2, 2, 1])


def test_a_person_with_much_at_once_gets_a_higher_row():
    spans = pd.DataFrame({"engineer": ["Ana"] * 3, "of": [5, 5, 1]})

    rows = row_heights(spans, ["Bo", "Ana", "Chen"])

    assert rows["height"].tolist() == [1, 4, 1]
    assert rows["row"].tolist() == [0.5, 3, 5.5]


def test_the_heat_map_is_the_ledger(ledger, atlas):
    figure = charts.utilisation(tables.utilisation(ledger))

    heat = figure.data[0]
    assert heat.z.dtype == np.uint8
    assert list(heat.y) == [engineer.id for engineer in atlas.engineers]
    for person, row in zip(atlas.engineers, heat.z, strict=True):
        for day, code in zip(heat.x, row, strict=True):
            period = ledger.timeline.holding(pd.Timestamp(day).date())
            hours = ledger.hours[person.id].get(period, 0)
            available = ledger.calendars[person.id].available(period)
            assert abs(int(code) - 1 - 100 * hours / available) <= 0.5 or (
                code == 100 and 99 < 100 * hours / available < 100
            )
            place = list(heat.x).index(day)
            assert heat.customdata[list(heat.y).index(person.id)][place][0] == (
                pytest.approx(hours / 100)
            )


def test_overbooked_cells_are_crossed(atlas, overbooked_plan):
    figure = charts.utilisation(tables.utilisation(Ledger(overbooked_plan, atlas)))

    marks = figure.data[1]
    assert list(marks.y) == ["Ana", "Ana"]
    assert list(marks.x) == ["2026-01-05", "2026-01-12"]
    assert marks.marker.symbol == "x-thin"


@pytest.mark.parametrize(
    ("assigned", "available", "code"),
    [
        pytest.param(0, 0, 0, id="away"),
        pytest.param(0, 40, 1, id="free"),
        pytest.param(20, 40, 51, id="half"),
        pytest.param(39.99, 40, 100, id="almost full is not full"),
        pytest.param(40, 40, 101, id="full"),
        pytest.param(40.01, 40, 102, id="a minute too much is too much"),
        pytest.param(8, 0, 201, id="works while away"),
        pytest.param(4000, 40, 201, id="far beyond"),
    ],
)
def test_cells_are_coded_in_one_byte(assigned, available, code):
    table = pd.DataFrame({"assigned": [assigned], "available": [available]})

    assert codes(table).tolist() == [code]


def test_demand_and_capacity_are_the_table(ledger):
    table = tables.skills(ledger)
    rows = table[table["skill"] == "ML"]

    figure = charts.demand(table, "ML")

    worked, elsewhere, capacity = figure.data
    assert list(worked.y) == rows["demand"].tolist()
    assert list(elsewhere.y) == rows["elsewhere"].tolist()
    assert list(capacity.y) == rows["capacity"].tolist()
    assert list(worked.x) == rows["period"].dt.strftime("%Y-%m-%d").tolist()


def test_a_shortage_is_marked(atlas, overbooked_plan):
    figure = charts.demand(tables.skills(Ledger(overbooked_plan, atlas)), "BE")

    (short,) = traces(figure, "short")
    assert list(short.customdata) == [10, 10]


def test_value_bars_add_up_to_the_full_value(atlas, late_plan):
    projects = tables.projects(Ledger(late_plan, atlas))

    figure = charts.value(projects, "k€")

    assert [bar.name for bar in figure.data] == [
        "delivered",
        "lost by delay",
        "lost by dropping",
    ]
    totals = np.sum([bar.x for bar in figure.data], axis=0)
    assert list(totals) == sorted(projects["full_value"], reverse=True)
    assert all(bar.marker.pattern.shape for bar in figure.data[1:])


def test_losses_that_nobody_has_are_not_drawn(ledger):
    assert len(charts.value(tables.projects(ledger), "k€").data) == 1


def test_convergence_shows_value_and_bound_of_one_tier(proven):
    figure = charts.convergence(tables.convergence(proven), "net_value")

    bound, value = figure.data
    assert (list(bound.x), list(bound.y)) == ([0.1, 0.4, 2.9], [3500] * 3)
    assert (list(value.x), list(value.y)) == ([0.4, 2.9], [2700, 3500])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("a\nb\tc", "a b c"),
        ("&lt;", "&amp;lt;"),
        ("x" * 40, "x" * 33 + "…"),
    ],
)
def test_labels_show_names_as_they_are(name, shown):
    assert label(name) == shown


def test_a_name_is_cut_before_it_is_escaped():
    assert label("<" * 40) == "&lt;" * 33 + "…"


def test_hover_texts_wrap_and_escape():
    text = hover("<i>", ["word " * 30])

    assert text.startswith("<b>&lt;i&gt;</b><br>word")
    assert max(map(len, text.split("<br>"))) <= 60


def test_axis_labels_are_never_equal():
    assert distinct(["same", "same", "other"]) == ["same", "same (2)", "other"]


@pytest.mark.parametrize(
    "colour", [*style.PALETTE, style.WORK, style.HOLDING, style.DONE]
)
def test_text_on_bars_is_readable(colour):
    def luminance(tone):
        channels = [int(tone[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in channels
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(colour), luminance(style.ink_on(colour))))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
