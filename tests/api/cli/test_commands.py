"""The commands as people and programs use them, on samples."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from optimizer.files import read, read_plan

DATA = Path(__file__).parents[3] / "data"
EXAMPLE = str(DATA / "example/portfolio.json")
ATLAS = str(DATA / "atlas/portfolio.json")
BASELINE = str(DATA / "atlas/baseline.json")
MIDSIZE = str(DATA / "midsize/portfolio.json")
RUNNING_PLAN = str(DATA / "midsize/plan.json")
QUICK = ("--workers", "1", "--seconds", "30")
SHELL = [sys.executable, "-c", "from api.cli.main import main; main()"]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The command line, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def solved(tmp_path_factory):
    """The example, solved by another process: what it said, its plan, its report."""
    folder = tmp_path_factory.mktemp("solved")
    plan, report = folder / "plan.json", folder / "report.html"
    arguments = ["solve", EXAMPLE, *QUICK, "--out", plan, "--report", report]
    ended = subprocess.run(
        [*SHELL, *arguments], capture_output=True, text=True, check=False
    )
    return ended, plan, report


def test_solve_tells_a_manager_what_was_found_and_that_it_is_proven(solved):
    ended, _, _ = solved
    assert ended.returncode == 0
    assert "All 2 projects run" in ended.stdout
    assert "proven best" in ended.stdout
    assert "SHOP" in ended.stdout
    assert "SCAN" in ended.stdout


def test_solve_shows_progress_on_standard_error_only(solved):
    ended, _, _ = solved
    assert "net value: " in ended.stderr
    assert " s  net value" not in ended.stdout


def test_solve_writes_a_plan_that_check_accepts_and_a_report(solved, run):
    _, plan, report = solved
    checked = run("check", EXAMPLE, plan)
    assert checked.exit_code == 0
    assert "<html" in report.read_text(encoding="utf-8")[:500]


def test_solve_prints_the_outcome_for_machines(run):
    told = run("solve", EXAMPLE, *QUICK, "--json")
    outcome = json.loads(told.stdout)
    assert (outcome["format"], outcome["status"]) == (1, "optimal")
    assert outcome["verdict"]["accepted"] is True


def test_a_limit_costs_value(run):
    free = json.loads(run("solve", EXAMPLE, *QUICK, "--json").stdout)
    limited = json.loads(
        run("solve", EXAMPLE, *QUICK, "--json", "--limit", "makespan<=5").stdout
    )
    assert limited["measures"]["makespan"] <= 5
    assert limited["measures"]["value"] <= free["measures"]["value"]


def test_an_impossible_limit_ends_with_1_and_writes_nothing(run, tmp_path):
    ended = run(
        "solve", EXAMPLE, *QUICK, "--limit", "value>=9999", "--out", "plan.json"
    )
    assert ended.exit_code == 1
    assert "No plan" in ended.stdout
    assert list(tmp_path.iterdir()) == []


def test_solve_stops_at_ctrl_c_with_the_best_plan_so_far(tmp_path):
    arguments = [
        "solve",
        MIDSIZE,
        "--baseline",
        RUNNING_PLAN,
        "--seconds",
        "60",
        "--json",
    ]
    with subprocess.Popen(
        [*SHELL, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        for line in child.stderr:
            if "net value: " in line and "net value: –" not in line:
                break
        child.send_signal(signal.SIGINT)
        told, _ = child.communicate()
    assert child.returncode == 0
    assert json.loads(told)["plan"]["packages"]


def test_check_lists_every_broken_rule_with_name_period_and_hours(run):
    ended = run("check", MIDSIZE, RUNNING_PLAN)
    assert ended.exit_code == 1
    assert "cannot be carried out" in ended.stdout
    assert "working capacity" in ended.stdout
    assert "Greta" in ended.stdout


def test_check_speaks_to_machines(run):
    ended = run("check", ATLAS, BASELINE, "--json")
    told = json.loads(ended.stdout)
    assert ended.exit_code == 0
    assert set(told) == {"format", "verdict", "measures"}
    assert told["verdict"]["accepted"] is True
    assert told["measures"]["value"] == 3500


def test_check_without_any_plan_says_where_to_put_one(run):
    ended = run("check", ATLAS)
    assert ended.exit_code == 2
    assert "PORTFOLIO PLAN.json" in ended.stderr


def test_report_writes_one_page(run, tmp_path):
    ended = run("report", ATLAS, BASELINE, "--out", "deep/atlas.html", "--json")
    told = json.loads(ended.stdout)
    assert ended.exit_code == 0
    assert told["bytes"] == (tmp_path / "deep/atlas.html").stat().st_size


def test_the_template_is_written_once(run, tmp_path):
    assert run("template", "mine.xlsx").exit_code == 0
    assert (tmp_path / "mine.xlsx").stat().st_size > 1000
    assert run("template", "mine.xlsx").exit_code == 2
    assert run("template", "mine.xlsx", "--force").exit_code == 0


def test_the_template_is_a_workbook(run, tmp_path):
    assert run("template", "mine.json").exit_code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", ["atlas.xlsx", "folder"])
def test_convert_there_and_back_loses_nothing(run, tmp_path, target):
    there = run("convert", ATLAS, target, "--plan", BASELINE)
    back = run("convert", target, "back.json")
    assert (there.exit_code, back.exit_code) == (0, 0)
    original = read(Path(ATLAS)).portfolio
    assert read(tmp_path / "back.json").portfolio == original
    assert read(tmp_path / target).plan == read_plan(Path(BASELINE), original)


def test_schema_prints_the_schema(run):
    schema = json.loads(run("schema").stdout)
    assert "projects" in schema["properties"]


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["check", ATLAS, BASELINE], {"verdict", "measures"}),
        (["report", ATLAS, BASELINE], {"written", "bytes"}),
        (["template"], {"written"}),
        (["convert", EXAMPLE, "out.json"], {"written", "notes"}),
        (["samples"], {"samples"}),
        (["samples", "example"], {"written"}),
        (["check", "missing.json"], {"error"}),
    ],
)
def test_every_answer_for_machines_has_the_keys_that_its_format_promises(
    run, arguments, keys
):
    assert set(json.loads(run(*arguments, "--json").stdout)) == {"format", *keys}


HOSTILE = {
    "text.json": "not json",
    "list.json": "[]",
    "unknown.json": '{"format": 1, "colour": "red"}',
    "number.json": '{"format": 1, "timeline": {"start": "2026-01-05", "horizon": NaN}}',
    "book.xlsx": "PK no workbook",
    "data.yaml": "format: 1",
}


@pytest.mark.parametrize("name", [*HOSTILE, "missing.json"])
@pytest.mark.parametrize(
    "command",
    [["solve", "--out", "out.json"], ["check"], ["report"], ["convert", "out.json"]],
    ids=lambda command: command[0],
)
def test_a_hostile_file_is_refused_where_it_is_wrong_and_nothing_is_written(
    run, tmp_path, name, command
):
    if name in HOSTILE:
        (tmp_path / name).write_text(HOSTILE[name], encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    ended = run(command[0], name, *command[1:])
    assert ended.exit_code == 2
    assert isinstance(ended.exception, SystemExit)
    assert name in ended.stderr
    assert ended.stdout == ""
    assert sorted(tmp_path.iterdir()) == before


def test_the_plan_is_never_written_over_the_portfolio(run, tmp_path):
    (tmp_path / "mine.json").write_text(Path(EXAMPLE).read_text(encoding="utf-8"))
    ended = run("solve", "mine.json", "--out", "mine.json", "--json")
    assert ended.exit_code == 2
    assert json.loads(ended.stdout)["error"]["code"] == "would_overwrite"


def test_a_place_that_cannot_be_written_is_refused_before_the_search(run):
    ended = run("solve", EXAMPLE, "--report", ".", "--json")
    assert json.loads(ended.stdout)["error"]["code"] == "not_writable"


@pytest.mark.parametrize(
    "arguments",
    [
        ["solve"],
        ["solve", EXAMPLE, "--now", "tomorrow"],
        ["solve", EXAMPLE, "--seconds", "nan"],
        ["fly"],
    ],
)
def test_wrong_usage_ends_with_2(run, arguments):
    ended = run(*arguments)
    assert ended.exit_code == 2
    assert ended.stdout == ""


def test_a_reader_that_stops_reading_hurts_nobody():
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "w") as closed:
        ended = subprocess.run(
            [*SHELL, "schema"],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (141, "")
