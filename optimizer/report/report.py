"""One self-contained HTML page: no request leaves the machine, no name becomes code.

Scripts are allowed by their hashes alone, so that nothing else can run even if a name
slipped through; styles must stay open because Plotly writes its own. Plotly and the
figures travel compressed, as base64: a third of the size, and nothing in them can end
the element that they stand in.
"""

from __future__ import annotations

import gzip
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from plotly.io.json import to_json_plotly
from plotly.offline import get_plotlyjs

from optimizer.portfolio.checks import issues
from optimizer.portfolio.issue import Severity
from optimizer.report.charts.style import TEMPLATE
from optimizer.report.headline import headline, headline_without_plan
from optimizer.report.material import Material
from optimizer.report.sections.broken_rules import broken_rules
from optimizer.report.sections.changes import changes
from optimizer.report.sections.confidence import confidence
from optimizer.report.sections.decisions import decisions
from optimizer.report.sections.money import money
from optimizer.report.sections.notes import conflict, notes
from optimizer.report.sections.people import overbooking, people
from optimizer.report.sections.schedule import schedule
from optimizer.report.sections.skills import skills
from optimizer.report.wording import count, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from optimizer.plan.outcome import Outcome
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.report.page import Headline, Section

PAGE = Path(__file__).parent / "page"

SECTIONS = (
    broken_rules,
    decisions,
    schedule,
    people,
    overbooking,
    skills,
    changes,
    money,
)
"""The sections about a plan, in the order of the page."""


def write_report(
    path: Path | str,
    portfolio: Portfolio,
    plan: Plan | None = None,
    outcome: Outcome | None = None,
    baseline: Plan | None = None,
    now: date | None = None,
) -> Path:
    """Write a report of a plan as one HTML file and return where it is.

    Parameters
    ----------
    plan
        May break rules; the outcome's where left out. Without any plan the report
        says why there is none.
    outcome
        How the plan was found and what is proven of it.
    baseline
        The running plan to compare with.
    now
        In place of the portfolio's.

    Raises
    ------
    InvalidPlan
        If the plan names what the portfolio does not have; nothing is written.
    """
    page = render_report(portfolio, plan, outcome, baseline, now)
    path = Path(path)
    path.write_text(page, encoding="utf-8")
    return path


def render_report(
    portfolio: Portfolio,
    plan: Plan | None = None,
    outcome: Outcome | None = None,
    baseline: Plan | None = None,
    now: date | None = None,
) -> str:
    """Return the page that `write_report` writes."""
    if plan is None and outcome is not None:
        plan = outcome.plan
    if plan is None:
        return _page(
            portfolio,
            headline_without_plan(outcome),
            _without_plan(portfolio, outcome),
            outcome,
        )
    material = Material.gather(portfolio, plan, outcome, baseline, now)
    return _page(portfolio, headline(material), _with_plan(material), outcome, plan)


def _with_plan(material: Material) -> Iterator[Section | None]:
    yield from (section(material) for section in SECTIONS)
    yield confidence(material.outcome)
    found = [*material.verdict.warnings, *_worth_knowing(material.portfolio)]
    if material.outcome is not None:
        found += material.outcome.notes
    yield notes(found)


def _without_plan(
    portfolio: Portfolio, outcome: Outcome | None
) -> Iterator[Section | None]:
    if outcome is not None and outcome.conflict is not None:
        yield conflict(outcome.conflict.members, minimal=outcome.conflict.minimal)
    yield confidence(outcome)
    told = outcome.notes if outcome is not None else ()
    yield notes([*told, *_worth_knowing(portfolio)])


def _worth_knowing(portfolio: Portfolio) -> list[Issue]:
    """Return what the portfolio's checks say that is no error."""
    return [i for i in issues(portfolio) if i.severity is not Severity.ERROR]


def _page(
    portfolio: Portfolio,
    answer: Headline,
    sections: Iterable[Section | None],
    outcome: Outcome | None,
    plan: Plan | None = None,
) -> str:
    shown = [section for section in sections if section is not None]
    plotly, script = get_plotlyjs(), _asset("report.js")
    template = _environment().get_template("report.html")
    return template.render(
        title=portfolio.name or "Portfolio",
        scope=plan.name if plan is not None else "",
        headline=answer,
        sections=shown,
        style=Markup(_asset("report.css")),
        policy=_policy(plotly, script),
        colophon=tuple(_colophon(portfolio, outcome)),
        plotly=_packed(plotly),
        charts=_packed(_charts(shown)),
        script=Markup(script),
    )


def _charts(sections: Iterable[Section]) -> str:
    """Return the shared look and all figures, by place and choice, as JSON."""
    figures: dict[str, list[dict[str, Any]]] = {}
    for section in sections:
        for chart in section.charts:
            figures[chart.id] = [f.to_plotly_json() for f in chart.figures.values()]
    for figure in (figure for of_chart in figures.values() for figure in of_chart):
        figure["layout"].pop("template", None)
    given = {"template": TEMPLATE.to_plotly_json(), "charts": figures}
    return str(to_json_plotly(given))


def _packed(text: str) -> str:
    """Return a text as base64 of its gzip, the same for the same text."""
    return b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def _policy(*scripts: str) -> str:
    """Return a content-security policy that runs these scripts and loads nothing."""
    hashes = (b64encode(sha256(s.encode()).digest()).decode() for s in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _colophon(portfolio: Portfolio, outcome: Outcome | None) -> Iterator[str]:
    calendar = portfolio.timeline
    packages = sum(1 for _ in portfolio.packages)
    yield (
        f"{count(len(portfolio.engineers), 'engineer')}, "
        f"{count(len(portfolio.projects), 'project')}, {count(packages, 'package')}; "
        f"{count(calendar.horizon, calendar.period.value)} from {day(calendar.start)}. "
        "Dates are first and last days, inclusive."
    )
    if outcome is not None:
        certificate = outcome.certificate
        versions = ", ".join(
            f"{k} {v}" for k, v in sorted(certificate.versions.items())
        )
        yield f"Input {certificate.input_hash}. {versions}."
    yield "Made by Quarterdeck. This file works offline and asks nothing of any server."


def _asset(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(PAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
