"""The page: what it says, that it is closed to the outside, and what the browser does."""

import gzip
import json
import re
from base64 import b64decode
from datetime import date
from html.parser import HTMLParser

import pytest
from plotly.offline import get_plotlyjs

from optimizer import Limits, solve
from optimizer.errors import InvalidPlan
from optimizer.plan import Outcome, Plan
from optimizer.portfolio.people import Offer
from optimizer.report import render_report, write_report
from tests.optimizer.plan.tiny import demand, engineer, fixed, portfolio, project

MOST_BYTES = 6_000_000
WIDTHS = (1280, 390)


class Outline(HTMLParser):
    """Collects headings, tags and visible text of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.headings, self.open, self.text = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if self.open and self.open[-1] not in {"script", "style"}:
            self.text.append(data)
            if self.open[-1] in {"h1", "h2"}:
                self.headings.append(data)


def outline(page):
    reader = Outline()
    reader.feed(page)
    return reader


def packed(page, name):
    return re.search(rf'<script type="text/plain" id="{name}">(.*?)</script>', page)[1]


def unpacked(page, name):
    return gzip.decompress(b64decode(packed(page, name))).decode()


def words(page):
    return " ".join(" ".join(outline(page).text).split())


def test_a_proven_plan_says_so_first(atlas, proven):
    page = render_report(atlas, outcome=proven)

    assert outline(page).headings == [
        "Atlas",
        "What was decided",
        "When everything happens",
        "Who works on what",
        "Who is overbooked, and when",
        "Which skills are scarce",
        "What it costs",
        "How sure this is",
    ]
    text = words(page)
    assert "All 7 projects run and deliver their full 3,500 k€." in text
    assert "No plan can be worth more than 3,500 k€: this one is proven best." in text
    assert "Every running project ends on time." in text
    assert "Nobody is booked for more hours than they have." in text
    assert "held by a chain of 5 packages: AI1 → AI2 → MO2 (waits for Bo)" in text


def test_an_unproven_plan_says_what_is_still_to_be_had(atlas, unproven):
    text = words(render_report(atlas, outcome=unproven))

    assert "6 of 7 projects run and deliver 3,220 of 3,500 k€." in text
    assert "at most 280 k€ (8 %) are still to be had" in text
    assert "5 of 6 end on time. Late: AI back-end by 1 week (30 k€ lost)." in text
    assert "Left out: RND · Language-model research (250 k€)." in text


def test_what_is_proven_with_offers_is_net_of_their_price():
    only_ida = project("P", fixed("A", asks=[demand("ml")]), value=100)
    offers = (Offer(engineer=engineer("Ida", "ml"), fixed_price=5),)
    work = portfolio(only_ida, offers=offers)
    outcome = solve(work, limits=Limits(deterministic=2.0, workers=1))
    text = words(render_report(work, outcome=outcome))

    assert "1 of 1 project runs and delivers its full 100 points." in text
    assert "Less 5 points for the offers that it takes, it is worth 95 points." in text
    assert "No plan can be worth more than 95 points: this one is proven best." in text
    assert "Most that is possible, net of offers 95" in text


def test_a_plan_that_nobody_optimised_claims_nothing(atlas, running_plan):
    text = words(render_report(atlas, running_plan))

    assert "It was checked, not optimized" in text
    assert "proven" not in text
    assert "How sure this is" not in text


def test_a_broken_plan_lists_every_broken_rule(atlas, overbooked_plan):
    page = render_report(atlas, overbooked_plan)

    text = words(page)
    assert "This plan cannot be carried out: it breaks a rule in" in text
    assert outline(page).headings[1] == "Broken rules"
    assert "working capacity" in text
    assert "1 person is overbooked, in 2 weeks altogether" in text
    assert "Ana from 5 Jan 2026 (10 h too many)" in text


def test_an_infeasible_outcome_says_why(atlas, impossible):
    page = render_report(atlas, outcome=impossible)

    text = words(page)
    assert outline(page).headings[:2] == ["Atlas", "Why there is no plan"]
    assert "No plan can keep every rule. That is proven" in text
    assert "AI must be selected." in text
    assert "AI ends by 2 Jan 2026." in text
    assert "When everything happens" not in text


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("out_of_time", "No plan was found in the time given. That proves nothing"),
        ("cancelled", "The search was stopped before it found a plan."),
    ],
)
def test_a_search_without_a_plan_says_how_it_ended(
    atlas, certificate, status, sentence
):
    outcome = Outcome(status=status, certificate=certificate)

    assert sentence in words(render_report(atlas, outcome=outcome))


def test_without_plan_and_outcome_the_report_says_that(atlas):
    assert "There is no plan yet." in words(render_report(atlas))


def test_an_empty_plan_is_a_report_too(atlas):
    text = words(render_report(atlas, Plan()))

    assert "0 of 7 projects run and deliver 0 of 3,500 k€." in text


def test_a_baseline_tells_the_changes(atlas, running_plan, late_plan):
    text = words(render_report(atlas, late_plan, baseline=running_plan))

    assert (
        "Against the running plan: 1 move, 1 release, starts shifted by 2 weeks" in text
    )
    assert "What changes against the running plan" in text
    assert "dropped" in text


def test_what_has_happened_is_told_apart(atlas, running_plan):
    page = render_report(
        atlas, running_plan, baseline=running_plan, now=date(2026, 2, 23)
    )

    assert "Nothing changes: same packages, same dates, same people." in words(page)
    assert "running" in words(page)


def test_a_plan_of_another_portfolio_writes_nothing(tmp_path, atlas):
    with pytest.raises(InvalidPlan, match="no project 'NO'"):
        write_report(tmp_path / "report.html", atlas, Plan(selected=("NO",)))

    assert list(tmp_path.iterdir()) == []


def test_the_file_is_small_whole_and_names_no_server(tmp_path, atlas, proven):
    path = write_report(tmp_path / "report.html", atlas, outcome=proven)

    assert path.stat().st_size < MOST_BYTES
    page = path.read_text(encoding="utf-8")
    assert unpacked(page, "plotly") == get_plotlyjs()
    assert page.count(packed(page, "plotly")) == 1
    for tag, attributes in outline(page).tags:
        assert "src" not in attributes
        assert tag != "link" or attributes["href"] == "data:,"
        assert tag != "a" or attributes["href"].startswith("#")


def test_the_same_plan_gives_the_same_page(atlas, proven):
    assert render_report(atlas, outcome=proven) == render_report(atlas, outcome=proven)


def test_only_the_page_s_own_scripts_may_run(atlas, proven):
    page = render_report(atlas, outcome=proven)

    policy = next(a for t, a in outline(page).tags if a.get("http-equiv"))["content"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    scripts = policy.split("script-src")[1].split(";")[0]
    assert scripts.count("sha256-") == 2
    assert "unsafe" not in scripts


def test_no_name_is_read_as_code(hostile):
    portfolio, plan = hostile

    reader = outline(render_report(portfolio, plan))

    scripts = [attributes for tag, attributes in reader.tags if tag == "script"]
    assert [script.get("id") for script in scripts] == ["plotly", "charts", None]
    assert not {"img", "svg", "b", "i"} & {tag for tag, _ in reader.tags}
    assert not [a for _, a in reader.tags if any(name.startswith("on") for name in a)]


def test_the_data_of_the_charts_cannot_end_their_script(hostile):
    page = render_report(*hostile)

    assert re.fullmatch(r"[A-Za-z0-9+/=]+", packed(page, "charts"))
    assert "gantt" in json.loads(unpacked(page, "charts"))["charts"]


def test_charts_of_too_many_people_show_the_most_overbooked(
    atlas, overbooked_plan, monkeypatch
):
    monkeypatch.setattr("optimizer.report.sections.people.MOST_PEOPLE", 3)

    page = render_report(atlas, overbooked_plan)

    figures = json.loads(unpacked(page, "charts"))["charts"]
    shown = figures["engineers"][0]["layout"]["yaxis"]["ticktext"]
    assert shown == figures["utilisation"][0]["data"][0]["y"]
    assert len(shown) == 3
    assert shown[0] == "Ana"
    assert "The charts show the 3 most overbooked and busiest." in words(page)


@pytest.mark.page
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_opens_without_complaint(tmp_path, opened, atlas, proven, width):
    path = write_report(tmp_path / "report.html", atlas, outcome=proven)

    page, complaints = opened(path, width)

    assert complaints == []
    assert page.locator(".plot svg.main-svg").count() >= 6
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.page
def test_a_hostile_portfolio_stays_text(tmp_path, opened, hostile):
    path = write_report(tmp_path / "report.html", *hostile)

    page, complaints = opened(path)

    assert complaints == []
    assert page.evaluate("window.ran") is None
    assert page.locator("main img, main a[href^=javascript], main iframe").count() == 0
    shown = page.locator("#gantt .yaxislayer-above, #gantt .ytick").all_text_contents()
    assert any("<script>window.ran" in text for text in shown)


@pytest.mark.page
def test_hovering_a_hostile_bar_shows_its_name(tmp_path, opened, hostile):
    page, complaints = opened(write_report(tmp_path / "report.html", *hostile))

    for chart in ("gantt", "engineers", "utilisation", "value"):
        plot = page.locator(f"#{chart}")
        plot.scroll_into_view_if_needed()
        box = plot.locator(".nsewdrag").first.bounding_box()
        for part in (0.05, 0.2, 0.4):
            page.mouse.move(box["x"] + box["width"] * part, box["y"] + 40)
            page.wait_for_timeout(60)

    assert complaints == []
    assert page.evaluate("window.ran") is None
    assert page.locator(".hoverlayer a").count() == 0


@pytest.mark.page
def test_the_reader_chooses_a_skill(tmp_path, opened, atlas, proven):
    page, complaints = opened(write_report(tmp_path / "r.html", atlas, outcome=proven))

    drawn = "document.getElementById('demand').data[0].y.slice(0, 1)"
    before = page.evaluate(drawn)
    page.locator("select[data-chart=demand]").select_option(label="BE")

    assert complaints == []
    assert (before, page.evaluate(drawn)) == ([0], [160])


@pytest.mark.page
def test_tables_sort_by_what_their_cells_mean(tmp_path, opened, atlas, late_plan):
    page, complaints = opened(write_report(tmp_path / "r.html", atlas, late_plan))
    section = page.locator("#decisions")

    def first_column():
        return section.locator("tbody th").all_text_contents()

    section.get_by_role("button", name="Of").click()
    assert first_column() == ["RND", "MLO", "LEG", "BIL", "PRIV", "UI", "AI"]
    section.get_by_role("button", name="Of").click()
    assert first_column() == ["AI", "UI", "PRIV", "BIL", "LEG", "MLO", "RND"]
    section.get_by_role("button", name="Ends").click()
    ends = section.locator("tbody td:nth-child(8)").all_text_contents()
    assert ends[-1] == "–"
    assert ends[0] == "27 Mar 2026"
    assert section.locator("th[aria-sort=ascending]").count() == 1
    assert complaints == []


@pytest.mark.page
def test_the_page_reads_without_scripts(tmp_path, browser, atlas, proven):
    path = write_report(tmp_path / "report.html", atlas, outcome=proven)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())

    assert page.get_by_text("All 7 projects run").is_visible()
    assert page.locator("#decisions").get_by_text("Compliance feature").is_visible()
    context.close()


@pytest.mark.page
def test_text_has_enough_contrast_and_landmarks(tmp_path, opened, atlas, unproven):
    page, _ = opened(write_report(tmp_path / "report.html", atlas, outcome=unproven))

    faint = page.evaluate(
        """() => {
          const parts = (text) => text.match(/[\\d.]+/g).map(Number);
          const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
            .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          return [...document.querySelectorAll("body *:not(script):not(style)")]
            .filter((e) => !e.closest(".plot") && [...e.childNodes]
              .some((n) => n.nodeType === 3 && n.textContent.trim()))
            .map((e) => [e.tagName, light(parts(getComputedStyle(e).color))])
            .filter(([, tone]) => 1.05 / (tone + 0.05) < 4.5);
        }"""
    )
    assert faint == []
    for landmark in ("banner", "main", "navigation", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1
    assert page.get_by_role("heading", level=1).count() == 1
    unnamed = page.locator("[role=img]:not([aria-label]), table:not(:has(caption))")
    assert unnamed.count() == 0


@pytest.mark.page
def test_printing_opens_every_table(tmp_path, opened, atlas, proven):
    page, complaints = opened(write_report(tmp_path / "r.html", atlas, outcome=proven))
    folded = page.locator("details:not([open])").count()

    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert folded > 0
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")

    assert page.locator("details:not([open])").count() == folded
    assert complaints == []
