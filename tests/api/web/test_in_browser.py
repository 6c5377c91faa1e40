"""The pages in a real Chromium: nothing fails, nothing leaves, keys reach everything."""

import json

import pytest

from api.web.samples import sample
from optimizer.files.writing import bundled
from tests.api.web.browsing import browse, settle, site

__all__ = ["browse", "site"]

pytestmark = pytest.mark.page

MARKUP = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


@pytest.fixture(scope="module")
def atlas(app, chief):
    """The path of Atlas with its running plan."""
    loaded = sample("atlas")
    document = bundled(loaded.portfolio, loaded.plan).model_dump(mode="json")
    made = chief.post("/v1/portfolios", json=document)
    return made.headers["Location"].removeprefix("/v1")


@pytest.fixture(scope="module")
def hostile(chief):
    """The path of a portfolio whose names are markup."""
    document = {
        "name": MARKUP,
        "timeline": {"start": "2026-01-05", "horizon": 4},
        "engineers": [{"id": MARKUP, "name": MARKUP, "skills": {MARKUP: {}}}],
        "projects": [
            {
                "id": MARKUP,
                "name": MARKUP,
                "value": 100,
                "due": "2026-01-09",
                "packages": [
                    {
                        "id": MARKUP,
                        "name": MARKUP,
                        "staffing": "effort_team",
                        "demands": [{"skill": MARKUP, "effort": 40}],
                    }
                ],
            }
        ],
    }
    plan = {
        "selected": [MARKUP],
        "packages": [{"package": MARKUP, "start": "2026-01-05", "periods": 1}],
        "assignments": [{"engineer": MARKUP, "package": MARKUP, "demand": MARKUP}],
    }
    made = chief.post("/v1/portfolios", json={"portfolio": document, "plan": plan})
    assert made.status_code == 201, made.text
    return made.headers["Location"].removeprefix("/v1")


def is_too_wide(page):
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "path", ["/portfolios", "", "/portfolios/upload", "/jobs", "/users"]
)
def test_a_page_is_drawn_without_a_complaint_and_fits(browse, atlas, path, width):
    page, complaints = browse(path or atlas, width)
    settle(page)
    assert complaints == []
    assert not is_too_wide(page)


def test_names_that_are_markup_are_shown_and_do_nothing(browse, hostile):
    for path in (hostile, "/portfolios", f"{hostile}/details?person={MARKUP}"):
        page, complaints = browse(path)
        settle(page)
        assert complaints == []
        assert page.locator("img").count() == 0


def test_a_click_on_a_bar_opens_the_panel_and_escape_closes_it(browse, atlas):
    page, complaints = browse(atlas)
    page.locator("section#schedule").scroll_into_view_if_needed()
    page.locator("#gantt-plot").scroll_into_view_if_needed()
    page.wait_for_selector("#gantt-plot.leads")
    chart = page.locator("#gantt-plot")
    chart.evaluate(
        """place => {
            const bars = place.data.findIndex((trace) => trace.name === "package");
            const row = place.data[bars].y[0];
            place.emit("plotly_click", { points: [{ curveNumber: bars, y: row }] });
        }"""
    )
    page.wait_for_selector("#panel:not([hidden]) h2")
    assert "Build a scenario from here" in page.locator("#panel").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert complaints == []


def test_names_in_tables_open_the_panel_by_key_and_the_focus_comes_back(browse, atlas):
    page, complaints = browse(atlas)
    link = page.locator("#decisions a[hx-get]").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:not([hidden]) h2")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert link.evaluate("link => link === document.activeElement")
    assert complaints == []


def test_the_tab_key_reaches_everything_that_can_be_pressed(browse, atlas):
    page, _ = browse(atlas)
    settle(page)
    pressable = "a[href], button, select, summary, input:not([type=hidden])"
    wanted = page.evaluate(
        """(css) => [...document.querySelectorAll(css)]
            .filter((one) => one.checkVisibility()).length""",
        pressable,
    )
    page.evaluate("document.body.focus()")
    reached = set()
    for _ in range(wanted + 100):
        page.keyboard.press("Tab")
        key = page.evaluate(
            """(css) => {
                const one = document.activeElement;
                if (!one.matches(css)) return null;
                return [...document.querySelectorAll(css)].indexOf(one);
            }""",
            pressable,
        )
        reached.add(key)
    assert len(reached - {None}) >= wanted


def test_a_table_sorts_by_the_column_that_is_pressed(browse, atlas):
    page, _ = browse(atlas)
    table = page.locator("#decisions table.sortable").first
    heading = table.locator("thead th").first
    heading.locator("button").press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    names = table.locator("tbody tr > :first-child").all_inner_texts()
    assert names == sorted(names, key=str.casefold)


def test_a_file_is_chosen_shown_and_kept(browse, tmp_path, portfolio):
    file = tmp_path / "tiny.json"
    file.write_text(portfolio.model_dump_json(exclude_defaults=True))
    page, complaints = browse("/portfolios/upload")
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Show what is in it").click()
    page.get_by_role("button", name="Keep it as a new portfolio").click()
    page.wait_for_selector("text=There is no plan yet")
    assert complaints == []


def test_what_goes_wrong_later_is_told_on_the_page(browse, atlas):
    page, _ = browse(atlas)
    address = json.dumps(f"{atlas}/details?person=Nobody")
    page.evaluate(f"htmx.ajax('GET', {address}, {{target: '#panel'}})")
    page.wait_for_selector("#complaints .notice")
    assert "There is no" in page.locator("#complaints").inner_text()


def test_a_heat_map_of_two_hundred_people_and_a_year_is_drawn(browse, chief):
    document = {
        "name": "Many",
        "timeline": {"start": "2026-01-05", "horizon": 52},
        "engineers": [{"id": f"E{n:03}", "skills": {"BE": {}}} for n in range(200)],
        "projects": [
            {
                "id": f"P{n:03}",
                "value": 1,
                "packages": [
                    {
                        "id": f"W{n:03}",
                        "staffing": "effort_team",
                        "demands": [{"skill": "BE", "effort": 40}],
                    }
                ],
            }
            for n in range(200)
        ],
    }
    plan = {
        "selected": [f"P{n:03}" for n in range(200)],
        "packages": [
            {"package": f"W{n:03}", "start": "2026-01-05", "periods": 1}
            for n in range(200)
        ],
        "assignments": [
            {"engineer": f"E{n:03}", "package": f"W{n:03}", "demand": "BE"}
            for n in range(200)
        ],
    }
    made = chief.post("/v1/portfolios", json={"portfolio": document, "plan": plan})
    page, complaints = browse(made.headers["Location"].removeprefix("/v1"))
    page.wait_for_selector("section#overbooking", state="attached")
    page.locator("#value-plot").scroll_into_view_if_needed()
    page.wait_for_selector("#value-plot.js-plotly-plot")
    rows, seconds = page.evaluate(
        """async () => {
            const begun = performance.now();
            const part = document.querySelector("section#overbooking");
            const figures = part.getAttribute("hx-get").replace("/parts/", "/figures/");
            const answer = await fetch(`${figures}/utilisation`);
            const { data, layout } = await answer.json();
            const place = document.querySelector("#panel");
            place.hidden = false;
            await Plotly.newPlot(place, data, layout);
            return [place.data[0].y.length, (performance.now() - begun) / 1000];
        }"""
    )
    print(f"heat map of 200 × 52 after {seconds:.2f} s, asked for the first time")
    assert rows == 200
    assert complaints == []
