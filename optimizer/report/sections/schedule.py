"""When everything happens, and what holds the last date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report import charts, tables
from optimizer.report.charts.gantt import MOST_PACKAGES
from optimizer.report.grid import Kind, grid
from optimizer.report.holding_chain import Cause
from optimizer.report.page import Chart, Section
from optimizer.report.wording import count, day, listed

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.report.holding_chain import Hold, HoldingChain
    from optimizer.report.material import Material

COLUMNS = {
    "package": ("Package", Kind.TEXT),
    "name": ("Name", Kind.TEXT),
    "project": ("Project", Kind.TEXT),
    "first": ("Starts", Kind.DAY),
    "last": ("Ends", Kind.DAY),
    "periods": ("Length, {period}s", Kind.NUMBER),
    "status": ("Status", Kind.TEXT),
    "staffing": ("Staffing", Kind.TEXT),
    "mode": ("Mode", Kind.TEXT),
    "team": ("Team", Kind.TEXT),
    "hours": ("Hours", Kind.HOURS),
    "waiting": ("Waits, {period}s", Kind.NUMBER),
}


def schedule(material: Material) -> Section | None:
    """Return the schedule by project; None for a plan without packages."""
    packages = material.packages
    if packages.empty:
        return None
    first, last = packages["first"].min(), packages["last"].max()
    figure = charts.gantt(
        packages,
        material.projects,
        tables.links(material.ledger),
        material.chain,
        material.now,
        material.period,
    )
    chart = Chart(
        id="gantt",
        title="Schedule by project",
        description=f"A Gantt chart of {count(len(packages), 'package')} from "
        f"{day(first)} to {day(last)}, with links, due dates and the chain that holds "
        "the last date. The table has the dates.",
        figures={"": figure},
        wide=True,
    )
    sentences = list(_chain(material.chain, material)) if material.chain else []
    if len(packages) > MOST_PACKAGES:
        sentences.append(
            f"The chart shows projects only: {count(len(packages), 'package')} are too "
            "many for one picture."
        )
    return Section(
        id="schedule",
        title="When everything happens",
        sentences=tuple(sentences),
        charts=(chart,),
        grids=(grid("Packages", packages, _columns(packages, material.period)),),
    )


def _columns(packages: pd.DataFrame, period: str) -> dict[str, tuple[str, Kind]]:
    """Return the columns, that of modes only where packages have several."""
    modes = (packages["mode"] != "default").any()
    return {
        source: (title.format(period=period), kind)
        for source, (title, kind) in COLUMNS.items()
        if source != "mode" or modes
    }


def _chain(chain: HoldingChain, material: Material) -> list[str]:
    """Return what holds the last date, step by step."""
    steps = [chain.packages[0], *(_step(hold) for hold in chain.holds[1:])]
    last = day(material.packages["last"].max())
    if len(steps) == 1:
        return [f"The last date, {last}, is that of {steps[0]}, which {chain.reason}."]
    return [
        f"The last date, {last}, is held by a chain of {count(len(steps), 'package')}: "
        f"{' → '.join(steps)}. The first of them {chain.reason}. To end earlier, "
        "shorten one of these packages or give it other people."
    ]


def _step(hold: Hold) -> str:
    if hold.cause is Cause.LINK:
        return hold.package
    return f"{hold.package} (waits for {listed(hold.through, 3)})"
