"""A plan as a manager wants to read it in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.cli.progress import goal
from api.cli.telling import told_headline
from optimizer.plan.outcome import SolveStatus
from optimizer.report.headline import headline, headline_without_plan
from optimizer.report.wording import count, day, number, percent

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from optimizer.plan.outcome import BrokenRule, Outcome, TierResult
    from optimizer.report.material import Material

PROVEN = {
    SolveStatus.OPTIMAL: "proven best",
    SolveStatus.FEASIBLE: "may be better",
    SolveStatus.INFEASIBLE: "impossible",
    SolveStatus.OUT_OF_TIME: "not reached",
    SolveStatus.CANCELLED: "not reached",
}


def summary(material: Material, outcome: Outcome) -> RenderableType:
    """Return what was found and what is proven."""
    parts = [
        told_headline(headline(material)),
        projects(material),
        tiers(outcome.tiers),
    ]
    return Group(*_apart(parts))


def summary_without_plan(outcome: Outcome) -> RenderableType:
    """Return why there is no plan."""
    parts: list[RenderableType] = [told_headline(headline_without_plan(outcome))]
    if outcome.conflict is not None:
        parts += [Text(f"  - {issue}") for issue in outcome.conflict.members]
    return Group(*parts)


def verdict_summary(material: Material) -> RenderableType:
    """Return what the checker says of a plan."""
    parts = [told_headline(headline(material)), projects(material)]
    if material.verdict.broken:
        parts.append(broken_rules(material.verdict.broken))
    parts.append(measures(material))
    return Group(*_apart(parts))


def projects(material: Material) -> RenderableType:
    """Return one row per project: what it delivers, when it ends, how late."""
    table = _table("Project", "", f"Delivers, {material.unit}", "of", "Ends", "Due", "")
    for row in material.projects.to_dict("records"):
        remark, style = _remark(row, material.period)
        table.add_row(
            row["project"],
            "" if row["name"] == row["project"] else row["name"],
            number(float(row["delivered"]), 2),
            number(float(row["full_value"]), 2),
            day(row["last"]),
            day(row["due"]),
            remark,
            style=style,
        )
    return table


def _remark(row: Mapping[Hashable, Any], period: str) -> tuple[str, str]:
    """Return what is special about a project, and a style for it."""
    if not row["selected"]:
        return "left out", "dim"
    if row["periods_late"] > 0:
        return f"{count(int(row['periods_late']), period)} late", "red"
    return ("on time" if row["on_time"] else ""), ""


def tiers(results: Iterable[TierResult]) -> RenderableType:
    """Return one row per goal: what was reached and what is proven."""
    table = _table("Goal", "Reached", "Bound", "Gap", "", numbers=range(1, 4))
    for tier in results:
        table.add_row(
            goal(tier.name),
            number(tier.value, 2),
            number(tier.bound, 2),
            percent(tier.gap, 2),
            PROVEN[tier.status],
        )
    return table


def measures(material: Material) -> RenderableType:
    """Return every measure of the plan."""
    table = _table("Measure", "", numbers=(1,))
    for name, amount in material.measures.as_dict().items():
        table.add_row(name.replace("_", " "), number(amount, 4))
    return table


def broken_rules(broken: Iterable[BrokenRule]) -> RenderableType:
    """Return one row per broken rule."""
    table = _table("Broken rule", "Where", "From", "Hours", "What", numbers=(3,))
    for one in broken:
        table.add_row(
            one.rule.replace("_", " "),
            one.where,
            one.period or "",
            "" if one.hours is None else number(float(one.hours), 2),
            f"before now: {one.message}" if one.fact else one.message,
            style="dim" if one.fact else "",
        )
    return table


def _table(*headings: str, numbers: Iterable[int] = (2, 3)) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="right" if place in numbers else "left")
    return table


def _apart(parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """Yield the parts with an empty line before each but the first."""
    for place, part in enumerate(parts):
        if place:
            yield Text("")
        yield part
