"""What scenarios promise, asked of one random case; a complaint is a broken promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from optimizer.plan.goals import Goals, Measure, MeasureLimit
from optimizer.plan.ledger import Ledger
from optimizer.plan.outcome import SolveStatus
from optimizer.plan.tiers import tier_value
from scenarios.answers.answer import AnswerKind
from scenarios.answers.answering import what_if
from scenarios.asking import Asker
from scenarios.candidate import Candidate
from scenarios.comparison.by_cause import decompose_by_cause
from scenarios.comparison.by_project import difference
from scenarios.errors import InvalidScenario
from scenarios.goals import default_goals
from scenarios.interval import Interval, exact
from scenarios.proven import best
from scenarios.scenario import Scenario
from scenarios.situation import Situation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.fuzz.cases import Case
    from benchmarks.fuzz.chance import Chance, Days
    from optimizer.plan.effort import Limits
    from optimizer.plan.outcome import Outcome
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.portfolio import Portfolio
    from scenarios.answers.answer import Answer
    from scenarios.answers.answering import WhatIf

NET_VALUE = Goals.single(Measure.NET_VALUE)
NOTHING = Scenario(name="nothing")
TIERS_COMPARED = 5
"""Net value to releases: what comes later gives way to a plan that stays as it is."""
MOST_MOVES = 2
"""Moves are limited to 0, 1, … so many."""


@dataclass(frozen=True, slots=True)
class Promises:
    """One situation, a scenario on it, and how hard each question is tried."""

    base: Situation
    scenario: Scenario
    limits: Limits

    def complaints(self) -> tuple[str, ...]:
        """Return every broken promise in a sentence."""
        answers = self._answers(self.base, self.scenario)
        return (
            *_of_response(answers),
            *_of_same_teams(answers),
            *self._of_repetition(answers),
            *self._of_nothing(answers.situation),
            *self._of_moves(answers.situation),
            *self._of_more(answers.situation),
            *_of_projects(answers),
            *self._of_causes(),
        )

    def _answers(self, base: Situation, scenario: Scenario) -> WhatIf:
        return what_if(base, scenario, Asker(self.limits))

    def _ask(self, situation: Situation, goals: Goals | None = None) -> Outcome:
        return Asker(self.limits, expected=1).ask("", situation, goals)

    def _of_repetition(self, answers: WhatIf) -> Iterator[str]:
        """The same scenario has the same answers twice."""
        again = self._answers(self.base, self.scenario)
        for one, other in zip(answers.answers, again.answers, strict=True):
            if _without_seconds(one) != _without_seconds(other):
                yield f"{one.kind} is another one the second time"

    def _of_nothing(self, situation: Situation) -> Iterator[str]:
        """Without a change, a plan that is proven best stays as it is."""
        first = self._ask(situation)
        if first.status is not SolveStatus.OPTIMAL or first.plan is None:
            return
        running = situation.replace(baseline=first.plan)
        answer = what_if(
            running, NOTHING, Asker(self.limits), [AnswerKind.RESPONSE]
        ).response
        if answer.status is not SolveStatus.OPTIMAL or answer.plan is None:
            return
        kept, found = (_numbers(it, running)[:2] for it in (first.plan, answer.plan))
        # A freeze holds to the running plan, so that a new one may let more be done.
        if kept == found and _told(answer.plan) != _told(first.plan):
            yield "a proven plan changes without a change"

    def _of_moves(self, situation: Situation) -> Iterator[str]:
        """More moves never lose value."""
        if situation.baseline is None:
            return
        goals = [
            NET_VALUE.replace(
                limits=(MeasureLimit(measure=Measure.MOVES, at_most=most),)
            )
            for most in range(MOST_MOVES + 1)
        ]
        found = [self._ask(situation, one) for one in (*goals, NET_VALUE)]
        for most, (fewer, more) in enumerate(pairwise(found)):
            yield from _lost(fewer, more, f"more than {most} moves")

    def _of_more(self, situation: Situation) -> Iterator[str]:
        """One more person, more budget or later deadlines never lose value."""
        least = self._ask(situation, NET_VALUE)
        for what, portfolio in _richer(situation.portfolio):
            richer = situation.replace(portfolio=portfolio)
            yield from _lost(least, self._ask(richer, NET_VALUE), what)

    def _of_causes(self) -> Iterator[str]:
        """The parts of a difference add up to what the two ends have without it."""
        found = decompose_by_cause(self.base, self.scenario, Asker(self.limits))
        if not found.complete or found.total is None:
            return
        parts = [cause.part for cause in found.causes if cause.part is not None]
        whole = sum(parts, Interval.exactly(0))
        if not _within(found.total, whole):
            yield f"the causes add up to {whole}, the whole is {found.total}"
        steps = self.scenario.steps(self.base)
        one, other = (best(self._ask(it, NET_VALUE)) for it in (steps[0], steps[-1]))
        if whole.proven and not _within(whole, other - one):
            yield f"the causes add up to {whole}, the ends differ by {other - one}"


def promises_of(case: Case, chance: Chance, days: Days, limits: Limits) -> Promises:
    """Return a case with some changes; what has no running plan gets the best one."""
    base = Situation.of(case.portfolio, case.baseline, case.now)
    if base.baseline is None:
        plan = Asker(limits, expected=1).ask("", base, NET_VALUE).plan
        base = base.replace(baseline=plan)
    scenario = NOTHING
    for change in _changes(chance, days, case.portfolio):
        further = Scenario(name="random", changes=[*scenario.changes, change])
        try:
            further.apply(base)
        except InvalidScenario:
            continue
        scenario = further
    return Promises(base, scenario, limits)


def _changes(chance: Chance, days: Days, portfolio: Portfolio) -> list[dict[str, Any]]:
    """Return up to three changes, as files state them."""
    person = chance.one_of(portfolio.engineers).id
    project = chance.one_of(portfolio.projects)
    first, last = sorted((days.near(), days.near()))
    worth = chance.between(0, 9)
    changes: list[dict[str, Any]] = [
        {"kind": "engineer_absent", "engineer": person, "first": first, "last": last},
        {"kind": "engineer_leaves", "engineer": person, "on": last},
        {"kind": "due_moved", "project": project.id, "due": last},
        {"kind": "deadline_moved", "project": project.id, "deadline": last},
        {"kind": "project_dropped", "project": project.id},
        {"kind": "project_revalued", "project": project.id, "value": worth},
    ]
    if project.packages:
        package = chance.one_of(project.packages).id
        again = {"package": package, "not_before": first}
        changes.append({"kind": "package_restarted", **again})
    return list(chance.some(changes, 0, 3))


def _of_response(answers: WhatIf) -> Iterator[str]:
    """The response passes the checker and is not worse than what else does."""
    response, situation = answers.response, answers.situation
    if response.plan is not None and not situation.check(response.plan).accepted:
        yield "the response is not accepted"
    for answer in answers.answers:
        if answer.kind is AnswerKind.RESPONSE or answer.plan is None:
            continue
        if answer.accepted != situation.check(answer.plan).accepted:
            yield f"{answer.kind} has another verdict than its plan"
        if not answer.accepted:
            continue
        if response.plan is None:
            yield f"{answer.kind} is accepted, and the response is {response.status}"
        elif _numbers(answer.plan, situation) < _numbers(response.plan, situation):
            yield f"{answer.kind} is better than the response"


def _of_same_teams(answers: WhatIf) -> Iterator[str]:
    """Nobody joins anything, and no more is claimed than the response may reach."""
    same = answers.answer(AnswerKind.SAME_TEAMS)
    if same is None or same.plan is None:
        return
    if not same.accepted:
        yield "the same teams are not accepted"
    if same.measures["moves"]:
        yield "the same teams have moves"
    low, high = same.net_value.low, answers.response.net_value.high
    if low is not None and high is not None and low > high:
        yield f"the same teams reach {low}, beyond the response's {high}"


def _of_projects(answers: WhatIf) -> Iterator[str]:
    """What each project and offer adds is all that two plans differ by."""
    planned = [answer for answer in answers.answers if answer.plan is not None]
    for one, other in pairwise(planned):
        pair = [Candidate(it.kind, answers.situation, it) for it in (one, other)]
        found = difference(*pair)
        added = sum((row.difference for row in found.rows), Decimal(0))
        less, more = (exact(it.measures["net_value"]) for it in (one, other))
        if not added == found.total == more - less:
            yield f"{one.kind} and {other.kind} differ by {more - less}, not {added}"


def _within(inner: Interval, outer: Interval) -> bool:
    """Return whether an interval lies in another one."""
    low = outer.low is None or (inner.low is not None and inner.low >= outer.low)
    high = outer.high is None or (inner.high is not None and inner.high <= outer.high)
    return low and high


def _numbers(plan: Plan, situation: Situation) -> list[float]:
    """Return the tiers of the default goals, each to be made small."""
    ledger = Ledger(plan, situation.portfolio, situation.baseline)
    tiers = default_goals(situation).tiers[:TIERS_COMPARED]
    return [
        float(tier_value(ledger, tier))
        * (-1 if next(iter(tier.weights)).more_is_better else 1)
        for tier in tiers
    ]


def _lost(less: Outcome, more: Outcome, what: str) -> Iterator[str]:
    """Yield that the best value is certainly less with more of something."""
    if less.plan is None:
        return
    if more.status is SolveStatus.INFEASIBLE:
        yield f"{what} make the plan impossible"
        return
    low, high = best(less).low, best(more).high
    if low is not None and high is not None and high < low:
        yield f"{what} lose value: {high} at most, {low} without"


def _richer(portfolio: Portfolio) -> Iterator[tuple[str, Portfolio]]:
    twin = portfolio.engineers[0].replace(id="One more", name="")
    yield "people", portfolio.replace(engineers=(*portfolio.engineers, twin))
    if portfolio.budgets:
        budgets = tuple(
            budget.replace(
                total=None if budget.total is None else budget.total * 2,
                quarters={q: amount * 2 for q, amount in budget.quarters.items()},
            )
            for budget in portfolio.budgets
        )
        yield "budgets", portfolio.replace(budgets=budgets)
    if any(project.deadline for project in portfolio.projects):
        projects = tuple(
            project.replace(
                deadline=project.deadline and project.deadline + timedelta(days=7)
            )
            for project in portfolio.projects
        )
        yield "deadlines", portfolio.replace(projects=projects)


def _told(plan: Plan) -> tuple[object, ...]:
    """Return starts, modes and assignments in any order."""
    packages = {
        (row.package, row.start, row.periods, row.mode) for row in plan.packages
    }
    hours = {
        (row.engineer, row.package, row.demand): {
            day: worked for day, worked in (row.hours or {}).items() if worked
        }
        for row in plan.assignments
    }
    return set(plan.selected), packages, hours


def _without_seconds(answer: Answer) -> Answer:
    tiers = tuple(tier.replace(seconds=0.0) for tier in answer.tiers)
    return answer.replace(certificate=None, tiers=tiers)
