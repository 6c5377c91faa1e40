"""Nothing is lost on the way to a file and back, whatever is written."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.files import json_text, read_plan, tabular, write, write_plan
from optimizer.files.findings import Findings
from optimizer.files.reading import sheets_of
from tests.optimizer.files.anything import plan_by_chance, portfolio_by_chance

SEEDS = st.integers(0, 10**9)


def back(path):
    """The portfolio and the plan of a file, whether or not they make sense."""
    if path.suffix == ".json":
        bundle = json_text.portfolio_of(path.read_bytes(), path)
        return bundle.portfolio, bundle.plan, ()
    findings = Findings()
    found = tabular.portfolio_of(sheets_of(path, findings), path, findings)
    return found.portfolio, found.plan, findings.notes


def unchanged(seed, name):
    portfolio = portfolio_by_chance(seed)
    plan = plan_by_chance(seed, portfolio) if seed % 3 else None
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(portfolio, path, plan)
        read = back(path)
        assert read == (portfolio, plan, ())
        if plan is not None:
            assert read_plan(path, portfolio) == plan
            alone = Path(folder) / f"alone{path.suffix}"
            write_plan(plan, alone)
            assert read_plan(alone, portfolio) == plan


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_nothing_is_lost_in_json(seed):
    unchanged(seed, "x.json")


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_nothing_is_lost_in_a_folder_of_csv_files(seed):
    unchanged(seed, "folder")


@settings(deadline=None, max_examples=4)
@given(SEEDS)
def test_nothing_is_lost_in_a_workbook(seed):
    unchanged(seed, "x.xlsx")
