"""Goals and limits as integer expressions, each with its way back to its own unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from optimizer.cpsat.objectives import OBJECTIVES, objective_share
from optimizer.cpsat.objectives.cost import MILLIONTHS, is_exact, package_costs
from optimizer.cpsat.objectives.expression import Expression
from optimizer.cpsat.objectives.value import HUNDREDTHS, project_value
from optimizer.errors import UnsupportedGoal
from optimizer.plan.goals import Measure

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables
    from optimizer.plan.goals import MeasureLimit, Tier


@dataclass(frozen=True, slots=True)
class TierExpression:
    """A tier to be minimised, in integers: its measure, or what bounds it below.

    Attributes
    ----------
    linear
        What is minimised, in units of 1 / `unit`.
    sign
        −1 where the tier itself is maximised.
    """

    linear: Linear
    unit: int
    sign: int

    def natural(self, minimised: int) -> Fraction:
        """Return a minimised integer in the tier's own unit and sense."""
        return Fraction(self.sign * minimised, self.unit)

    def minimised(self, natural: Fraction) -> Fraction:
        """Return a number of the tier's own unit as minimised, maybe fractional."""
        return natural * self.sign * self.unit


def tier_sign(tier: Tier) -> int:
    """Return −1 if the tier is one measure of which more is better, else 1."""
    measures = list(tier.weights)
    return -1 if len(measures) == 1 and measures[0].more_is_better else 1


def tier_expression(variables: Variables, tier: Tier) -> TierExpression:
    """Return a tier as one integer expression to be minimised."""
    if Measure.OBJECTIVE_SHARE in tier.weights:
        raise UnsupportedGoal(
            "objective_share is a ratio and no goal; state it as a limit, at_most or "
            "at_least."
        )
    parts = []
    for measure, weight in tier.weights.items():
        part: Expression = OBJECTIVES[measure].expression(variables)
        sign = -1 if measure.more_is_better else 1
        single = len(tier.weights) == 1
        factor = Fraction(sign) if single else sign * Fraction(weight)
        parts.append((factor / part.unit, part))
    unit = lcm(*(factor.denominator for factor, _ in parts))
    linear = sum(int(factor * unit) * part.linear for factor, part in parts)
    return TierExpression(linear, unit, tier_sign(tier))


def add_limit(variables: Variables, limit: MeasureLimit) -> bool:
    """Post a limit on a measure; False if the checker has to see to the rest."""
    if limit.objective is not None:
        _add_share_limit(variables, limit.objective, limit)
        return True
    part = _limited(variables, limit)
    if isinstance(part.linear, int) and not part.exact:
        return False
    if limit.at_most is not None:
        most = Fraction(limit.at_most) * part.unit
        variables.model.add(part.linear <= most.numerator // most.denominator)
    if limit.at_least is not None:
        least = Fraction(limit.at_least) * part.unit
        variables.model.add(part.linear >= -(-least.numerator // least.denominator))
    return part.exact


def _limited(variables: Variables, limit: MeasureLimit) -> Expression:
    if limit.project is None:
        expression: Expression = OBJECTIVES[limit.measure].expression(variables)
        return expression
    index = next(
        (
            j
            for j, project in enumerate(variables.problem.projects)
            if project.id == limit.project
        ),
        None,
    )
    if index is None:
        raise UnsupportedGoal(f"A limit names unknown project {limit.project!r}.")
    if limit.measure is Measure.VALUE:
        return Expression(project_value(variables, index), HUNDREDTHS)
    if limit.measure is Measure.COST:
        costs = package_costs(variables)
        members = variables.problem.projects[index].packages
        total = sum(costs[p] for p in members)
        return Expression(total, MILLIONTHS, exact=is_exact(variables))
    raise UnsupportedGoal(
        f"A limit on {limit.measure} cannot name a project; value and cost can."
    )


def _add_share_limit(variables: Variables, objective: str, limit: MeasureLimit) -> None:
    if limit.at_most is not None:
        beyond = objective_share.beyond(variables, objective, Fraction(limit.at_most))
        variables.model.add(beyond.linear <= 0)
    if limit.at_least is not None:
        short = objective_share.beyond(variables, objective, Fraction(limit.at_least))
        variables.model.add(short.linear >= 0)
