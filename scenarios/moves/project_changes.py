"""Projects that only one of two plans has."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.sunk import sunk
from scenarios.moves.entries import ProjectChange, ProjectChangeKind
from scenarios.moves.reason import sentence
from scenarios.moves.reasons import of_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.plan import Plan
    from scenarios.moves.trial import Trials

CENT = Decimal("0.01")


def project_changes(trials: Trials, running: Plan) -> Iterator[ProjectChange]:
    """Yield projects that the running plan has and this one has not, then new ones.

    Each in the order of its plan; the cost that is sunk is rounded to hundredths.
    """
    lost = {each.project: each for each in sunk(trials.ledger)}
    for project in running.selected:
        if project in trials.ledger.selected:
            continue
        why, spent = of_project(trials, project), lost.get(project)
        kind = ProjectChangeKind.CANCELLED if spent else ProjectChangeKind.DROPPED
        cost = spent.cost if spent else 0
        yield ProjectChange(
            kind=kind,
            project=project,
            sunk_hours=spent.hours if spent else Decimal(0),
            sunk_cost=(Decimal(cost.numerator) / cost.denominator).quantize(CENT),
            because=sentence(why),
            reasons=why,
        )
    for project in trials.plan.selected:
        if project not in running.selected:
            why = of_project(trials, project)
            yield ProjectChange(
                kind=ProjectChangeKind.ADDED,
                project=project,
                because=sentence(why),
                reasons=why,
            )
