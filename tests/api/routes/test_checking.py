"""Portfolios checked before they are kept, and files in and out."""

import io
import zipfile

import pytest

from api.routes.portfolio_files import ARCHIVE, WORKBOOK

XLSX = {"Content-Type": WORKBOOK}
ZIP = {"Content-Type": ARCHIVE}


@pytest.fixture
def workbook(chief, kept):
    """The portfolio as a workbook."""
    return chief.get(f"{kept}/export").content


def test_a_sound_portfolio_is_called_valid_and_not_kept(chief, document):
    before = chief.get("/v1/portfolios").json()["items"]
    found = chief.post("/v1/validate", json=document)
    assert (found.status_code, found.json()["valid"]) == (200, True)
    assert chief.get("/v1/portfolios").json()["items"] == before


def test_what_is_wrong_with_a_portfolio_is_an_answer(chief, document):
    document["projects"][0]["packages"][0]["staffing"] = "magic"
    found = chief.post("/v1/validate", json=document)
    assert found.status_code == 200
    assert found.json()["valid"] is False
    assert found.json()["issues"][0]["where"] == "projects/P/packages/build/staffing"


def test_a_workbook_that_was_taken_out_can_be_brought_in(chief, portfolio, workbook):
    made = chief.post("/v1/portfolios", content=workbook, headers=XLSX)
    assert made.status_code == 201
    found = chief.get(made.headers["Location"]).text
    assert type(portfolio).model_validate_json(found) == portfolio


def test_an_error_in_a_workbook_is_told_at_its_sheet(chief):
    found = chief.post("/v1/validate", content=b"PK\x03\x04 broken", headers=XLSX)
    assert found.json()["valid"] is False
    assert found.json()["issues"][0]["where"] == "workbook.xlsx"


def test_other_kinds_of_files_are_refused(chief):
    refused = chief.post(
        "/v1/portfolios", content=b"a,b", headers={"Content-Type": "text/csv"}
    )
    assert (refused.status_code, refused.json()["code"]) == (415, "unknown_kind")


def test_a_portfolio_is_taken_out_as_tables_in_an_archive(chief, kept):
    found = chief.get(f"{kept}/export", params={"kind": "csv"})
    assert found.headers["Content-Type"] == "application/zip"
    names = zipfile.ZipFile(io.BytesIO(found.content)).namelist()
    assert "engineers.csv" in names


def test_an_archive_that_was_taken_out_can_be_brought_in(chief, kept, portfolio):
    taken = chief.get(f"{kept}/export", params={"kind": "csv"})
    made = chief.post("/v1/portfolios", content=taken.content, headers=ZIP)
    found = chief.get(made.headers["Location"]).text
    assert type(portfolio).model_validate_json(found) == portfolio


def test_a_plan_is_taken_out_beside_its_portfolio(chief, kept, plan):
    added = chief.post(f"{kept}/plans", json=plan.model_dump(mode="json"))
    asked = {"kind": "json", "plan": added.json()["id"]}
    found = chief.get(f"{kept}/export", params=asked)
    assert found.headers["Content-Disposition"].endswith('"portfolio-1.json"')
    assert found.json()["plan"]["selected"] == ["P"]


def test_a_plan_of_another_portfolio_is_not_found(chief, kept, document, plan):
    other = chief.post("/v1/portfolios", json=document).headers["Location"]
    added = chief.post(f"{other}/plans", json=plan.model_dump(mode="json"))
    asked = {"plan": added.json()["id"]}
    assert chief.get(f"{kept}/export", params=asked).status_code == 404
