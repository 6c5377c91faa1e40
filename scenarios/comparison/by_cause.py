"""What each change of a scenario does to the best net value: parts that add up.

The changes are applied one at a time in the listed order, and each situation is
answered anew. What a change does depends on those before it, so that another order
gives other parts of the same whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.plan.outcome import SolveStatus
from optimizer.portfolio.base import DomainModel, Text
from scenarios.goals import FOR_VALUE
from scenarios.interval import Interval
from scenarios.proven import best

if TYPE_CHECKING:
    from optimizer.plan.outcome import Outcome
    from optimizer.plan.plan import Plan
    from scenarios.asking import Asker
    from scenarios.scenario import Scenario
    from scenarios.situation import Situation


class Cause(DomainModel):
    """One change, and what it does to the best net value.

    Attributes
    ----------
    number
        Its place in the scenario, from 1.
    kind, sentence
        The change; ``limits`` are those of the scenario's goals, applied last.
    status
        What is proven of the best plan once it has happened.
    net_value
        Between what and what the best lies then; None where no plan is possible.
    part
        What the change adds; None where no plan is possible.
    """

    number: int
    kind: Text
    sentence: Text
    status: SolveStatus
    net_value: Interval | None
    part: Interval | None


class Decomposition(DomainModel):
    """The difference that a scenario makes to the best net value, by cause.

    Attributes
    ----------
    first
        The best net value before any change, at the scenario's *now*; None where no
        plan is possible even then.
    causes
        In the listed order, up to where the chain ends.
    total
        The last best net value less the first: where all are proven, exactly the sum
        of the parts, else an interval that lies within that sum. None where the chain
        ends early.
    ended
        Why the chain ends early; empty where it does not.
    """

    scenario: Text
    first: Interval | None
    causes: tuple[Cause, ...]
    total: Interval | None
    ended: Text = ""

    @property
    def complete(self) -> bool:
        """Whether every change has its part."""
        return not self.ended


@dataclass(frozen=True, slots=True)
class _Step:
    """A situation on the way, with the change that leads there."""

    kind: str
    sentence: str
    situation: Situation


def decompose_by_cause(
    base: Situation, scenario: Scenario, asker: Asker
) -> Decomposition:
    """Return what each change of a scenario adds to the best net value.

    Raises
    ------
    InvalidScenario
        If the scenario cannot be applied.
    """
    steps = _steps(base, scenario)
    asker.expect(len(steps))
    bests: list[Interval | None] = []
    causes: list[Cause] = []
    ended, plan = "", None
    for number, step in enumerate(steps):
        if asker.cancelled:
            ended = f"Stopped on request before: {step.sentence}"
            break
        outcome = _answer(asker, step, plan)
        plan = outcome.plan or plan
        bests.append(_best(outcome))
        if number:
            before = steps[number - 1]
            causes.append(_cause(number, step, outcome, before, bests[-2]))
        if bests[-1] is None:
            ended = f"No plan is possible, proven: {step.sentence}"
            break
    return Decomposition(
        scenario=scenario.name,
        first=bests[0] if bests else None,
        causes=tuple(causes),
        total=None if ended else _between(steps[0], bests[0], steps[-1], bests[-1]),
        ended=ended,
    )


def _steps(base: Situation, scenario: Scenario) -> list[_Step]:
    situations = scenario.steps(base)
    steps = [_Step("", "Before any change.", situations[0])]
    steps += [
        _Step(change.kind, change.sentence, situation)
        for change, situation in zip(scenario.changes, situations[1:], strict=True)
    ]
    if scenario.goals and scenario.goals.limits:
        sentence = "The limits of the scenario's goals hold."
        steps.append(_Step("limits", sentence, scenario.limited(situations[-1])))
    return steps


def _answer(asker: Asker, step: _Step, plan: Plan | None) -> Outcome:
    starts = () if plan is None else (plan,)
    return asker.ask(step.sentence, step.situation, FOR_VALUE, starts, explain=False)


def _best(outcome: Outcome) -> Interval | None:
    return None if outcome.status is SolveStatus.INFEASIBLE else best(outcome)


def _cause(
    number: int,
    step: _Step,
    outcome: Outcome,
    before: _Step,
    known: Interval | None,
) -> Cause:
    return Cause(
        number=number,
        kind=step.kind,
        sentence=step.sentence,
        status=outcome.status,
        net_value=_best(outcome),
        part=_between(before, known, step, _best(outcome)),
    )


def _between(
    one: _Step, before: Interval | None, other: _Step, after: Interval | None
) -> Interval | None:
    """Return what lies between two steps; 0 where both are the same situation."""
    if one.situation.replace(notes=()) == other.situation.replace(notes=()):
        return Interval.exactly(0)
    return None if after is None or before is None else after - before
