"""Why there is no plan: the conflict, the price of each way out, what is nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.conflicts.rules import droppable
from optimizer.conflicts.terms import Terms
from optimizer.plan.outcome import SolveStatus
from scenarios.interval import UNKNOWN
from scenarios.proven import best
from scenarios.why.explanation import WhyNot
from scenarios.why.impasse import Impasse
from scenarios.why.sentences import of_conflict, of_member

if TYPE_CHECKING:
    from scenarios.asking import Asker
    from scenarios.situation import Situation

FIRST_SHARE = 0.3
"""Part of all time that goes to whether there is a plan at most."""


def why_not(situation: Situation, asker: Asker) -> WhyNot:
    """Return why a situation has no plan.

    Every member of the conflict is a rule that people could agree to drop. Without
    it, and with all other members kept, a plan was found that passed the checker;
    without all others, there is none with the members, by two different proofs.
    """
    asker.expect(1)
    outcome = asker.ask("Is there a plan?", situation, most=FIRST_SHARE)
    if outcome.status is not SolveStatus.INFEASIBLE:
        return WhyNot(
            status=outcome.status,
            net_value=best(outcome),
            complete=not asker.cancelled,
            sentences=(_without_conflict(outcome.status),),
        )
    found = outcome.conflict.members if outcome.conflict else ()
    terms = Terms(situation.portfolio, situation.limits)
    rules = tuple(droppable(terms, situation.baseline))
    known = {(issue.code, issue.where) for issue in found}
    impasse = Impasse(asker, situation, terms, rules)
    core = impasse.core(known & {rule.key for rule in rules})
    members = impasse.members(core)
    return WhyNot(
        status=outcome.status,
        net_value=UNKNOWN,
        minimal=core.minimal,
        members=members,
        hopeless=core.hopeless,
        reasons=() if members else found,
        complete=not asker.cancelled,
        sentences=(
            of_conflict(members, minimal=core.minimal, hopeless=core.hopeless),
            *(of_member(member, situation.portfolio.value_unit) for member in members),
        ),
    )


def _without_conflict(status: SolveStatus) -> str:
    return {
        SolveStatus.OPTIMAL: "There is a plan.",
        SolveStatus.FEASIBLE: "There is a plan.",
        SolveStatus.CANCELLED: "Stopped before anything was shown.",
    }.get(status, "Whether there is a plan was not shown in time.")
