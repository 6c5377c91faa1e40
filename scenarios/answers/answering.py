"""All answers to a scenario, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.base import DomainModel
from optimizer.portfolio.issue import Issue
from scenarios.answers.answer import Answer, AnswerKind
from scenarios.answers.present import present_plan
from scenarios.answers.response import best_response
from scenarios.answers.same_teams import same_teams
from scenarios.answers.slides import everything_slides
from scenarios.candidate import Candidate
from scenarios.errors import NotAnswered
from scenarios.scenario import Scenario, scenario_hash

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from optimizer.plan.plan import Plan
    from scenarios.asking import Asker
    from scenarios.situation import Situation

ASKED = {AnswerKind.SAME_TEAMS, AnswerKind.RESPONSE}
"""Answers that the solver is asked for."""


class WhatIfRecord(DomainModel):
    """The answers as they are written down."""

    format: Literal[1] = 1
    scenario: Scenario
    input_hash: str
    complete: bool
    notes: tuple[Issue, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A scenario with its answers.

    Attributes
    ----------
    base, situation
        Before the changes, at the portfolio's own *now*, and after them.
    answers
        In the order present, slides, same teams, response; without those that need a
        running plan where there is none.
    input_hash
        SHA-256 of all that decides the answers.
    complete
        Whether all answers were asked for; not where somebody stopped it.
    """

    scenario: Scenario
    base: Situation
    situation: Situation
    answers: tuple[Answer, ...]
    input_hash: str
    complete: bool = True

    def answer(self, kind: AnswerKind) -> Answer | None:
        """Return the answer of a kind, if there is one."""
        return next((answer for answer in self.answers if answer.kind is kind), None)

    @property
    def response(self) -> Answer:
        """The best response.

        Raises
        ------
        NotAnswered
            If it was not asked for, or somebody stopped before it.
        """
        answer = self.answer(AnswerKind.RESPONSE)
        if answer is None:
            raise NotAnswered(
                f"Scenario {self.scenario.name!r} has no response: it was not asked "
                "for, or stopped before."
            )
        return answer

    def candidates(self) -> tuple[Candidate, ...]:
        """Return the answers as plans to compare, named by their kind."""
        return tuple(
            Candidate(answer.kind.label, self.situation, answer)
            for answer in self.answers
        )

    def record(self) -> WhatIfRecord:
        """Return what is written down of it."""
        return WhatIfRecord(
            scenario=self.scenario,
            input_hash=self.input_hash,
            complete=self.complete,
            notes=self.situation.notes,
            answers=self.answers,
        )


def what_if(
    base: Situation,
    scenario: Scenario,
    asker: Asker,
    kinds: Collection[AnswerKind] = tuple(AnswerKind),
) -> WhatIf:
    """Return the answers to a scenario, each judged by the checker.

    Raises
    ------
    InvalidScenario
        If a change names what is not there or contradicts the portfolio.
    """
    situation = scenario.apply(base)
    asker.expect(len(ASKED.intersection(kinds)))
    answers = tuple(_answers(situation, scenario, asker, frozenset(kinds)))
    return WhatIf(
        scenario=scenario,
        base=base,
        situation=situation,
        answers=answers,
        input_hash=scenario_hash(base, scenario),
        complete=not asker.cancelled,
    )


def _answers(
    situation: Situation,
    scenario: Scenario,
    asker: Asker,
    kinds: frozenset[AnswerKind],
) -> Iterator[Answer]:
    """Yield the answers in order; the response begins with those that hold."""
    starts: list[Plan] = []
    for kind in AnswerKind:
        if kind not in kinds:
            continue
        if kind in ASKED and asker.cancelled:
            return
        answer = _answer(kind, situation, scenario, asker, tuple(starts))
        if answer is not None:
            yield answer
            if answer.accepted and answer.plan is not None:
                starts.append(answer.plan)


def _answer(
    kind: AnswerKind,
    situation: Situation,
    scenario: Scenario,
    asker: Asker,
    starts: tuple[Plan, ...],
) -> Answer | None:
    if kind is AnswerKind.PRESENT:
        return present_plan(situation)
    if kind is AnswerKind.SLIDES:
        return everything_slides(situation)
    if kind is AnswerKind.SAME_TEAMS:
        return same_teams(situation, asker, scenario.goals, starts)
    return best_response(situation, asker, scenario.goals, starts)
