"""The page of why: a conflict with every way out, or what stands before a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import SolveStatus
from optimizer.report.grid import Kind, grid, worded
from optimizer.report.page import Headline, Section
from optimizer.report.rendering import colophon
from optimizer.report.sections.notes import WHAT
from optimizer.report.tables.frame import frame
from optimizer.report.tables.issues import issues
from optimizer.report.unwritten import Page
from scenarios.tables.why import members

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenarios.situation import Situation
    from scenarios.why.counterfactual import Counterfactual
    from scenarios.why.explanation import WhyNot, WhyProject
    from scenarios.why.member import Member

MEMBERS = {
    "rule": ("Rule", Kind.TEXT),
    "necessary": ("Necessary", Kind.TEXT),
    "dropping_it": ("Without it", Kind.TEXT),
    "value_low": ("Best value then, {unit}", Kind.NUMBER),
    "value_high": ("At most", Kind.NUMBER),
    "nearest": ("Nearest that can be done", Kind.TEXT),
    "nearest_low": ("Best value there, {unit}", Kind.NUMBER),
    "nearest_high": ("At most", Kind.NUMBER),
}
EFFECTS = {
    "item": ("Project or offer", Kind.TEXT),
    "was": ("In the plan", Kind.TEXT),
    "becomes": ("Then", Kind.TEXT),
    "before": ("Value, {unit}", Kind.NUMBER),
    "after": ("Then", Kind.NUMBER),
    "difference": ("Difference", Kind.NUMBER),
}


def why_not_page(why: WhyNot, situation: Situation, scenario: str) -> Page:
    """Return the page of why there is no plan."""
    decision = {
        SolveStatus.INFEASIBLE: "No plan can keep every rule: that is proven.",
        SolveStatus.OPTIMAL: "There is a plan that keeps every rule.",
        SolveStatus.FEASIBLE: "There is a plan that keeps every rule.",
    }.get(why.status, "Whether there is a plan was not shown.")
    unit = situation.portfolio.value_unit
    mood = "bad" if why.status is SolveStatus.INFEASIBLE else ""
    return _page(
        situation,
        scenario,
        Headline(decision, _once(decision, why.sentences), mood=mood),
        (_conflict(why.members, "What cannot all hold", unit), _reasons(why)),
    )


def why_project_page(why: WhyProject, situation: Situation, scenario: str) -> Page:
    """Return the page of why a project is dropped or late."""
    decision, *sentences = why.sentences
    unit = situation.portfolio.value_unit
    return _page(
        situation,
        scenario,
        Headline(decision, tuple(sentences)),
        (
            _counterfactual(why.counterfactual, unit),
            _conflict(why.obstacles, "What stands in its way", unit),
        ),
    )


def _page(
    situation: Situation,
    scenario: str,
    headline: Headline,
    sections: tuple[Section | None, ...],
) -> Page:
    portfolio = situation.portfolio
    return Page(
        scenario,
        f"Why · {portfolio.name or 'Portfolio'}",
        headline,
        sections,
        tuple(colophon(portfolio, None)),
    )


def _once(decision: str, sentences: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences that say more than the decision."""
    return tuple(sentence for sentence in sentences if sentence not in decision)


def _conflict(found: Sequence[Member], title: str, unit: str) -> Section | None:
    if not found:
        return None
    sentence = (
        "Give way in one: each line says what there is without that rule, all others "
        "kept, and how little it would have to give."
    )
    shown = grid(title, members(found), worded(MEMBERS, unit=unit), always_open=True)
    return Section("conflict", title, (sentence,), grids=(shown,))


def _reasons(why: WhyNot) -> Section | None:
    if not why.reasons:
        return None
    title = "Impossible by itself"
    shown = grid(title, issues(why.reasons), WHAT, always_open=True)
    return Section("reasons", title, grids=(shown,))


def _counterfactual(found: Counterfactual | None, unit: str) -> Section | None:
    """Return what gives way to the project where it is forced."""
    if found is None or not found.effects:
        return None
    title = f"What changes if it must be {found.asked.label}"
    table = frame(_effects(found), list(EFFECTS))
    shown = grid(title, table, worded(EFFECTS, unit=unit), always_open=True)
    return Section("counterfactual", title, grids=(shown,))


def _effects(found: Counterfactual) -> Iterator[tuple[object, ...]]:
    for row in found.effects:
        yield (
            row.item,
            row.was.label if row.was else None,
            row.becomes.label if row.becomes else None,
            None if row.before is None else float(row.before),
            None if row.after is None else float(row.after),
            float(row.difference),
        )
