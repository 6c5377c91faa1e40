"""A situation without a plan: its conflict, each way out, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from optimizer.conflicts.core import find_core, keeping
from optimizer.conflicts.feasibility import Feasibility
from optimizer.conflicts.terms import Terms
from optimizer.plan.outcome import SolveStatus
from scenarios.goals import FOR_VALUE
from scenarios.proven import best
from scenarios.ranking import rank
from scenarios.why.member import Member, Without
from scenarios.why.nearest import has_number, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from optimizer.conflicts.core import Core
    from optimizer.conflicts.droppable import Droppable
    from optimizer.plan.effort import Limits
    from optimizer.plan.plan import Plan
    from scenarios.asking import Asker
    from scenarios.situation import Situation

CORE_SHARE = 0.4
"""Part of all time that goes to the conflict at most."""


@dataclass(slots=True)
class Impasse:
    """What has no plan, and the searches that say why.

    Attributes
    ----------
    situation
        Where what a way out is worth is asked.
    terms
        Without a plan, proven: those of the situation, perhaps with one limit more.
    rules
        What may be dropped of them.
    plans
        Those found on the way; each keeps all but some of the rules.
    """

    asker: Asker
    situation: Situation
    terms: Terms
    rules: Sequence[Droppable]
    plans: list[Plan] = field(default_factory=list)

    @property
    def asked(self) -> Terms:
        """The terms in which what a way out is worth is asked."""
        return Terms(self.situation.portfolio, self.situation.limits)

    def where(self, terms: Terms) -> Situation:
        """Return the situation under other terms."""
        return self.situation.replace(portfolio=terms.portfolio, limits=terms.limits)

    def feasibility(self, limits: Limits) -> Feasibility:
        """Return a search for plans that knows those found so far."""
        control = self.asker.control
        found = Feasibility.of(self.situation.baseline, None, limits, control)
        found.plans += self.plans
        return found

    def core(self, known: Collection[tuple[str, str]] = ()) -> Core:
        """Return a smallest set of the rules that leaves no plan.

        Parameters
        ----------
        known
            Keys of rules that are already known to leave none, if there are such.
        """
        rules = [rule for rule in self.rules if not known or rule.key in known]
        terms = keeping(self.terms, self.rules, rules)
        self.asker.expect(1)
        with self.asker.look("Which rules conflict?", CORE_SHARE) as limits:
            feasibility = self.feasibility(limits)
            found = find_core(feasibility, terms, rules)
        self.plans = feasibility.plans
        return found

    def members(self, core: Core) -> tuple[Member, ...]:
        """Return what each rule of a conflict costs, the cheapest to drop first."""
        numbers = sum(has_number(rule) for rule in core.rules)
        self.asker.expect(len(core.rules) + numbers)
        return _ranked(
            [
                self._member(rule, verified=necessary)
                for rule, necessary in zip(core.rules, core.necessary, strict=True)
            ]
        )

    def _member(self, rule: Droppable, *, verified: bool) -> Member:
        without = None if self.asker.cancelled else self._without(rule)
        near = None
        if without is not None and without.plan is not None:
            near = None if self.asker.cancelled else nearest(self, rule, without)
        elif has_number(rule):
            self.asker.expect(-1)
        return Member(
            code=rule.issue.code,
            where=rule.issue.where,
            sentence=rule.issue.message,
            verified=verified,
            without=without,
            nearest=near,
        )

    def _without(self, rule: Droppable) -> Without:
        """Return the best plan without a rule."""
        question = f"Without this: {rule.issue.message}"
        there = self.where(rule.drop(self.asked))
        outcome = self.asker.ask(question, there, FOR_VALUE, self.plans)
        return Without(
            status=outcome.status,
            net_value=best(outcome),
            measures=outcome.measures,
            plan=outcome.plan,
            still=outcome.conflict.members if outcome.conflict else (),
        )


def _ranked(members: Sequence[Member]) -> tuple[Member, ...]:
    """Return members with the places that they can have, those that decide first."""
    priced = {
        str(number): member.without.net_value
        for number, member in enumerate(members)
        if member.without is not None
        and member.without.status is not SolveStatus.INFEASIBLE
    }
    places = {int(one.name): one for one in rank(priced.items())}
    return (
        *(
            members[number].model_copy(update={"first": one.first, "last": one.last})
            for number, one in places.items()
        ),
        *(member for number, member in enumerate(members) if number not in places),
    )
