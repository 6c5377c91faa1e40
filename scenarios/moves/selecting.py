"""Why a project is not in the plan, or new in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.valuation import valuation
from optimizer.portfolio.project import Decision
from scenarios.moves.comparing import worth
from scenarios.moves.hindrances import as_found, hindrances
from scenarios.moves.reason import Cause, Reason, in_order

if TYPE_CHECKING:
    from scenarios.moves.trial import Trials


def why_dropped(trials: Trials, project: str) -> tuple[Reason, ...]:
    """Return what forbids the project as it was planned, all else as it is."""
    known = trials.ledger.directory.projects.get(project)
    if known is None:
        text = f"{project} is no longer in the portfolio"
        return (Reason(cause=Cause.DECISION, text=text),)
    if known.decision is Decision.OUT:
        return (Reason(cause=Cause.DECISION, text=f"{project} is decided out"),)
    tried = trials.restored(project)
    found = in_order(
        reason for trial in tried.trials for reason in hindrances(trial)
    ) or in_order(as_found(tried.broken))
    if found:
        text = f"as it was planned, {project} would not fit: {found[0].text}"
        return (found[0].replace(text=text), *found[1:])
    fits = f"as it was planned, {project} would fit, and"
    return (worth(trials.words, tried.gain, fits),)


def why_added(trials: Trials, project: str) -> tuple[Reason, ...]:
    """Return why a project is in the plan that the running plan has not."""
    known = trials.ledger.directory.projects[project]
    if known.mandatory:
        return (Reason(cause=Cause.DECISION, text=f"{project} is mandatory"),)
    if known.decision is Decision.IN:
        return (Reason(cause=Cause.DECISION, text=f"{project} is decided in"),)
    delivered = next(v for v in valuation(trials.ledger) if v.project == project)
    text = f"{project} delivers {trials.words.amount(delivered.delivered)}"
    return (Reason(cause=Cause.VALUE, text=text),)
