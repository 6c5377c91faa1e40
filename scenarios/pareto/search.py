"""The questions of one front, with all that was found and proven on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from optimizer.plan.goals import Measure
from optimizer.plan.outcome import SolveStatus
from scenarios.interval import Interval
from scenarios.pareto.facts import Fact, facts_of, hundredths, proven
from scenarios.pareto.point import FrontPoint

if TYPE_CHECKING:
    from optimizer.plan.outcome import Outcome
    from optimizer.plan.plan import Plan
    from scenarios.asking import Asker
    from scenarios.pareto.question import Question
    from scenarios.situation import Situation


@dataclass(frozen=True, slots=True)
class Found:
    """A plan that the checker accepts, with its numbers.

    Attributes
    ----------
    scores
        What the front weighs up.
    """

    scores: dict[Measure, float]
    outcome: Outcome

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.outcome.require_plan()


@dataclass(slots=True)
class FrontSearch:
    """Asks, and keeps every plan and every fact for all questions.

    Attributes
    ----------
    axes
        Net value, and moves and cost where they mean something here.
    """

    situation: Situation
    asker: Asker
    axes: tuple[Measure, ...]
    asked: list[Question] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    impossible: bool = False

    def ask(self, question: Question, words: str, most: float = 1.0) -> Found | None:
        """Ask, and return the best plan now known; None where there is none.

        Parameters
        ----------
        most
            Part of all the time that it gets at most.
        """
        starts = [known.plan for known in self.found]
        goals = question.goals
        outcome = self.asker.ask(
            words, self.situation, goals, starts, most, explain=False
        )
        self.asked.append(question)
        self.facts += facts_of(outcome, goals.limits)
        self.impossible |= outcome.status is SolveStatus.INFEASIBLE
        if outcome.plan is not None and outcome.verdict and outcome.verdict.accepted:
            scores = {axis: outcome.measures[axis] for axis in self.axes}
            self.found.append(Found(scores, outcome))
        return self.best(question)

    def best(self, question: Question) -> Found | None:
        """Return the best answer among all plans found: never a dominated one."""
        return min(
            (known for known in self.found if question.allows(known.scores)),
            key=lambda known: question.rank(known.scores),
            default=None,
        )

    def points(self) -> list[FrontPoint]:
        """Return one point for each plan that is the best answer to a question.

        The most valuable first; of the same numbers, the one that was asked first.
        """
        answers: dict[tuple[float, ...], FrontPoint] = {}
        for question in self.asked:
            best = self.best(question)
            if best is not None and best.plan.selected:
                numbers = tuple(best.scores.values())
                if numbers not in answers:
                    answers[numbers] = self._point(question, best)
        return sorted(answers.values(), key=lambda point: -point.net_value)

    def _point(self, question: Question, best: Found) -> FrontPoint:
        assert best.outcome.verdict is not None
        measures = best.outcome.measures
        worth = hundredths(best.scores[Measure.NET_VALUE])
        unit = self.situation.portfolio.value_unit
        moves = measures.get(Measure.MOVES)
        return FrontPoint(
            label=question.label(worth, unit, proven=self._settles(question, best)),
            net_value=worth,
            moves=None if moves is None else int(moves),
            cost=hundredths(measures[Measure.COST]),
            best_value=proven(Measure.NET_VALUE, best.scores, self.facts),
            least_moves=None if moves is None else self._least(Measure.MOVES, best),
            least_cost=self._least(Measure.COST, best),
            plan=best.plan,
            verdict=best.outcome.verdict,
            measures=measures,
        )

    def _settles(self, question: Question, best: Found) -> bool:
        """Return whether no plan within the question's limit can be better in it."""
        first = question.order[0]
        scores = question.within | {first: best.scores[first]}
        return proven(first, scores, self.facts).proven

    def _least(self, measure: Measure, best: Found) -> Interval:
        """Return what is proven of a measure; 0 of what means nothing here."""
        if measure not in self.axes:
            return Interval.exactly(0)
        return proven(measure, best.scores, self.facts)
