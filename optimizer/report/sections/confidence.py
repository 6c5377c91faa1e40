"""How sure the answer is: goals, bounds, and how the search closed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report import charts, tables
from optimizer.report.grid import Kind, grid
from optimizer.report.page import Chart, Section
from optimizer.report.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.outcome import Certificate, Outcome

COLUMNS = {
    "tier": ("Goal, in order", Kind.TEXT),
    "value": ("Reached", Kind.NUMBER),
    "bound": ("No plan can pass", Kind.NUMBER),
    "gap": ("Gap", Kind.PERCENT),
    "status": ("Status", Kind.TEXT),
    "must_prove": ("Must be proven", Kind.YES_NO),
    "seconds": ("Seconds", Kind.NUMBER),
}


def confidence(outcome: Outcome | None) -> Section | None:
    """Return goals and convergence; None for a plan that nobody optimised."""
    if outcome is None or not outcome.tiers:
        return None
    tiers = tables.tiers(outcome)
    shown = tiers.assign(tier=[_words(tier) for tier in tiers["tier"]])
    return Section(
        id="confidence",
        title="How sure this is",
        sentences=(
            "Goals are met in order: each one as well as those before it allow. A gap "
            "of 0 % is a proof.",
            _repeatable(outcome.certificate),
        ),
        charts=tuple(_convergence(outcome)),
        grids=(grid("Goals", shown, COLUMNS),),
    )


def _words(tier: str) -> str:
    """Return a tier's name without underscores and weights of 1."""
    terms = (term.removeprefix("1 ") for term in tier.split(" + "))
    return " + ".join(terms).replace("_", " ")


def _convergence(outcome: Outcome) -> Iterator[Chart]:
    table = tables.convergence(outcome)
    searched = table["tier"].drop_duplicates().tolist()
    if searched:
        yield Chart(
            id="convergence",
            title="How the search closed in",
            description="The best plan so far and the bound that no plan can pass, "
            "over time. Where the two lines meet, the goal is proven.",
            figures={_words(t): charts.convergence(table, t) for t in searched},
            choice="Goal",
        )


def _repeatable(certificate: Certificate) -> str:
    again = (
        "The same input gives the same plan again."
        if certificate.repeatable
        else "The clock ended the search, so it may not repeat exactly."
    )
    return (
        f"{certificate.engine}, {number(certificate.seconds, 1)} s, seed "
        f"{certificate.seed}, {certificate.workers} workers. {again}"
    )
