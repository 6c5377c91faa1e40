"""What is told of results and plans: as data, as charts, as files."""

import csv
import json
from datetime import timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from api.images import Images
from api.jobs import queue
from api.jobs.answering import answer
from api.jobs.questions import QUESTIONS
from api.jobs.queue import Ending, Terms
from api.refusals import NoImage, TooManyImages
from api.storage.jobs import JobState
from optimizer.plan.effort import Control

EFFORT = {"deterministic": 5, "workers": 1}
EVIL = "=HYPERLINK(A1)"
MARKUP = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def work(app):
    """A function that answers the job of the highest priority."""

    def work():
        database = app.state.service.database
        terms = Terms("test", timedelta(minutes=5), 100)
        with database.writing() as session:
            lease = queue.claim(session, terms)
        question = QUESTIONS.validate_json(lease.question)
        found = answer(question, Control(), lambda _: None)
        ending = Ending(
            JobState.DONE, found.result, found.plans, found.full, found.limited
        )
        with database.writing() as session:
            queue.finish(session, lease, ending)

    return work


@pytest.fixture(scope="module")
def evil():
    """A portfolio whose names a spreadsheet or a browser would like to run."""
    return {
        "name": MARKUP,
        "timeline": {"start": "2026-01-05", "horizon": 4},
        "engineers": [{"id": EVIL, "skills": {"BE": {}}, "cost_per_hour": 97}],
        "projects": [
            {
                "id": "P",
                "name": "+1",
                "value": 100,
                "packages": [
                    {
                        "id": "build",
                        "name": "@SUM(A1)",
                        "staffing": "effort_team",
                        "demands": [{"skill": "BE", "effort": 40}],
                    }
                ],
            }
        ],
    }


@pytest.fixture(scope="module")
def stored(chief, evil):
    """The path of the portfolio."""
    return chief.post("/v1/portfolios", json=evil).headers["Location"]


@pytest.fixture(scope="module")
def solved(chief, stored, work):
    """The path of a job that has found the best plan."""
    said = {"effort": EFFORT, "priority": 10}
    path = chief.post(f"{stored}/solves", json=said).headers["Location"]
    work()
    assert chief.get(path).json()["state"] == "done"
    return path


@pytest.fixture(scope="module")
def front(chief, stored, work):
    """The path of a job that has found a front."""
    said = {"effort": EFFORT, "priority": 10, "most": 3}
    path = chief.post(f"{stored}/fronts", json=said).headers["Location"]
    work()
    return path


@pytest.fixture(scope="module")
def viewer(join, stored):
    """Somebody who may only read."""
    return join(grants=[(stored.rpartition("/")[2], "viewer")])


def plan_of(chief, job):
    """Return the path of the first plan of a job."""
    return f"/v1/plans/{chief.get(job).json()['plan_ids'][0]}"


def test_a_result_is_told_with_typed_tables_and_named_charts(chief, solved):
    told = chief.get(f"{solved}/telling").json()
    assert "100" in told["decision"]
    grids = {g["title"]: g for s in told["sections"] for g in s["grids"]}
    columns = [one["source"] for one in grids["Projects"]["columns"]]
    [row] = grids["Projects"]["rows"]
    found = dict(zip(columns, row, strict=True))
    assert (found["project"], found["selected"], found["delivered"]) == ("P", True, 100)
    assert found["last"] == "2026-01-09"
    charts = chief.get(f"{solved}/charts").json()["items"]
    assert {"value", "gantt", "engineers", "utilisation"} <= {c["name"] for c in charts}


def test_a_chart_is_a_figure_a_page_or_nothing(chief, solved):
    figure = chief.get(f"{solved}/charts/gantt")
    assert figure.headers["content-type"] == "application/json"
    assert {"data", "layout"} <= figure.json().keys()
    page = chief.get(f"{solved}/charts/gantt", headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["content-disposition"].startswith("attachment")
    assert MARKUP not in page.text
    assert page.text == chief.get(f"{solved}/charts/gantt?kind=html").text
    assert chief.get(f"{solved}/charts/nothing").status_code == 404


def test_an_image_is_drawn_where_one_is_asked_for(chief, solved, monkeypatch):
    asked = []

    def draw(_, figure):
        asked.append(json.loads(figure))
        return b"\x89PNG"

    monkeypatch.setattr(Images, "png", draw)
    for given in ({"headers": {"Accept": "image/png"}}, {"params": {"kind": "png"}}):
        image = chief.get(f"{solved}/charts/value", **given)
        assert image.headers["content-type"] == "image/png"
        assert image.content == b"\x89PNG"
    assert [one["layout"] == asked[0]["layout"] for one in asked] == [True, True]


@pytest.mark.parametrize(
    ("refusal", "status", "code"),
    [
        pytest.param(NoImage("none"), 406, "no_image", id="no browser"),
        pytest.param(TooManyImages(), 429, "too_many_images", id="others wait"),
    ],
)
def test_where_no_image_is_drawn_the_answer_says_what_can_be_done(
    chief, solved, monkeypatch, refusal, status, code
):
    def refuse(*_):
        raise refusal

    monkeypatch.setattr(Images, "png", refuse)
    refused = chief.get(f"{solved}/charts/value?kind=png")
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert ("Retry-After" in refused.headers) == (status == 429)


@pytest.mark.parametrize("of_plan", [False, True])
def test_a_report_is_a_page_that_runs_no_name(chief, solved, of_plan):
    path = plan_of(chief, solved) if of_plan else solved
    report = chief.get(f"{path}/report")
    assert report.headers["content-disposition"].startswith("attachment")
    assert MARKUP not in report.text
    assert "&lt;script&gt;" in report.text


def test_tables_come_as_csv_that_no_spreadsheet_runs(chief, solved):
    report = chief.get(f"{solved}/report?kind=csv")
    with ZipFile(BytesIO(report.content)) as archive:
        tables = {
            name: list(csv.reader(StringIO(archive.read(name).decode("utf-8-sig"))))
            for name in archive.namelist()
        }
    assert {"Summary.csv", "Projects.csv", "People.csv"} <= tables.keys()
    cells = [cell for rows in tables.values() for row in rows for cell in row]
    assert "'" + EVIL in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]


def test_tables_come_as_a_workbook_with_numbers_and_days(chief, solved):
    report = chief.get(f"{solved}/report?kind=xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(report.content))
    rows = book.get_sheet_by_name("Projects").to_python()
    found = dict(zip(*rows[:2], strict=True))
    assert found["Delivered"] == 100
    assert found["Ends"].isoformat() == "2026-01-09"
    people = book.get_sheet_by_name("People").to_python()
    assert people[1][0] == "'" + EVIL


def test_a_plan_of_a_list_is_told_where_it_stands(chief, front):
    plan = plan_of(chief, front)
    found = chief.get(plan).json()
    assert (found["label"], found["measures"]["net_value"]) == ("plan_1", 100)
    told = chief.get(f"{plan}/telling").json()
    assert "not optimized" not in " ".join(told["sentences"])
    assert chief.get(f"{plan}/charts/gantt").status_code == 200
    assert told == chief.get(f"{plan}/telling").json()


def test_a_plan_from_outside_is_told_too(chief, kept, plan):
    document = plan.model_dump(mode="json")
    path = chief.post(f"{kept}/plans", json=document).headers["Location"]
    told = chief.get(f"{path}/telling").json()
    assert "not optimized" in " ".join(told["sentences"])


def test_those_who_may_only_read_see_no_money(chief, viewer, solved, front):
    seen, whole = (who.get(f"{solved}/telling").text for who in (viewer, chief))
    assert "What it costs" in whole
    assert "What it costs" not in seen
    assert "cost" not in viewer.get(f"{front}/telling").text.lower()
    assert viewer.get(f"{front}/charts").json()["items"] == []
    assert viewer.get(f"{front}/charts/front-chart").status_code == 404
    workbook = viewer.get(f"{plan_of(chief, front)}/report?kind=xlsx")
    assert workbook.status_code == 200


def test_nothing_is_told_of_a_job_that_has_not_ended(chief, waiting):
    for part in ("telling", "charts", "charts/value", "report"):
        refused = chief.get(f"{waiting}/{part}")
        assert (refused.status_code, refused.json()["code"]) == (409, "not_ended")
