"""Why there is no plan, or why a project is dropped or late: what was found."""

from __future__ import annotations

from optimizer.plan.outcome import SolveStatus
from optimizer.portfolio.base import Count, DomainModel, Id, Text
from optimizer.portfolio.issue import Issue
from scenarios.comparison.by_project import Fate
from scenarios.interval import Interval
from scenarios.why.counterfactual import Counterfactual
from scenarios.why.member import Member, Nearest


class WhyNot(DomainModel):
    """What keeps a situation from having a plan, and what could be done.

    Attributes
    ----------
    status
        What is proven of the situation as it is; only *infeasible* has a conflict.
    net_value
        Where there is a plan after all: between what and what its best value lies.
    minimal
        Whether the members cannot all hold, proven twice, and each is verified.
    members
        The conflict, the cheapest to drop first.
    hopeless
        Whether it is proven that there would be no plan without all those rules.
    reasons
        What is impossible by itself, where no rule that people could drop is why.
    complete
        Whether everything was asked; not where somebody stopped it.
    """

    status: SolveStatus
    net_value: Interval
    minimal: bool = False
    members: tuple[Member, ...] = ()
    hopeless: bool = False
    reasons: tuple[Issue, ...] = ()
    complete: bool = True
    sentences: tuple[Text, ...] = ()


class WhyProject(DomainModel):
    """What becomes of a project in a plan, and what keeps it from better.

    Attributes
    ----------
    fate, late
        In the plan that is explained; late in periods, None where it does not end.
    decided_out
        Whether a decision keeps it out; the rest says what else does.
    status, net_value
        Of the best plan: what is proven, and between what and what its value lies.
    counterfactual
        The best plan with it in, or on time; None where it is on time already.
    obstacles
        Where it cannot be forced, rules that leave no plan with it. Where that costs
        something, rules and scarce skills of which each keeps it from costing nothing.
        The cheapest to drop first; `without` has the best plan with the project.
    minimal
        Whether those cannot all hold, proven twice, and each of them is verified.
    hopeless
        Whether it is proven that dropping all that could be is not enough.
    earliest
        Where it cannot be on time: the date by which it can end.
    complete
        Whether everything was asked; not where somebody stopped it.
    """

    project: Id
    fate: Fate
    late: Count | None
    decided_out: bool
    status: SolveStatus
    net_value: Interval
    counterfactual: Counterfactual | None = None
    obstacles: tuple[Member, ...] = ()
    minimal: bool = False
    hopeless: bool = False
    earliest: Nearest | None = None
    complete: bool = True
    sentences: tuple[Text, ...] = ()
