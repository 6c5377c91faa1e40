"""What somebody sees of answers: outcomes, what-ifs, plans, and how far a job is.

A record keeps its form, so that programs read it as they read the whole: numbers of
money are null or not there, sentences that name one are empty, and so are hashes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from api.access.sight import MONEY, seen_measures, seen_scenario, without, written
from optimizer.plan.goals import Measure
from optimizer.plan.outcome import Outcome
from scenarios.interval import UNKNOWN
from scenarios.moves.reason import Cause, sentence
from scenarios.records import ScenarioRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from api.access.sight import Sight
    from api.storage.events import EventRecord
    from api.storage.jobs import JobRecord
    from optimizer.plan.outcome import (
        BrokenRule,
        Certificate,
        Conflict,
        TierResult,
        Verdict,
    )
    from optimizer.portfolio.issue import Issue
    from scenarios.answers.answer import Answer
    from scenarios.moves.entries import (
        Move,
        MoveList,
        PackageChange,
        ProjectChange,
        Release,
    )


Entry = TypeVar("Entry", "Move", "Release", "PackageChange", "ProjectChange")

WITHHELD = ""
"""What stands in the place of a text that is not to be seen."""
OF_MONEY = frozenset(
    {"budget", "budgets", "limit", "limits", "optimistic_price", "sunk"}
    | {"understated_price"}
)
"""Codes of rules and issues whose sentences name amounts of money."""
OF_RATES = frozenset({"missing_rate"})
"""Codes of issues that tell by being there who has no rate."""
OF_REASONS = frozenset({"absence"})
"""Codes of issues whose sentences say why somebody is away."""
GOAL_NUMBERS = frozenset({"value", "bound"})
STEPS = frozenset({"seconds", "tier", "done", "expected"}) | GOAL_NUMBERS
"""What events tell to everybody; the numbers only of a goal that is no money."""

OF_WHAT_IFS = frozenset({"cost", "extra_cost", "sunk_cost", "offers", "dominated_by"})
"""Fields of what-ifs that hold money, or compare it."""
OF_PRICED_WHAT_IFS = frozenset(
    {"best", "differences", "extra_net_value", "net_value", "offers"}
)
"""Fields of what-ifs that tell prices where there are offers."""


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody sees of one question and its answer.

    Attributes
    ----------
    priced
        Whether the question has prices of offers, which net value would tell.
    """

    sight: Sight
    priced: bool

    @property
    def net_value(self) -> bool:
        """Whether net value is seen: without offers it is what projects deliver."""
        return self.sight.rates or not self.priced

    def goal(self, name: str | None) -> bool:
        """Return whether the numbers of a goal are seen, by the name of its tier."""
        if self.sight.rates or name is None:
            return True
        if name == Measure.NET_VALUE:
            return self.net_value
        return not any(money in name for money in MONEY)


def seen_result(kind: str, result: str, look: Look) -> str | None:
    """Return as much of a result as somebody sees, as JSON.

    None where results of this kind are seen whole or not at all.
    """
    if look.sight.is_full:
        return result
    view = VIEWS.get(kind)
    return None if view is None else json.dumps(view(result, look))


def seen_outcome(outcome: Outcome, look: Look) -> Outcome:
    """Return as much of the answer of a solve as somebody sees."""
    points = (
        one
        if look.goal(one.tier)
        else one.model_copy(update={"value": None, "bound": None})
        for one in outcome.convergence
    )
    return outcome.model_copy(
        update={
            "tiers": seen_tiers(outcome.tiers, look),
            "measures": seen_measures(outcome.measures, look.sight),
            "verdict": seen_verdict(outcome.verdict, look.sight),
            "conflict": seen_conflict(outcome.conflict, look.sight),
            "notes": seen_issues(outcome.notes, look.sight),
            "convergence": tuple(points),
            "certificate": seen_certificate(outcome.certificate, look.sight),
        }
    )


def seen_tiers(tiers: Iterable[TierResult], look: Look) -> tuple[TierResult, ...]:
    """Return goals, without the numbers of those that are money."""
    numbers = {"value": None, "bound": None, "gap": None}
    return tuple(
        tier if look.goal(tier.name) else tier.model_copy(update=numbers)
        for tier in tiers
    )


def seen_verdict(verdict: Verdict | None, sight: Sight) -> Verdict | None:
    """Return a verdict, without the sentences that name money."""
    if verdict is None or sight.is_full:
        return verdict
    return verdict.model_copy(
        update={
            "broken": tuple(_seen_rule(rule, sight) for rule in verdict.broken),
            "warnings": seen_issues(verdict.warnings, sight),
        }
    )


def _seen_rule(rule: BrokenRule, sight: Sight) -> BrokenRule:
    if sight.rates or rule.rule not in OF_MONEY:
        return rule
    return rule.model_copy(update={"message": WITHHELD})


def seen_conflict(conflict: Conflict | None, sight: Sight) -> Conflict | None:
    """Return a conflict, without the sentences that name money or reasons."""
    if conflict is None or sight.is_full:
        return conflict
    members = seen_issues(conflict.members, sight)
    return conflict.model_copy(update={"members": members})


def seen_issues(issues: Iterable[Issue], sight: Sight) -> tuple[Issue, ...]:
    """Return issues, without the sentences that name money or reasons."""
    if sight.is_full:
        return tuple(issues)
    return tuple(
        _seen_issue(issue, sight)
        for issue in issues
        if sight.rates or issue.code not in OF_RATES
    )


def _seen_issue(issue: Issue, sight: Sight) -> Issue:
    if not sight.rates and issue.code in OF_MONEY:
        # The place of a limit is the limit itself, with its number.
        where = issue.where.partition(" ")[0]
        return issue.model_copy(update={"message": WITHHELD, "where": where})
    if not sight.reasons and issue.code in OF_REASONS:
        return issue.model_copy(update={"message": WITHHELD})
    return issue


def seen_certificate(
    certificate: Certificate | None, sight: Sight
) -> Certificate | None:
    """Return a certificate without the hash, from which rates could be tried out."""
    if certificate is None or sight.is_full:
        return certificate
    return certificate.model_copy(update={"input_hash": WITHHELD})


def seen_job(record: JobRecord, sight: Sight) -> JobRecord:
    """Return as much of how far a job is as somebody sees."""
    if sight.is_full:
        return record
    look = Look(sight, record.priced)
    numbers = (record.value, record.bound) if look.goal(record.tier) else (None, None)
    return replace(
        record,
        input_hash=WITHHELD,
        value=numbers[0],
        bound=numbers[1],
        problem=None,
    )


def seen_event(event: EventRecord, look: Look) -> EventRecord:
    """Return as much of a step of a job as somebody sees."""
    if look.sight.is_full:
        return event
    told: dict[str, Any] = json.loads(event.data)
    found = told.get("point", told)
    kept = STEPS if look.goal(found.get("tier")) else STEPS - GOAL_NUMBERS
    shown = {name: found[name] for name in found if name in kept}
    return replace(event, data=json.dumps(shown))


def _solved(result: str, look: Look) -> Mapping[str, Any]:
    outcome = Outcome.model_validate_json(result)
    return seen_outcome(outcome, look).model_dump(mode="json")


def _imagined(result: str, look: Look) -> Mapping[str, Any]:
    record = ScenarioRecord.model_validate_json(result)
    shown = record.model_copy(
        update={
            "input_hash": WITHHELD,
            "notes": seen_issues(record.notes, look.sight),
            "answers": tuple(seen_answer(one, look) for one in record.answers),
            "changed": seen_moves(record.changed, look),
            "brief": None,
            "tables": {},
        }
    ).model_dump(mode="json")
    scenario = seen_scenario(record.scenario, look.sight)
    shown["scenario"] = written(scenario, look.sight)
    names = OF_WHAT_IFS if look.net_value else OF_WHAT_IFS | OF_PRICED_WHAT_IFS
    for part in ("changed", "comparison", "curve"):
        shown[part] = without(shown[part], names)
    return shown


def seen_answer(answer: Answer, look: Look) -> Answer:
    """Return as much of an answer to a scenario as somebody sees."""
    sight = look.sight
    return answer.model_copy(
        update={
            "verdict": seen_verdict(answer.verdict, sight),
            "net_value": answer.net_value if look.net_value else UNKNOWN,
            "measures": seen_measures(answer.measures, sight),
            "tiers": seen_tiers(answer.tiers, look),
            "conflict": seen_conflict(answer.conflict, sight),
            "notes": seen_issues(answer.notes, sight),
            "certificate": seen_certificate(answer.certificate, sight),
        }
    )


def seen_moves(moves: MoveList | None, look: Look) -> MoveList | None:
    """Return what a plan changes, without the reasons that are money."""
    if moves is None or look.sight.rates:
        return moves
    return moves.model_copy(
        update={
            name: tuple(_explained(one, look) for one in entries)
            for name, entries in moves
        }
    )


def _explained(entry: Entry, look: Look) -> Entry:
    hidden = (
        {Cause.MONEY} if look.net_value else {Cause.MONEY, Cause.VALUE, Cause.EQUAL}
    )
    reasons = tuple(one for one in entry.reasons if one.cause not in hidden)
    if reasons == entry.reasons:
        return entry
    return entry.model_copy(update={"reasons": reasons, "because": sentence(reasons)})


VIEWS: Mapping[str, Callable[[str, Look], Mapping[str, Any]]] = {
    "solve": _solved,
    "what_if": _imagined,
}
"""How results are seen by those who do not see everything, by the kind of question."""
