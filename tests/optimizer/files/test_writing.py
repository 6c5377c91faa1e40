"""Files are written whole or not at all, and are harmless to whoever opens them."""

from __future__ import annotations

import csv
import io
import stat
from pathlib import Path

import pytest

from optimizer.errors import UnwritableFile
from optimizer.files import parse, read, read_plan, write, write_plan, writing
from optimizer.plan.outcome import Certificate, Outcome, SolveStatus
from optimizer.plan.plan import Plan
from optimizer.portfolio.portfolio import Portfolio

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=2", "\r=3")


def portfolio_named(*names):
    people = [{"id": f"p{n}", "name": name} for n, name in enumerate(names)]
    return Portfolio.model_validate(
        {"timeline": {"start": "2026-01-05", "horizon": 9}, "engineers": people}
    )


def test_text_that_looks_like_a_formula_is_written_harmless_and_read_back(tmp_path):
    portfolio = portfolio_named(*DANGEROUS)
    for name in ("folder", "x.xlsx", "x.json"):
        write(portfolio, tmp_path / name)
        assert read(tmp_path / name).portfolio == portfolio
    text = (tmp_path / "folder" / "engineers.csv").read_bytes().decode()
    cells = [row[1] for row in csv.reader(io.StringIO(text, newline=""))][1:]
    assert cells == [f"'{name}" for name in DANGEROUS]


@pytest.mark.parametrize("name", ["x.json", "x.xlsx", "folder"])
def test_a_failure_leaves_what_was_there(tmp_path, monkeypatch, name):
    path = tmp_path / name
    write(portfolio_named("before"), path)

    def fails(*_):
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="disk full"):
        write(portfolio_named("after"), path)
    assert read(path).portfolio.engineers[0].name == "before"
    assert list(tmp_path.rglob(".*")) == []


def test_a_workbook_that_cannot_hold_its_cells_is_not_written(tmp_path):
    many = tuple(f"{'x' * 190}{n}" for n in range(200))
    crowd = Portfolio.model_validate(
        {
            "timeline": {"start": "2026-01-05", "horizon": 9},
            "engineers": [{"id": "a", "only_projects": many}],
        }
    )
    for name in ("x.xlsx", "folder"):
        with pytest.raises(
            UnwritableFile, match="Engineers, Only projects, holds at most 32767"
        ):
            write(crowd, tmp_path / name)
    with pytest.raises(UnwritableFile, match="Write JSON"):
        write(portfolio_named("\uffff"), tmp_path / "x.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_can_be_read_again_are_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr("optimizer.files.flattening.ROWS", 3)
    with pytest.raises(UnwritableFile, match="engineers would have 3 rows"):
        write(portfolio_named("a", "b", "c"), tmp_path / "folder")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x.csv", "x.xls", "x.html", "x.docx"])
def test_other_endings_are_refused(tmp_path, name):
    with pytest.raises(UnwritableFile, match=r"\.json or \.xlsx"):
        write(portfolio_named(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_files_and_folders_do_not_replace_each_other(tmp_path):
    (tmp_path / "x.json").mkdir()
    (tmp_path / "folder").write_text("mine")
    for name in ("x.json", "folder"):
        with pytest.raises(UnwritableFile, match="was to be written"):
            write(portfolio_named(), tmp_path / name)
    assert (tmp_path / "folder").read_text() == "mine"


def test_a_folder_keeps_files_of_others_and_loses_an_old_plan(tmp_path):
    folder = tmp_path / "folder"
    write(portfolio_named("a"), folder, Plan(name="old"))
    (folder / "mine.txt").write_text("mine")
    write(portfolio_named("a"), folder)
    assert read(folder).plan is None
    assert (folder / "mine.txt").read_text() == "mine"


def test_new_files_have_the_usual_permissions(tmp_path):
    (tmp_path / "usual").write_text("")
    write(portfolio_named(), tmp_path / "x.json")
    usual = stat.S_IMODE((tmp_path / "usual").stat().st_mode)
    assert stat.S_IMODE((tmp_path / "x.json").stat().st_mode) == usual


def test_defaults_are_left_out_of_json(tmp_path):
    write(portfolio_named("Ana"), tmp_path / "x.json")
    text = (tmp_path / "x.json").read_text()
    assert text.startswith('{\n  "format": 1,\n  "timeline"')
    assert "bau_share" not in text


def test_plans_are_read_from_plans_outcomes_and_bundles(tmp_path):
    portfolio, plan = portfolio_named("Ana"), Plan(name="ours")
    certificate = Certificate(
        seed=0,
        workers=1,
        seconds=1,
        input_hash="x",
        versions={},
        engine="cpsat",
        repeatable=True,
    )
    outcome = Outcome(status=SolveStatus.OPTIMAL, plan=plan, certificate=certificate)
    (tmp_path / "outcome.json").write_text(outcome.model_dump_json())
    write_plan(plan, tmp_path / "plan.json")
    write(portfolio, tmp_path / "bundle.json", plan)
    for name in ("outcome.json", "plan.json", "bundle.json"):
        assert read_plan(tmp_path / name, portfolio) == plan
    assert parse((tmp_path / "bundle.json").read_bytes()).plan == plan


def test_a_bundle_is_one_document_of_both():
    both = writing.bundled(portfolio_named(), Plan(name="p"))
    assert (both.format, both.plan.name) == (1, "p")
