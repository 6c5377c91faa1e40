"""The commands that ask: what if, why, at what price; on samples, in one process."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from optimizer.files import read_plan
from optimizer.portfolio.portfolio import Portfolio

DATA = Path(__file__).parents[3] / "data"
EXAMPLE = DATA / "example/portfolio.json"
ATLAS = DATA / "atlas/portfolio.json"
BASELINE = ("--baseline", DATA / "atlas/baseline.json")
BLOCKED = DATA / "atlas/scenarios/blocked.json"
QUICK = ("--workers", "1", "--deterministic", "30")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The command line, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def without_ada(tmp_path):
    """A scenario in which Ada is gone from the first day on."""
    path = tmp_path / "leaves.json"
    leaves = {"kind": "engineer_leaves", "engineer": "Ada", "on": "2026-01-05"}
    path.write_text(json.dumps({"name": "Ada leaves", "changes": [leaves]}))
    return path


@pytest.fixture(scope="module")
def blocked(tmp_path_factory):
    """Story 1 as the command line answers it, with all that it writes."""
    folder = tmp_path_factory.mktemp("blocked")
    out = folder / "response.json"
    arguments = ["whatif", ATLAS, BLOCKED, *BASELINE, *QUICK, "--out", out, "--json"]
    return CliRunner().invoke(app, [str(a) for a in arguments]), out


def test_whatif_answers_the_blocked_team(blocked):
    told, _ = blocked
    answer = json.loads(told.stdout)

    assert told.exit_code == 0
    assert (answer["format"], answer["complete"]) == (1, True)
    values = {a["kind"]: a["net_value"]["low"] for a in answer["answers"]}
    assert values["slides"] == 2730
    assert values["same_teams"] == 2925
    assert values["response"] == 3115
    assert len(answer["changed"]["moves"]) == 4
    assert all(move["because"] for move in answer["changed"]["moves"])


def test_every_figure_of_the_printed_brief_is_in_the_printed_tables(blocked):
    answer = json.loads(blocked[0].stdout)

    figures = [f for s in answer["brief"]["sentences"] for f in s["figures"]]
    assert figures
    for figure in figures:
        rows = answer["tables"][figure["table"]]
        first = next(iter(rows[0]))
        row = next(row for row in rows if row[first] == figure["row"])
        assert row[figure["column"]] == figure["content"]


def test_whatif_writes_a_response_that_can_be_read(blocked):
    portfolio = Portfolio.model_validate_json(ATLAS.read_text("utf-8"))
    assert len(read_plan(blocked[1], portfolio).selected) == 7


def test_whatif_tells_progress_question_by_question(blocked):
    assert "1 of 2: same teams, best dates" in blocked[0].stderr
    assert "2 of 2: best response" in blocked[0].stderr


def test_whatif_speaks_to_people_too(run, without_ada):
    told = run("whatif", EXAMPLE, without_ada, *QUICK, "--report", "page.html")

    assert told.exit_code == 0
    assert told.stdout.startswith("The best response delivers ")
    assert "Ada leaves" in Path("page.html").read_text("utf-8")


def test_without_a_scenario_the_present_situation_is_asked_about(run):
    told = run("whatif", EXAMPLE, *QUICK, "--json")

    assert told.exit_code == 0
    assert json.loads(told.stdout)["scenario"]["changes"] == []


def test_a_change_can_be_said_without_a_file(run):
    leaves = "engineer_leaves engineer=Ada on=2026-01-05"
    told = run("whatif", EXAMPLE, "--change", leaves, *QUICK, "--json")

    scenario = json.loads(told.stdout)["scenario"]
    assert told.exit_code == 0
    assert [change["engineer"] for change in scenario["changes"]] == ["Ada"]
    assert scenario["name"] == leaves


def test_a_scenario_that_names_nobody_is_refused_at_its_change(run, tmp_path):
    path = tmp_path / "wrong.json"
    leaves = {"kind": "engineer_leaves", "engineer": "Adda", "on": "2026-01-05"}
    path.write_text(json.dumps({"name": "x", "changes": [leaves]}))

    told = run("whatif", EXAMPLE, path, "--json")

    error = json.loads(told.stdout)["error"]
    assert (told.exit_code, error["code"]) == (2, "invalid_scenario")
    assert error["issues"][0]["where"].startswith("changes/1 (engineer_leaves)")
    assert "Did you mean Ada?" in error["message"]


def test_a_portfolio_is_no_scenario(run):
    told = run("whatif", EXAMPLE, EXAMPLE)
    assert told.exit_code == 2
    assert "It is a portfolio" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_report_that_cannot_be_written_is_refused_before_the_search(run):
    told = run("pareto", EXAMPLE, "--report", EXAMPLE)
    assert told.exit_code == 2
    assert "is what is read" in told.stderr


def test_compare_puts_scenarios_side_by_side(run, without_ada, tmp_path):
    nothing = tmp_path / "nothing.json"
    nothing.write_text('{"name": "As it is"}')

    told = run(
        *("compare", EXAMPLE, nothing, without_ada, *QUICK),
        *("--json", "--csv", "tables", "--causes"),
    )

    answer = json.loads(told.stdout)
    assert told.exit_code == 0
    names = [one["name"] for one in answer["comparison"]["candidates"]]
    assert names == ["As it is", "Ada leaves"]
    (difference,) = answer["comparison"]["differences"]
    rows = (row["difference"] for row in difference["rows"])
    assert sum(rows) == difference["total"]
    assert [found["scenario"] for found in answer["decompositions"]] == names
    assert sorted(file.name for file in Path("tables").iterdir()) == [
        "differences.csv",
        "measures.csv",
        "projects.csv",
        "value_by_project.csv",
    ]


@pytest.mark.parametrize(
    ("scenarios", "options", "code"),
    [
        (1, (), "number_of_scenarios"),
        (2, (), "same_name"),
        (2, ("--answers",), "one_scenario"),
    ],
)
def test_compare_refuses_what_cannot_be_compared(
    run, without_ada, scenarios, options, code
):
    told = run("compare", EXAMPLE, *[without_ada] * scenarios, *options, "--json")
    assert told.exit_code == 2
    assert json.loads(told.stdout)["error"]["code"] == code


def test_moves_compares_a_plan_without_a_search(run):
    plan = DATA / "atlas/baseline.json"
    told = run("moves", ATLAS, *BASELINE, "--plan", plan)
    assert told.exit_code == 0
    assert "Nothing changes" in told.stdout


def test_moves_needs_a_running_plan(run):
    told = run("moves", EXAMPLE)
    assert told.exit_code == 2
    assert "There is no running plan" in told.stderr


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (("pareto", EXAMPLE), "points"),
        (("why", EXAMPLE), "status"),
        (("why", EXAMPLE, "--project", "SHOP"), "fate"),
        (
            ("curve", "headcount", EXAMPLE, "--skill", "back-end", "--up-to", "1"),
            "points",
        ),
        (("price", "people", EXAMPLE, "--skill", "back-end"), "prices"),
        (("price", "key-people", EXAMPLE), "ranking"),
        (("price", "training", EXAMPLE, "--engineer", "Ada"), "ranking"),
    ],
)
def test_every_question_prints_one_object_and_a_page_for_people(run, arguments, key):
    told = run(*arguments, *QUICK, "--json", "--report", "page.html")

    answer = json.loads(told.stdout)
    assert told.exit_code == 0
    assert answer["format"] == 1
    assert key in answer
    assert Path("page.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    "arguments",
    [
        ("price", "offer", EXAMPLE, "--offer", "nobody"),
        ("price", "budget", EXAMPLE, "--budget", "none"),
        ("price", "floor", EXAMPLE, "--floor", "none"),
        ("curve", "deadline", EXAMPLE, "--project", "none"),
        ("curve", "budget", EXAMPLE, "--budget", "none"),
        ("curve", "moves", EXAMPLE),
    ],
)
def test_what_is_not_there_has_no_price_and_no_curve(run, arguments):
    told = run(*arguments, *QUICK, "--json")
    assert told.exit_code == 2
    assert json.loads(told.stdout)["error"]["code"] == "not_answered"


def test_an_amount_or_a_date_that_is_none_is_refused(run):
    told = run("price", "budget", EXAMPLE, "--budget", "B", "--step", "much")
    assert told.exit_code == 2
    told = run("curve", "deadline", EXAMPLE, "--project", "SHOP", "--at", "soon")
    assert told.exit_code == 2
