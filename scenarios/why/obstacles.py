"""What stands in the way of a project: rules, and skills that are scarce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.conflicts.rules import droppable
from optimizer.conflicts.terms import Terms
from optimizer.plan.goals import Measure, MeasureLimit
from scenarios.further_person import allows_more_people
from scenarios.why.counterfactual import Asked
from scenarios.why.impasse import Impasse
from scenarios.why.nearest import nearest
from scenarios.why.skills import skill_rules

if TYPE_CHECKING:
    from decimal import Decimal

    from optimizer.conflicts.droppable import Droppable
    from optimizer.plan.plan import Plan
    from scenarios.asking import Asker
    from scenarios.why.counterfactual import Counterfactual, Forced
    from scenarios.why.member import Member, Nearest, Without


@dataclass(frozen=True, slots=True)
class Obstacles:
    """Rules that keep a project from being in, or on time.

    Attributes
    ----------
    minimal
        Whether they cannot all hold, proven twice, and each of them is verified.
    hopeless
        Whether it is proven that nothing that could be dropped would be enough.
    earliest
        Where it cannot be on time: the date by which it can end.
    """

    members: tuple[Member, ...] = ()
    minimal: bool = False
    hopeless: bool = False
    earliest: Nearest | None = None


def obstacles_at_all(
    asker: Asker, there: Forced, found: Counterfactual, known: Without
) -> Obstacles:
    """Return why no plan has the project as asked.

    Parameters
    ----------
    known
        The best plan where that is not asked.
    """
    terms = Terms(there.situation.portfolio, there.situation.limits)
    rules = tuple(droppable(terms, there.situation.baseline))
    free = tuple(rule for rule in rules if rule.key not in there.given)
    impasse = Impasse(asker, there.situation, terms, free, _plans(known.plan))
    conflict = {(issue.code, issue.where) for issue in found.conflict}
    core = impasse.core({rule.key for rule in free} & conflict)
    earliest = None
    if there.asked is Asked.ON_TIME and not asker.cancelled:
        asker.expect(1)
        (deadline,) = (rule for rule in rules if _is_due(rule, there))
        earliest = nearest(impasse, deadline, known)
    return Obstacles(impasse.members(core), core.minimal, core.hopeless, earliest)


def obstacles_without_loss(
    asker: Asker, there: Forced, found: Counterfactual, known: Without, least: Decimal
) -> Obstacles:
    """Return why no plan that delivers as much has the project as asked.

    Parameters
    ----------
    known
        The best plan where that is not asked; the forced one is worth less, proven.
    least
        What it delivers.
    """
    situation = there.situation
    limit = MeasureLimit(measure=Measure.NET_VALUE, at_least=least)
    terms = Terms(situation.portfolio, (*situation.limits, limit))
    asked = Terms(situation.portfolio, situation.limits)
    rules = (
        *(
            one
            for one in droppable(asked, situation.baseline)
            if one.key not in there.given
        ),
        *(skill_rules(situation.portfolio) if allows_more_people(situation) else ()),
    )
    impasse = Impasse(asker, situation, terms, rules, _plans(known.plan, found.plan))
    core = impasse.core()
    return Obstacles(impasse.members(core), core.minimal, core.hopeless)


def _is_due(rule: Droppable, there: Forced) -> bool:
    return rule.key == ("deadline", f"projects/{there.project}")


def _plans(*plans: Plan | None) -> list[Plan]:
    return [plan for plan in plans if plan is not None]
