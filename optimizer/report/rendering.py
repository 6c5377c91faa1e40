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

from optimizer.report.charts.style import TEMPLATE
from optimizer.report.wording import count, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optimizer.plan.outcome import Certificate
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.report.page import Headline, Section

PAGE = Path(__file__).parent / "page"


def render(
    title: str,
    headline: Headline,
    sections: Iterable[Section | None],
    *,
    eyebrow: str,
    colophon: Iterable[str] = (),
) -> str:
    """Return a page of these sections, left out where there is nothing to show.

    Parameters
    ----------
    eyebrow
        What kind of page this is, above the title.
    colophon
        Sentences at the foot of the page; see `colophon`.
    """
    shown = [section for section in sections if section is not None]
    (plotly, packed) = _plotly()
    script = asset("sorting.js") + asset("report.js")
    template = _environment().get_template("report.html")
    return template.render(
        title=title,
        eyebrow=eyebrow,
        headline=headline,
        sections=shown,
        style=Markup(asset("report.css")),
        policy=_policy(plotly, script),
        colophon=tuple(colophon),
        plotly=packed,
        charts=_packed(_charts(shown)),
        script=Markup(script),
    )


def colophon(portfolio: Portfolio, certificate: Certificate | None) -> Iterator[str]:
    """Yield what a page was made from, and with what."""
    calendar = portfolio.timeline
    packages = sum(1 for _ in portfolio.packages)
    yield (
        f"{count(len(portfolio.engineers), 'engineer')}, "
        f"{count(len(portfolio.projects), 'project')}, {count(packages, 'package')}; "
        f"{count(calendar.horizon, calendar.period.value)} from {day(calendar.start)}. "
        "Dates are first and last days, inclusive."
    )
    if certificate is not None:
        versions = ", ".join(
            f"{k} {v}" for k, v in sorted(certificate.versions.items())
        )
        known = f"Input {certificate.input_hash}. " if certificate.input_hash else ""
        yield f"{known}{versions}."
    yield "Made by Quarterdeck. This file works offline and asks nothing of any server."


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


@cache
def _plotly() -> tuple[str, str]:
    """Return the script of Plotly, as it is and packed."""
    script = get_plotlyjs()
    return script, _packed(script)


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


def asset(name: str) -> str:
    """Return a style or script of pages by the name of its file."""
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
