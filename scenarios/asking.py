"""Many questions in one call: shared time, one answer to each, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from dataclasses import replace as with_changes
from time import monotonic
from typing import TYPE_CHECKING

from optimizer.certifying import input_hash
from optimizer.plan.effort import Control, Limits
from optimizer.plan.outcome import Outcome, SolveStatus
from optimizer.solving import solve
from scenarios.goals import default_goals, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optimizer.plan.goals import Goals
    from optimizer.plan.plan import Plan
    from scenarios.situation import Situation

RESERVE = 0.06
"""Part of the time that is left for reading, judging and writing down."""
LEAST_SECONDS = 1.0
"""Seconds that a question gets even where the time for all of them is over."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a call with many questions is.

    Attributes
    ----------
    done, expected
        Questions answered, and how many there will be as far as is known.
    question
        The one that begins, or was just answered.
    """

    done: int
    expected: int
    question: str


Watch = Callable[[Step], None]


@dataclass(slots=True)
class Asker:
    """Asks the engine, sharing the time of one call among its questions.

    One for each call: its time begins when it is made. A question that was asked
    before is answered at once. What one question leaves of its share goes to the
    others. With a deterministic limit each question gets the same share, whatever the
    others need, so that all answers repeat.

    Attributes
    ----------
    limits
        How hard to try for all questions together.
    watch
        Called when a question begins and when it is answered.
    solver
        Who searches in place of `optimizer.solving.solve`, and takes what it takes.
    """

    limits: Limits = field(default_factory=Limits)
    control: Control = field(default_factory=Control)
    watch: Watch | None = None
    expected: int = 0
    done: int = 0
    began: float = field(default_factory=monotonic)
    answers: dict[str, Outcome] = field(default_factory=dict)
    solver: Callable[..., Outcome] | None = None

    def expect(self, questions: int) -> None:
        """Say that so many more questions are coming."""
        self.expected += questions

    @property
    def cancelled(self) -> bool:
        """Whether somebody has asked to stop; no further question is worth asking."""
        return self.control.stop.is_set()

    def ask(
        self,
        question: str,
        situation: Situation,
        goals: Goals | None = None,
        starts: Iterable[Plan] = (),
        most: float = 1.0,
        *,
        explain: bool = True,
    ) -> Outcome:
        """Return the best plan of a situation by these goals, and what is proven.

        Parameters
        ----------
        question
            What is asked, for whoever watches.
        goals
            `default_goals` where left out; the situation's limits are always kept.
        starts
            Plans to begin with; the answer is not worse than those that pass the
            checker.
        most
            Part of the time for all questions that it gets at most.
        explain
            Whether to look for a conflict where it is proven that there is no plan.
        """
        goals = within(goals or default_goals(situation), situation)
        key = input_hash(situation.portfolio, goals, situation.baseline, None)
        self._tell(question)
        known = self.answers.get(key)
        if known is None or (explain and _lacks_reasons(known)):
            self.answers[key] = (self.solver or solve)(
                situation.portfolio,
                goals,
                self._share(most),
                situation.baseline,
                control=self.control,
                starts=tuple(starts),
                explain=explain,
            )
        self.done += 1
        self._tell(question)
        return self.answers[key]

    @contextmanager
    def look(self, question: str, most: float = 1.0) -> Iterator[Limits]:
        """Count as one question what is not put to `solve`; yield its limits.

        Parameters
        ----------
        question, most
            As for `ask`.
        """
        self._tell(question)
        yield self._share(most)
        self.done += 1
        self._tell(question)

    def _tell(self, question: str) -> None:
        if self.watch is not None:
            self.watch(Step(self.done, max(self.expected, self.done), question))

    def _share(self, most: float) -> Limits:
        ahead = max(1, self.expected - self.done)
        if self.limits.deterministic is not None:
            share = min(1 / max(1, self.expected), most)
            units = share * self.limits.deterministic
            return with_changes(self.limits, deterministic=units)
        time = (1 - RESERVE) * self.limits.seconds
        left = time - (monotonic() - self.began)
        share = min(left / ahead, most * self.limits.seconds)
        return with_changes(self.limits, seconds=max(LEAST_SECONDS, share))


def _lacks_reasons(outcome: Outcome) -> bool:
    return outcome.status is SolveStatus.INFEASIBLE and outcome.conflict is None
