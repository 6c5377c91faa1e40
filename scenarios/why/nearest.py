"""The nearest thing that can be done: how far the number in a rule has to give."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from optimizer.conflicts.easing import eased
from optimizer.plan.goals import Goals
from optimizer.plan.outcome import SolveStatus
from scenarios.goals import FOR_VALUE
from scenarios.proven import best
from scenarios.why.member import Nearest

if TYPE_CHECKING:
    from optimizer.conflicts.droppable import Droppable, Scale
    from optimizer.plan.goals import MeasureLimit
    from optimizer.plan.plan import Plan
    from scenarios.interval import Interval
    from scenarios.situation import Situation
    from scenarios.why.impasse import Impasse
    from scenarios.why.member import Without

HUNDREDTH = Decimal("0.01")
NUMBER_SHARE = 0.2
"""Part of all time that goes to the search for one number at most."""


def nearest(impasse: Impasse, rule: Droppable, without: Without) -> Nearest | None:
    """Return how far a rule has to be eased; None if it has no number to ease.

    Parameters
    ----------
    without
        The best plan without the rule; there is one.
    """
    if rule.scale is not None:
        return _of_number(impasse, rule, rule.scale, without)
    if rule.limit is not None and _is_a_goal(rule.limit):
        return _of_measure(impasse, rule, rule.limit, without)
    return None


def has_number(rule: Droppable) -> bool:
    """Return whether a rule can be eased."""
    return rule.scale is not None or (rule.limit is not None and _is_a_goal(rule.limit))


def _of_number(
    impasse: Impasse, rule: Droppable, scale: Scale, without: Without
) -> Nearest | None:
    question = f"How far to ease this: {rule.issue.message}"
    with impasse.asker.look(question, NUMBER_SHARE) as limits:
        feasibility = impasse.feasibility(limits)
        found = eased(feasibility, impasse.terms, scale)
    if found is None:
        return None
    terms = scale.at(impasse.asked, found.number)
    label = scale.label(found.number)
    value, plan = _worth(impasse, label, impasse.where(terms), without, found.plan)
    return Nearest(
        label=label,
        open_from=scale.label(found.open_from),
        proven=found.proven,
        net_value=value,
        plan=plan,
    )


def _of_measure(
    impasse: Impasse, rule: Droppable, limit: MeasureLimit, without: Without
) -> Nearest | None:
    """Return the best that a limited measure can be where its limit is dropped."""
    measure, free = limit.measure, rule.drop(impasse.asked)
    outcome = impasse.asker.ask(
        f"The best {measure}", impasse.where(free), Goals.single(measure), impasse.plans
    )
    if outcome.plan is None:
        return None
    reached = _no_tighter(limit, outcome.measures[measure])
    bound, proven = outcome.tiers[0].bound, outcome.status is SolveStatus.OPTIMAL
    open_from = "any number"
    if bound is not None:
        tightest = reached if proven else _no_tighter(limit, bound)
        open_from = f"{measure} {tightest.normalize():f}"
    label = f"{measure} {reached.normalize():f}"
    eased_limit = limit.model_copy(
        update={"at_most" if limit.at_least is None else "at_least": reached}
    )
    kept = impasse.where(replace(free, limits=(*free.limits, eased_limit)))
    value, plan = _worth(impasse, label, kept, without, outcome.plan)
    return Nearest(
        label=label,
        open_from=open_from,
        proven=proven,
        net_value=value,
        plan=plan,
    )


def _worth(
    impasse: Impasse,
    label: str,
    situation: Situation,
    without: Without,
    known: Plan,
) -> tuple[Interval, Plan | None]:
    """Return the best net value with an eased number, and its plan.

    Where the best plan without the rule keeps the number, it is the best here too.
    """
    if without.plan is not None and situation.accepts(without.plan):
        return without.net_value, without.plan
    impasse.asker.expect(1)
    outcome = impasse.asker.ask(f"With {label}", situation, FOR_VALUE, (known,))
    return best(outcome), outcome.plan


def _is_a_goal(limit: MeasureLimit) -> bool:
    """Return whether a limit bounds what the engine can optimise in its own sense."""
    whole = limit.project is None and limit.objective is None
    return whole and limit.measure.more_is_better == (limit.at_least is not None)


def _no_tighter(limit: MeasureLimit, number: float) -> Decimal:
    """Return a number in hundredths that a plan which reaches it keeps as a limit."""
    away = ROUND_FLOOR if limit.at_least is not None else ROUND_CEILING
    return Decimal(repr(number)).quantize(HUNDREDTH, away)
