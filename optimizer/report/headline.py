"""The answer as a manager wants to hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import SolveStatus
from optimizer.report.page import Headline, KeyFigure
from optimizer.report.proof import bound_on_value, is_net, proof
from optimizer.report.tables.frame import rows_of
from optimizer.report.wording import count, day, listed, money, named, number, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.outcome import Outcome
    from optimizer.report.material import Material

MOST_NAMES = 4
"""How many projects or people a sentence names; the tables name all."""


def headline(material: Material) -> Headline:
    """Return the headline of a plan."""
    sentences = (
        *_rules(material),
        *proof(material),
        *_lateness(material),
        *_dropping(material),
        *_overbooking(material),
        *_changes(material),
    )
    broken = not material.verdict.accepted
    return Headline(
        decision=_broken(material) if broken else _decision(material),
        sentences=sentences,
        figures=tuple(_figures(material)),
        mood="bad" if broken else "",
    )


def headline_without_plan(outcome: Outcome | None) -> Headline:
    """Return the headline of a search that found no plan."""
    decisions = {
        None: "There is no plan yet.",
        SolveStatus.INFEASIBLE: "No plan can keep every rule.",
        SolveStatus.OUT_OF_TIME: "No plan was found in the time given.",
        SolveStatus.CANCELLED: "The search was stopped before it found a plan.",
    }
    status = outcome.status if outcome else None
    decision = decisions.get(status, "No plan was found.")
    if outcome is None:
        return Headline(decision, mood="bad")
    reasons = (
        [issue.message for issue in outcome.conflict.members]
        if (outcome.conflict)
        else []
    )
    opening = {
        SolveStatus.INFEASIBLE: "That is proven, not a matter of time.",
        SolveStatus.OUT_OF_TIME: "That proves nothing: more time may find one.",
        SolveStatus.CANCELLED: "That proves nothing: start again and let it run.",
    }
    sentences = [opening[outcome.status]] if outcome.status in opening else []
    if reasons:
        sentences.append(
            f"These cannot all hold: {count(len(reasons), 'reason')} below."
        )
    return Headline(decision, tuple(sentences), mood="bad")


def _decision(material: Material) -> str:
    measures, projects = material.measures, material.projects
    running, everything = int(projects["selected"].sum()), len(projects)
    full = projects["full_value"].sum()
    runs = (
        f"All {count(everything, 'project')} run"
        if running == everything > 1
        else f"{running} of {count(everything, 'project')} run{'s' * (running == 1)}"
    )
    delivers, their = ("delivers", "its") if running == 1 else ("deliver", "their")
    value = float(measures.value)
    if value == full:
        return f"{runs} and {delivers} {their} full {money(value, material.unit)}."
    return (
        f"{runs} and {delivers} {number(value, 2)} of "
        f"{money(float(full), material.unit)}."
    )


def _broken(material: Material) -> str:
    broken = [b for b in material.verdict.broken if not b.fact]
    return (
        f"This plan cannot be carried out: it breaks a rule in "
        f"{count(len(broken), 'place')}."
    )


def _rules(material: Material) -> Iterator[str]:
    broken = [b.rule.replace("_", " ") for b in material.verdict.broken if not b.fact]
    if broken:
        often = sorted(set(broken), key=lambda rule: (-broken.count(rule), rule))
        yield (
            "Broken rules: "
            + listed([f"{r} ({broken.count(r)})" for r in often], MOST_NAMES)
            + "."
        )
        decision = _decision(material)
        yield f"Carried out all the same, {decision[0].lower()}{decision[1:]}"


def _lateness(material: Material) -> Iterator[str]:
    projects = material.projects
    running = projects[projects["selected"] & (projects["packages"] > 0)]
    late = running[running["periods_late"].fillna(0) > 0]
    punctual = int(running["on_time"].sum())
    if len(running) and punctual == len(running):
        yield "Every running project ends on time."
        return
    if late.empty:
        return
    names = [
        f"{named(p.project, p.name)} by {count(int(p.periods_late), material.period)}"
        f" ({money(p.lost_by_delay, material.unit)} lost)"
        for p in rows_of(late.sort_values("lost_by_delay", ascending=False))
    ]
    late_ones = listed(names, MOST_NAMES)
    yield f"{punctual} of {len(running)} end on time. Late: {late_ones}."


def _dropping(material: Material) -> Iterator[str]:
    projects = material.projects
    out = projects[~projects["selected"]].sort_values("full_value", ascending=False)
    if len(out):
        names = [
            f"{named(p.project, p.name)} ({money(p.full_value, material.unit)})"
            for p in rows_of(out)
        ]
        yield f"Left out: {listed(names, MOST_NAMES)}."


def _overbooking(material: Material) -> Iterator[str]:
    overbooked = material.contention[material.contention["overload"] > 0]
    if overbooked.empty:
        yield "Nobody is booked for more hours than they have."
        return
    worst = overbooked.iloc[0]
    people = overbooked["engineer"].nunique()
    yield (
        f"{count(people, 'person is', 'people are')} overbooked, in "
        f"{count(len(overbooked), material.period)} altogether; the worst is "
        f"{named(worst['engineer'], worst['name'])} with "
        f"{number(float(worst['overload']), 1)} h too many from "
        f"{day(worst['period'])}."
    )


def _changes(material: Material) -> Iterator[str]:
    if material.ledger.baseline is None:
        return
    measures = material.measures
    yield (
        f"Against the running plan: {count(int(measures.moves), 'move')}, "
        f"{count(int(measures.releases), 'release')}, starts shifted by "
        f"{count(int(measures.shift), material.period)} in all, "
        f"{count(int(measures.dropped), 'package')} dropped."
    )


def _figures(material: Material) -> Iterator[KeyFigure]:
    measures, projects, unit = material.measures, material.projects, material.unit
    full = float(projects["full_value"].sum())
    yield KeyFigure(
        "Value delivered", number(float(measures.value), 2), f"of {money(full, unit)}"
    )
    bound = bound_on_value(material)
    if bound is not None and material.outcome is not None:
        gap = material.outcome.tiers[0].gap
        remark = "proven: nothing is better" if gap == 0 else f"gap {percent(gap, 2)}"
        mood = "good" if gap == 0 else ""
        name = "Most that is possible" + ", net of offers" * is_net(material)
        yield KeyFigure(name, number(bound, 2), remark, mood)
    running = projects[projects["selected"] & (projects["packages"] > 0)]
    punctual = int(running["on_time"].sum())
    yield KeyFigure(
        "On time",
        f"{punctual} of {len(running)}",
        "running projects",
        "good" if punctual == len(running) else "bad",
    )
    overload = float(measures.overload)
    yield KeyFigure(
        "Overbooked",
        f"{number(overload, 1)} h",
        "beyond available hours",
        "bad" if overload else "good",
    )
    if len(material.packages):
        last = material.packages.sort_values("last").iloc[-1]
        yield KeyFigure("Last package ends", day(last["last"]), str(last["package"]))
    if material.verdict.broken:
        yield KeyFigure(
            "Broken rules", number(len(material.verdict.broken)), "see the list", "bad"
        )
