"""Pages of what-if: what they say, and that a real browser has nothing to object to."""

import json
import re
from base64 import b64decode
from gzip import decompress
from types import SimpleNamespace

import pytest

from optimizer.report.page import Headline
from optimizer.report.unwritten import Page
from scenarios.report.comparison import comparison_page, is_one_choice
from scenarios.report.curve import curve_page
from scenarios.report.front import front_page
from scenarios.report.moves import moves_page
from scenarios.report.prices import key_people_page, people_page
from scenarios.report.what_if import what_if_page
from scenarios.report.why import why_not_page, why_project_page
from scenarios.tables.dossier import Dossier

MOST_BYTES = 6_000_000
WIDTHS = (1280, 390)


@pytest.fixture(scope="session")
def pages(dossier, lineup, moves_curve, made_up):
    """One page of every kind, by name."""
    after = dossier.what_if.situation
    return {
        "whatif": what_if_page(dossier),
        "compare": comparison_page(lineup),
        "moves": moves_page(dossier.changed, after, "S"),
        "curve": curve_page(moves_curve, after, "S"),
        "people": people_page(made_up.people, after, "S"),
        "leavers": key_people_page(made_up.leavers, after, "S"),
        "front": front_page(made_up.front, after, "S"),
        "conflict": why_not_page(made_up.conflict, after, "S"),
        "project": why_project_page(made_up.left_out, after, "S"),
    }


@pytest.fixture(scope="session")
def drawn_pages(pages):
    """As few pages as hold every kind of chart: a browser takes its time."""
    kinds = ("people", "front", "conflict", "project")
    sections = tuple(section for kind in kinds for section in pages[kind].sections)
    prices = Page("Prices", "Test", Headline("Prices"), sections)
    return {"whatif": pages["whatif"], "compare": pages["compare"], "prices": prices}


KINDS = (
    *("whatif", "compare", "moves", "curve", "people"),
    *("leavers", "front", "conflict", "project"),
)


def figures_of(page):
    packed = re.search(r'<script type="text/plain" id="charts">(.*?)</script>', page)
    return json.loads(decompress(b64decode(packed[1])).decode())["charts"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_small_and_its_ids_are_unique(pages, kind):
    page = pages[kind].render()

    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert len(page.encode()) < MOST_BYTES


@pytest.mark.page
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", ["whatif", "compare", "prices"])
def test_a_page_opens_without_complaint(tmp_path, opened, drawn_pages, kind, width):
    written = drawn_pages[kind].write(tmp_path / "page.html")

    page, complaints = opened(written, width)

    charts = figures_of(written.read_text(encoding="utf-8"))
    assert complaints == []
    assert page.locator(".plot").count() == len(charts)
    for chart in charts:
        assert page.locator(f"[id='{chart}'] svg.main-svg").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.page
def test_the_reader_puts_any_two_plans_over_each_other(tmp_path, opened, pages):
    page, complaints = opened(pages["compare"].write(tmp_path / "page.html"))
    choice = page.locator("select[data-chart=two-plans]")

    wanted = "Everything slides → Best response"
    assert wanted in choice.locator("option").all_text_contents()
    choice.select_option(label=wanted)

    titles = "document.getElementById('two-plans').layout.yaxis.ticktext"
    assert any("≠" in title for title in page.evaluate(titles))
    assert complaints == []


def test_the_answers_stand_side_by_side_with_their_proof(pages):
    page = pages["whatif"].render()

    assert "Best response" in page
    assert "proven best" in page
    assert "not optimized" in page
    assert "broken in" in page


def test_plans_that_nobody_needs_are_set_back_and_say_so(pages):
    page = pages["compare"].render()

    faded = re.findall(r'<tr class="faded">(.*?)</tr>', page)
    slides = next(row for row in faded if "Everything slides" in row)
    assert "dominated by" in slides


def test_a_waterfall_leads_from_one_value_to_the_other(pages):
    drawn = figures_of(pages["compare"].render())["waterfall"]

    for figure in drawn:
        bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
        first, *parts, last = (bar["x"][0] for bar in bars)
        assert first + sum(parts) == pytest.approx(last)


def test_values_by_project_add_up_to_what_stands_at_the_end(pages):
    (figure,) = figures_of(pages["compare"].render())["value-by-project"]

    *bars, ends = figure["data"]
    sums = [sum(column) for column in zip(*(bar["x"] for bar in bars), strict=True)]
    assert sums == pytest.approx(ends["x"])


def test_a_page_without_a_plan_says_so_first(impossible):
    page = what_if_page(Dossier.gather(impossible))

    assert page.headline.decision == "No plan can keep every rule: that is proven."
    assert page.headline.mood == "bad"
    assert "Best response" in page.render()


def test_a_curve_says_first_what_its_ends_are_worth(pages):
    headline = pages["curve"].headline
    assert headline.decision == (
        "Value by moves: 2,970 k€ at 0 moves, 3,115 k€ at 4 moves."
    )
    assert headline.sentences == ("5 values, all proven.",)


def test_without_whom_nothing_is_possible_is_said_first(pages):
    headline = pages["leavers"].headline
    assert headline.decision == "No plan is possible without Kim."


def test_moves_are_counted_in_whole_steps(pages):
    (chart,) = pages["front"].sections[0].charts
    axis = chart.figures[""].layout.xaxis
    assert (axis.title.text, axis.dtick) == ("moves", 1)


def test_names_of_people_and_plans_stay_text(dossier):
    scenario = dossier.what_if.scenario.replace(name="<script>window.ran = 1</script>")
    what_if = type(dossier.what_if)(
        scenario,
        dossier.what_if.base,
        dossier.what_if.situation,
        dossier.what_if.answers,
        dossier.what_if.input_hash,
    )

    page = what_if_page(Dossier.gather(what_if)).render()

    assert "<script>window.ran" not in page
    assert "&lt;script&gt;window.ran" in page


def test_a_number_that_is_not_proven_is_an_interval_in_the_heat_map(pages):
    drawn = figures_of(pages["people"].render())["people-prices"][0]

    assert drawn["data"][0]["text"] == [["10", "0"], ["15", "10 to 60"]]


def test_what_gives_way_is_named(pages):
    page = pages["project"].render()

    assert "What changes if it must be in" in page
    assert "PRIV" in page
    assert "2026-04-17" in pages["conflict"].render()


def test_a_plan_is_set_back_only_among_plans_for_the_same_situation(lineup, dossier):
    def entry(name, situation):
        candidate = SimpleNamespace(situation=situation)
        return SimpleNamespace(name=name, candidate=candidate)

    assert is_one_choice(lineup)
    after, now = dossier.what_if.situation, dossier.what_if.base
    scenarios = SimpleNamespace(entries=[entry("One", after), entry("Other", now)])
    assert not is_one_choice(scenarios)
