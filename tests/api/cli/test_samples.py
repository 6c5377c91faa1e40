import json

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.samples import samples


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The command line, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, ["samples", *arguments])


def test_samples_are_listed_with_what_is_in_them(run):
    told = run().stdout
    assert all(sample.about in told for sample in samples())


def test_samples_are_listed_for_machines(run):
    told = json.loads(run("--json").stdout)
    assert told["format"] == 1
    assert [s["name"] for s in told["samples"]] == [s.name for s in samples()]


def test_a_sample_is_copied_out_and_never_over_something(run, tmp_path):
    assert run("atlas").exit_code == 0
    assert (tmp_path / "atlas/portfolio.json").is_file()
    assert (tmp_path / "atlas/scenarios/blocked.json").is_file()
    again = run("atlas", "--json")
    assert again.exit_code == 2
    assert json.loads(again.stdout)["error"]["code"] == "exists"
    assert run("atlas", "--force").exit_code == 0


def test_a_sample_goes_where_it_is_told(run, tmp_path):
    assert run("example", "--to", "deep/down").exit_code == 0
    assert (tmp_path / "deep/down/portfolio.json").is_file()


def test_an_unknown_sample_is_answered_with_those_that_exist(run, tmp_path):
    ended = run("atlantis")
    assert ended.exit_code == 2
    assert "only example, atlas, midsize" in ended.stderr
    assert list(tmp_path.iterdir()) == []
