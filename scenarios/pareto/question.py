"""What is asked for one point of a front: ordered measures under one limit.

The epsilon-constraint method (Haimes, Lasdon and Wismer 1971, IEEE Transactions on
Systems, Man, and Cybernetics 1(3), 296-297) bounds all measures but one and optimises
that one. The others follow as further tiers, so that no answer can be bettered in
them for free (lexicographic, as in Mavrotas 2009, doi:10.1016/j.amc.2009.03.037).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.plan.goals import Goals, Measure, MeasureLimit, Tier
from optimizer.report.wording import count, money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Question:
    """What is wanted, most wanted first, and the limit within which.

    Attributes
    ----------
    order
        Measures, of which the first is to be proven.
    """

    order: tuple[Measure, ...]
    limit: MeasureLimit | None = None

    @property
    def goals(self) -> Goals:
        """The question as the solver understands it."""
        first, *others = self.order
        tiers = (
            Tier(weights={first: 1}, must_prove=True),
            *(Tier(weights={measure: 1}) for measure in others),
        )
        return Goals(tiers=tiers, limits=(self.limit,) if self.limit else ())

    @property
    def within(self) -> dict[Measure, float]:
        """The measure that is limited, if any, at its limit."""
        if self.limit is None:
            return {}
        end = self.limit.at_most if self.limit.at_least is None else self.limit.at_least
        return {self.limit.measure: float(end or 0)}

    def allows(self, scores: Mapping[Measure, float]) -> bool:
        """Return whether a plan keeps the limit."""
        if self.limit is None:
            return True
        number = scores[self.limit.measure]
        least, most = self.limit.at_least, self.limit.at_most
        return (least is None or number >= least) and (most is None or number <= most)

    def rank(self, scores: Mapping[Measure, float]) -> tuple[float, ...]:
        """Return numbers that are smaller, in order, the better the plan answers it."""
        return tuple(
            -scores[measure] if measure.more_is_better else scores[measure]
            for measure in self.order
        )

    def label(self, worth: Decimal, unit: str, *, proven: bool) -> str:
        """Return what people call the answer: what it is best in, or best found.

        Parameters
        ----------
        worth
            Its net value.
        """
        found = "" if proven else " found"
        if self.order[0] is Measure.COST:
            if self.limit is None:
                return f"Cheapest{found}"
            return f"Cheapest{found} worth {money(float(worth), unit)} or more"
        if self.limit is None:
            return f"Most value{found}"
        moves = int(self.limit.at_most or 0)
        if not moves:
            return f"Best value{found} without moves"
        return f"Best value{found} for at most {count(moves, 'move')}"


def most_value(measures: tuple[Measure, ...], moves: int | None = None) -> Question:
    """Return the question for the best value, with at most so many moves."""
    if moves is None:
        return Question(measures)
    return Question(measures, MeasureLimit(measure=Measure.MOVES, at_most=moves))


def cheapest(measures: tuple[Measure, ...], worth: Decimal | None = None) -> Question:
    """Return the question for the least cost, with at least so much net value."""
    others = (measure for measure in measures if measure is not Measure.COST)
    order = (Measure.COST, *others)
    if worth is None:
        return Question(order)
    return Question(order, MeasureLimit(measure=Measure.NET_VALUE, at_least=worth))
