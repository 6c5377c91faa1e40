"""What somebody sees of a portfolio: everything, or nothing of the money of people.

Whoever does not see rates sees no cost: no rate, no price of an offer, no budget, no
sum of them, and no hash from which one could be tried out. What is decided is seen:
which projects run, when, and with whom. What is withheld is left out, never replaced.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from api.access.principal import Role
from optimizer.plan.goals import Measure
from optimizer.portfolio.base import DomainModel
from scenarios.changes.budget_changed import BudgetChanged
from scenarios.changes.budget_set import BudgetSet
from scenarios.changes.engineer_absent import EngineerAbsent
from scenarios.changes.engineer_joins import EngineerJoins
from scenarios.changes.limit_set import LimitSet
from scenarios.changes.offer_made import OfferMade
from scenarios.changes.project_added import ProjectAdded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from api.access.principal import Principal
    from api.settings import Settings
    from api.storage.portfolios import PortfolioEntry
    from optimizer.plan.goals import Goals, MeasureLimit
    from optimizer.portfolio.people import Engineer, Offer
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from scenarios.changes import AnyChange
    from scenarios.scenario import Scenario

Shown = TypeVar("Shown", bound=DomainModel)

RATES = frozenset(
    {"budgets", "cost_per_hour", "fixed_price", "role_rates", "stated_cost"}
    | {"weekly_price"}
)
"""Fields of portfolios and scenarios that hold rates, or what is made from them."""
MONEY = frozenset({Measure.COST, Measure.NET_VALUE})
"""Measures that hold rates, or prices of offers."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody sees.

    Attributes
    ----------
    rates
        Rates of people and roles, prices of offers, budgets, and all that is made
        from them.
    reasons
        Why somebody is away; that they are is seen by all.
    """

    rates: bool
    reasons: bool

    @property
    def is_full(self) -> bool:
        """Whether nothing is withheld."""
        return self.rates and self.reasons


FULL = Sight(rates=True, reasons=True)
LIMITED = Sight(rates=False, reasons=False)


def sight_of(principal: Principal, portfolio_id: str, settings: Settings) -> Sight:
    """Return what somebody sees of a portfolio: from planner up everything."""
    if principal.may(Role.PLANNER, portfolio_id):
        return FULL
    return Sight(rates=settings.viewers_see_rates, reasons=settings.viewers_see_reasons)


def seen_entry(entry: PortfolioEntry, sight: Sight) -> PortfolioEntry:
    """Return a version of a portfolio without the hash, from which one could guess."""
    return entry if sight.is_full else replace(entry, digest="")


def seen_portfolio(portfolio: Portfolio, sight: Sight) -> Portfolio:
    """Return as much of a portfolio as somebody sees."""
    if sight.is_full:
        return portfolio
    shown = portfolio.model_copy(
        update={
            "engineers": tuple(seen_engineer(e, sight) for e in portfolio.engineers),
            "offers": tuple(seen_offer(o, sight) for o in portfolio.offers),
        }
    )
    if sight.rates:
        return shown
    projects = tuple(seen_project(project, sight) for project in shown.projects)
    return shown.model_copy(
        update={"role_rates": {}, "budgets": (), "projects": projects}
    )


def written(shown: DomainModel, sight: Sight) -> Any:  # noqa: ANN401 - any JSON
    """Return as JSON what somebody sees: a price that they do not is not there.

    It would read as nothing to pay, were it written as where none is given.
    """
    document = shown.model_dump(mode="json")
    return document if sight.rates else without(document, RATES)


def without(tree: Any, names: frozenset[str]) -> Any:  # noqa: ANN401 - any JSON
    """Return JSON without the fields of these names, however deep."""
    if isinstance(tree, list):
        return [without(one, names) for one in tree]
    if not isinstance(tree, dict):
        return tree
    return {
        name: without(content, names)
        for name, content in tree.items()
        if name not in names
    }


def seen_engineer(engineer: Engineer, sight: Sight) -> Engineer:
    """Return as much of a person as somebody sees."""
    absences = engineer.absences
    if not sight.reasons:
        absences = tuple(one.model_copy(update={"reason": None}) for one in absences)
    return engineer.model_copy(
        update={
            "absences": absences,
            "cost_per_hour": engineer.cost_per_hour if sight.rates else None,
        }
    )


def seen_offer(offer: Offer, sight: Sight) -> Offer:
    """Return as much of an offer as somebody sees."""
    shown = {"engineer": seen_engineer(offer.engineer, sight)}
    return left_out(
        offer.model_copy(update=shown),
        () if sight.rates else ("fixed_price", "weekly_price"),
    )


def seen_project(project: Project, sight: Sight) -> Project:
    """Return as much of a project as somebody sees."""
    return left_out(project, () if sight.rates else ("stated_cost",))


def seen_scenario(scenario: Scenario, sight: Sight) -> Scenario:
    """Return as much of a scenario as somebody sees: changes of money are left out."""
    if sight.is_full:
        return scenario
    return scenario.model_copy(
        update={
            "changes": tuple(_seen_changes(scenario.changes, sight)),
            "goals": seen_goals(scenario.goals, sight),
        }
    )


def seen_goals(goals: Goals | None, sight: Sight) -> Goals | None:
    """Return goals without the limits on money."""
    if goals is None or sight.rates:
        return goals
    limits = tuple(limit for limit in goals.limits if not is_money(limit))
    return goals.model_copy(update={"limits": limits})


def seen_measures(measures: Mapping[str, float], sight: Sight) -> dict[str, float]:
    """Return the measures that somebody sees; *value* is net value before prices."""
    if sight.rates:
        return dict(measures)
    return {name: number for name, number in measures.items() if name not in MONEY}


def is_money(limit: MeasureLimit) -> bool:
    """Return whether a limit is one on money."""
    return limit.measure in MONEY


def _seen_changes(changes: Iterable[AnyChange], sight: Sight) -> Iterator[AnyChange]:
    for change in changes:
        match change:
            case BudgetChanged() | BudgetSet() if not sight.rates:
                continue
            case LimitSet() if not sight.rates and is_money(change.limit):
                continue
            case EngineerAbsent() if not sight.reasons:
                yield change.model_copy(update={"reason": None})
            case EngineerJoins():
                shown = seen_engineer(change.engineer, sight)
                yield change.model_copy(update={"engineer": shown})
            case OfferMade():
                offer = seen_offer(change.offer, sight)
                yield change.model_copy(update={"offer": offer})
            case ProjectAdded():
                project = seen_project(change.project, sight)
                yield change.model_copy(update={"project": project})
            case _:
                yield change


def left_out(value: Shown, fields: Iterable[str]) -> Shown:
    """Return a value with some fields as where they are left out."""
    defaults = {name: type(value).model_fields[name].default for name in fields}
    return value.model_copy(update=defaults)
