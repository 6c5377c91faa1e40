"""Plans to report on."""

from datetime import date
from pathlib import Path

import pytest

from optimizer.plan import (
    Assignment,
    Certificate,
    Conflict,
    Ledger,
    Outcome,
    Plan,
    Point,
    ScheduledPackage,
    TierResult,
)
from optimizer.portfolio.issue import Issue
from optimizer.portfolio.portfolio import Portfolio

DATA = Path(__file__).parents[3] / "data" / "atlas"

PAYLOADS = (
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 2</script>",
    "<!--<script>window.ran = 3",
    "<img src=x onerror=window.ran=4>",
    "\"'><svg onload=window.ran=5>",
    '<a href="javascript:window.ran=6">x</a>',
    "%{customdata[0]} %{x} {{ 7 * 7 }} {% raw %}",
    "<b>bold</b> &lt;i&gt; & <br>",
    "]]> \u2028 \u2029 \\u003c/script> `${window.ran = 8}`",
)
"""Names that would run, or change the page, if they were read as code."""


@pytest.fixture(scope="session")
def atlas():
    """The portfolio of seven projects."""
    return Portfolio.model_validate_json((DATA / "portfolio.json").read_text())


@pytest.fixture(scope="session")
def running_plan():
    """The plan that Atlas runs by: everything on time."""
    return Plan.model_validate_json((DATA / "baseline.json").read_text())


@pytest.fixture(scope="session")
def ledger(atlas, running_plan):
    """The running plan joined with its portfolio."""
    return Ledger(running_plan, atlas)


@pytest.fixture(scope="session")
def overbooked_plan(running_plan):
    """The running plan with Ana on BI1 as well, 10 h in each of its first two weeks."""
    weeks = (date(2026, 1, 5), date(2026, 1, 12))
    more = Assignment(
        engineer="Ana", package="BI1", demand="BE", hours=dict.fromkeys(weeks, 10)
    )
    return running_plan.replace(assignments=(*running_plan.assignments, more))


@pytest.fixture(scope="session")
def late_plan(running_plan):
    """The running plan without RND, AI3 two weeks later, Dana in place of Eli on it."""
    packages = tuple(
        ScheduledPackage(package="AI3", start=date(2026, 3, 30), periods=3)
        if package.package == "AI3"
        else package
        for package in running_plan.packages
        if not package.package.startswith("RN")
    )
    assignments = tuple(
        row.replace(engineer="Dana")
        if (row.engineer, row.package) == ("Eli", "AI3")
        else row
        for row in running_plan.assignments
        if not row.package.startswith("RN")
    )
    selected = tuple(p for p in running_plan.selected if p != "RND")
    return running_plan.replace(
        selected=selected, packages=packages, assignments=assignments
    )


@pytest.fixture(scope="session")
def certificate():
    """How an invented search ran."""
    return Certificate(
        seed=0,
        workers=8,
        seconds=3.4,
        input_hash="sha256:c0ffee",
        versions={"ortools": "9.15"},
        engine="CP-SAT",
        repeatable=True,
    )


@pytest.fixture(scope="session")
def proven(running_plan, certificate):
    """An outcome that proves the running plan best."""
    return Outcome(
        status="optimal",
        plan=running_plan,
        tiers=(
            TierResult(
                name="net_value",
                value=3500,
                bound=3500,
                status="optimal",
                gap=0,
                must_prove=True,
                seconds=2.9,
            ),
            TierResult(name="overload", value=0, bound=0, status="optimal", gap=0),
        ),
        convergence=(
            Point(seconds=0.1, tier="net_value", bound=3500),
            Point(seconds=0.4, tier="net_value", value=2700),
            Point(seconds=2.9, tier="net_value", value=3500),
            Point(seconds=3.1, tier="overload", value=0, bound=0),
        ),
        certificate=certificate,
    )


@pytest.fixture(scope="session")
def unproven(late_plan, certificate):
    """An outcome whose bound is above its value."""
    tier = TierResult(
        name="net_value",
        value=3220,
        bound=3500,
        status="feasible",
        gap=0.08,
        must_prove=True,
        seconds=60,
    )
    return Outcome(
        status="feasible", plan=late_plan, tiers=(tier,), certificate=certificate
    )


@pytest.fixture(scope="session")
def impossible(certificate):
    """An outcome that proves that no plan exists."""
    members = (
        Issue(code="mandatory", where="projects/AI", message="AI must be selected."),
        Issue(code="deadlines", where="projects/AI", message="AI ends by 2 Jan 2026."),
    )
    return Outcome(
        status="infeasible",
        conflict=Conflict(members=members, minimal=True),
        certificate=certificate,
    )


@pytest.fixture(scope="session")
def hostile(atlas, running_plan):
    """Atlas and its plan with every name a piece of mark-up or script."""
    names = [
        *(engineer.id for engineer in atlas.engineers),
        *(project.id for project in atlas.projects),
        *(package.id for _, package in atlas.packages),
        *("ML", "BE", "FE", "DO", "SEC", "QA"),
    ]
    renamed = {
        name: f"{PAYLOADS[place % len(PAYLOADS)]} {name}"
        for place, name in enumerate(dict.fromkeys(names))
    }
    portfolio = Portfolio.model_validate(rename(atlas.model_dump(), renamed))
    plan = Plan.model_validate(rename(running_plan.model_dump(), renamed))
    texts = {"name": PAYLOADS[1], "value_unit": PAYLOADS[3]}
    return portfolio.replace(**texts), plan.replace(name=PAYLOADS[2])


def rename(content, renamed):
    """Replace every text that is one of the names, in keys and values."""
    if isinstance(content, dict):
        return {renamed.get(k, k): rename(v, renamed) for k, v in content.items()}
    if isinstance(content, list | tuple):
        return tuple(rename(item, renamed) for item in content)
    return renamed.get(content, content) if isinstance(content, str) else content
