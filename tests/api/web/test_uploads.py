"""Files are shown before they are kept, and what is wrong with them is a table."""

import random
import re
from dataclasses import replace

import pytest
import xlsxwriter

from api.access.visitor import COOKIE, csrf_of
from api.refusals import UnknownKind
from api.storage.pseudonyms import Pseudonyms
from api.web.uploads import complaint, differences, kind_of, packed, unpacked
from optimizer.errors import UnreadableFile
from optimizer.files import Loaded, write
from optimizer.portfolio.issue import Issue

LIMIT = 2**20


@pytest.fixture
def workbook(tmp_path, portfolio):
    """The portfolio as an Excel workbook."""
    file = tmp_path / "tiny.xlsx"
    write(portfolio, file)
    return file.read_bytes()


def upload(visitor, content, name="tiny.xlsx", target="new"):
    csrf = csrf_of(visitor.client.cookies[COOKIE])
    return visitor.client.post(
        "/portfolios/upload",
        data={"csrf": csrf, "target": target},
        files={"file": (name, content)},
    )


def hidden(page):
    found = re.findall(r'name="(content|target|before)" value="([^"]*)"', page.text)
    return dict(found)


def test_nothing_is_kept_before_it_was_shown(visitor, chief, workbook):
    before = len(chief.get("/v1/portfolios").json()["items"])
    page = upload(visitor, workbook)
    assert page.status_code == 200
    assert "1 person, 1 project, 1 package" in page.text
    assert len(chief.get("/v1/portfolios").json()["items"]) == before
    kept = visitor.send("/portfolios/upload/keep", **hidden(page))
    assert re.fullmatch(r"/portfolios/[0-9a-f]{32}", kept.url.path)
    assert len(chief.get("/v1/portfolios").json()["items"]) == before + 1


def test_the_next_version_says_what_changes(visitor, chief, kept, portfolio, tmp_path):
    engineers = [*portfolio.engineers, portfolio.engineers[0].replace(id="Bea")]
    write(portfolio.replace(engineers=engineers), tmp_path / "next.json")
    content = (tmp_path / "next.json").read_bytes()
    page = upload(visitor, content, "next.json", kept.rpartition("/")[2])
    assert "Bea" in page.text
    visitor.send("/portfolios/upload/keep", **hidden(page))
    assert chief.get(kept).headers["ETag"] == '"2"'


def test_behind_pseudonyms_the_same_people_are_no_change(
    visitor, chief, app, document, workbook, request
):
    service = app.state.service
    database = replace(service.database, pseudonyms=Pseudonyms(b"a secret of a test"))
    request.addfinalizer(lambda: setattr(app.state, "service", service))
    app.state.service = replace(service, database=database)
    path = chief.post("/v1/portfolios", json=document).headers["Location"]
    page = upload(visitor, workbook, target=path.rpartition("/")[2])
    assert page.status_code == 200
    assert "<td>Ann</td>" not in page.text
    assert database.pseudonyms.of("Ann") not in page.text


def test_an_upload_is_not_lost_where_somebody_else_was_faster(
    visitor, chief, kept, document, workbook
):
    page = upload(visitor, workbook, target=kept.rpartition("/")[2])
    document["name"] = "Faster"
    assert (
        chief.put(kept, json=document, headers={"If-Match": '"1"'}).status_code == 200
    )
    refused = visitor.send("/portfolios/upload/keep", **hidden(page))
    assert refused.status_code == 412
    assert "Somebody else was faster" in refused.text
    assert chief.get(kept).json()["name"] == "Faster"
    again = visitor.send("/portfolios/upload/keep", **hidden(refused))
    assert again.status_code == 200
    assert chief.get(kept).json()["name"] == "Tiny"


def test_what_the_page_carries_may_be_as_large_as_a_request(
    visitor, chief, portfolio, tmp_path
):
    noise = random.Random(1)
    (ann,) = portfolio.engineers
    others = [  # with texts that cannot be packed into less than half
        ann.replace(id=f"P{at}", name=noise.randbytes(1000).hex()) for at in range(900)
    ]
    write(portfolio.replace(engineers=[ann, *others]), tmp_path / "large.json")
    page = upload(visitor, (tmp_path / "large.json").read_bytes(), "large.json")
    carried = {name: (None, it) for name, it in hidden(page).items()}
    assert len(carried["content"][1]) > 2**20
    csrf = csrf_of(visitor.client.cookies[COOKIE])
    sent = {"csrf": (None, csrf), **carried}
    kept = visitor.client.post("/portfolios/upload/keep", files=sent)
    found = chief.get(f"/v1{kept.url.path}").json()
    assert len(found["engineers"]) == 901


def test_errors_of_a_workbook_are_told_with_sheet_row_and_column(visitor, tmp_path):
    file = tmp_path / "wrong.xlsx"
    book = xlsxwriter.Workbook(file)
    settings = book.add_worksheet("Portfolio")
    settings.write_row(0, 0, ["Setting", "Value"])
    settings.write_row(1, 0, ["Start", "2026-01-05"])
    settings.write_row(2, 0, ["Horizon", 4])
    sheet = book.add_worksheet("Engineers")
    sheet.write_row(0, 0, ["Id", "BAU share"])
    sheet.write_row(1, 0, ["Ann", "much"])
    book.close()
    page = upload(visitor, file.read_bytes(), "wrong.xlsx")
    assert page.status_code == 422
    rows = re.findall(r"<tr>(.*?)</tr>", page.text, re.DOTALL)
    row = next(row for row in rows if "much" in row)
    assert ">Engineers<" in row
    assert ">2<" in row
    assert ">B<" in row


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"{", "broken.json", "Line 1"),
        (b"PK\x03\x04 no", "broken.xlsx", "correct"),
        (b"PK\x03\x04 no", "broken.zip", "archive"),
        (b"a,b", "table.csv", "is not read"),
        (b"", "nothing", "is not read"),
    ],
)
def test_what_cannot_be_read_says_why(visitor, content, name, said):
    page = upload(visitor, content, name)
    assert page.status_code == 422
    assert said in page.text


def test_a_viewer_can_neither_bring_in_nor_compare(visit, join, kept, workbook):
    portfolio = kept.rpartition("/")[2]
    viewer = visit(join(grants=[(portfolio, "viewer")]))
    assert viewer.open("/portfolios/upload").status_code == 403
    assert upload(viewer, workbook, target=portfolio).status_code == 403
    assert upload(viewer, workbook).status_code == 403


def test_a_sample_is_loaded_with_its_running_plan(visitor):
    page = visitor.send("/portfolios/sample", name="atlas")
    assert "Atlas" in page.text
    assert "the running plan" in page.text


@pytest.mark.parametrize("name", ["nothing", "../atlas", "example"])
def test_other_samples_are_not_offered(visitor, name):
    assert visitor.send("/portfolios/sample", name=name).status_code == 404


def test_the_template_is_a_workbook(visitor):
    assert visitor.open("/portfolios/template.xlsx").content.startswith(b"PK")


def test_a_form_without_its_token_is_refused(visitor):
    sent = visitor.client.post("/portfolios/sample", data={"name": "atlas"})
    assert sent.status_code == 403


@pytest.mark.parametrize(
    ("issue", "row"),
    [
        (
            Issue(
                code="x",
                where="a.xlsx Engineers!C7",
                message="BAU should be 1, found 'much'.",
            ),
            ("Engineers", "7", "C", "", "'much'"),
        ),
        (
            Issue(code="x", where="a.xlsx Engineers", message="It is empty."),
            ("", "", "", "a.xlsx Engineers", ""),
        ),
        (
            Issue(
                code="x", where="projects/P", message="P is late. (a.xlsx Projects!4)"
            ),
            ("Projects", "4", "", "projects/P", ""),
        ),
        (
            Issue(
                code="x", where="engineers/a/bau", message="bau should be 1, found 2."
            ),
            ("", "", "", "engineers/a/bau", "2"),
        ),
    ],
)
def test_an_issue_becomes_a_row(issue, row):
    found = complaint(issue)
    assert (found.sheet, found.row, found.column, found.field, found.found) == row


def test_what_a_form_carries_comes_back_as_it_was(portfolio, plan):
    loaded = Loaded(portfolio, plan)
    assert unpacked(packed(loaded), LIMIT) == loaded


@pytest.mark.parametrize("text", ["", "nonsense", "eJw=", "eJwrSS0u"])
def test_what_a_form_did_not_carry_whole_is_refused(text):
    with pytest.raises(UnreadableFile, match="did not arrive whole"):
        unpacked(text, LIMIT)


def test_what_unpacks_to_more_than_a_request_may_have_is_refused(portfolio):
    with pytest.raises(UnreadableFile, match="did not arrive whole"):
        unpacked(packed(Loaded(portfolio)), 10)


def test_differences_are_told_by_name(portfolio):
    other = portfolio.replace(engineers=[portfolio.engineers[0].replace(name="Ann B.")])
    people = differences(other, portfolio)[0]
    assert (people.added, people.removed, people.changed) == ((), (), ("Ann",))


def test_a_file_is_known_by_its_ending():
    assert kind_of("A.JSON") == "application/json"
    with pytest.raises(UnknownKind):
        kind_of("a.pdf")
