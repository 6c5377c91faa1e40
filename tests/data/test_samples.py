"""The samples are what their README says."""

import subprocess
import sys
from collections import Counter
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pytest

from api.samples import samples
from optimizer.files import read, read_plan
from optimizer.plan import check, measure
from optimizer.portfolio.checks import issues
from optimizer.portfolio.work import Staffing, Status

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def atlas():
    """The small sample with proven answers, and its baseline."""
    portfolio = read(DATA / "atlas/portfolio.json").portfolio
    return portfolio, read_plan(DATA / "atlas/baseline.json", portfolio)


@pytest.fixture(scope="module")
def midsize():
    """The mid-size sample, and its running plan."""
    portfolio = read(DATA / "midsize/portfolio.json").portfolio
    return portfolio, read_plan(DATA / "midsize/plan.json", portfolio)


def test_every_folder_of_data_is_a_sample_with_a_sentence():
    folders = {path.name for path in DATA.iterdir() if path.is_dir()}
    assert {sample.name for sample in samples()} == folders
    assert all(sample.about for sample in samples())


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_no_sample_has_an_error(sample):
    assert issues(read(sample.folder / "portfolio.json").portfolio) == ()


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_workbook_and_json_say_the_same(sample):
    written = read(sample.folder / "portfolio.json").portfolio
    for workbook in sample.folder.glob("*.xlsx"):
        assert read(workbook).portfolio == written


def test_the_baseline_of_atlas_breaks_no_rule_and_is_worth_the_proven_best(atlas):
    portfolio, baseline = atlas
    assert check(baseline, portfolio).broken == ()
    measured = measure(baseline, portfolio)
    assert (measured.value, measured.on_time) == (3500, 7)


def test_the_stated_costs_of_atlas_are_those_of_role_rates(atlas):
    portfolio, _ = atlas
    for project in portfolio.projects:
        exact = sum(
            demand.effort / Decimal("0.8") * portfolio.role_rates[demand.skill]
            for package in project.packages
            for demand in package.demands
        )
        assert project.stated_cost == exact.quantize(Decimal(1), ROUND_HALF_EVEN)


def test_the_script_makes_the_midsize_files_again(tmp_path):
    script = DATA / "midsize/make.py"
    subprocess.run([sys.executable, script, tmp_path], check=True)
    for name in ("portfolio.json", "plan.json"):
        assert (tmp_path / name).read_bytes() == (script.parent / name).read_bytes()


def test_the_midsize_sample_has_the_size_and_the_variety_promised(midsize):
    portfolio, _ = midsize
    packages = [package for _, package in portfolio.packages]
    assert (len(portfolio.engineers), len(portfolio.projects)) == (40, 12)
    assert (len(packages), portfolio.timeline.horizon) == (60, 26)
    assert {package.staffing for package in packages} == set(Staffing)
    assert len({place.holidays for place in portfolio.locations}) == 2
    assert any(package.modes for package in packages)


def test_nobody_is_on_two_running_teams_at_once(midsize):
    portfolio, _ = midsize
    busy = Counter(
        member.engineer
        for _, package in portfolio.packages
        if package.progress is not None
        and package.progress.status is Status.RUNNING
        and package.staffing is not Staffing.POOL
        for member in package.progress.team
    )
    assert len(busy) > 10
    assert max(busy.values()) == 1


def test_the_running_plan_of_midsize_overbooks_people_and_is_refused(midsize):
    portfolio, plan = midsize
    verdict = check(plan, portfolio)
    broken = {rule.rule for rule in verdict.broken if not rule.fact}
    assert not verdict.accepted
    assert {"team_packages", "working_capacity", "facilities", "budgets"} <= broken
    assert measure(plan, portfolio).overload > 100
