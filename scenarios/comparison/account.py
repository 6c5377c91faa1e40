"""What one candidate's plan delivers and costs, exactly, ready to be compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from optimizer.plan.ledger import Ledger
from optimizer.plan.measure import measure_ledger
from optimizer.plan.measures import net_value
from optimizer.plan.units import in_hundredths, rounded_hundredths
from optimizer.portfolio.base import DomainModel
from scenarios.interval import Exact

if TYPE_CHECKING:
    from decimal import Decimal

    from optimizer.plan.measure import Measures
    from scenarios.candidate import Candidate


class Figures(DomainModel):
    """The measures of a plan, as they stand in a comparison.

    Attributes
    ----------
    net_value, value, value_loss
        In the portfolio's unit; net value is value less `offers`, and the loss is
        `lost_by_delay` and `lost_by_dropping` together.
    offers
        Prices of the offers engaged.
    on_time, selected, projects
        How many projects end on time, of how many that run, of how many there are.
    moves, releases, shift, dropped
        Against the running plan; None where there is none to compare with.
    cost
        Money, rounded to hundredths.
    overload
        Hours.
    makespan, last_day
        The end of the last package, in periods from the start of the timeline and as
        a day; no day where nothing is scheduled.
    """

    net_value: Exact
    value: Exact
    value_loss: Exact
    lost_by_delay: Exact
    lost_by_dropping: Exact
    offers: Exact
    on_time: int
    selected: int
    projects: int
    moves: int | None
    releases: int | None
    shift: int | None
    dropped: int | None
    cost: Exact
    overload: Exact
    fragmentation: int
    waiting: int
    handovers: int
    makespan: int
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Account:
    """A candidate that has a plan, with its books.

    Attributes
    ----------
    prices
        Offer → what its engagements cost, for every offer that is engaged.
    """

    candidate: Candidate
    measures: Measures
    prices: dict[str, Decimal]
    figures: Figures


def account_of(candidate: Candidate) -> Account | None:
    """Return the books of a candidate's plan; None where it has no plan."""
    if candidate.plan is None:
        return None
    situation = candidate.situation
    ledger = Ledger(candidate.plan, situation.portfolio, situation.baseline)
    measures = measure_ledger(ledger)
    return Account(candidate, measures, _prices(ledger), _figures(measures, ledger))


def _prices(ledger: Ledger) -> dict[str, Decimal]:
    prices = Counter[str]()
    for engaged in ledger.schedule.engagements:
        prices[engaged.offer] += net_value.price(ledger, engaged)
    return {offer: in_hundredths(price) for offer, price in prices.items()}


def _figures(measures: Measures, ledger: Ledger) -> Figures:
    compared = measures.compared
    rows = measures.projects
    end = measures.makespan
    return Figures(
        net_value=measures.net_value,
        value=measures.value,
        value_loss=measures.value_loss,
        lost_by_delay=sum((row.lost_by_delay for row in rows), in_hundredths(0)),
        lost_by_dropping=sum((row.lost_by_dropping for row in rows), in_hundredths(0)),
        offers=measures.value - measures.net_value,
        on_time=measures.on_time,
        selected=sum(row.selected for row in rows),
        projects=len(rows),
        moves=measures.moves if compared else None,
        releases=measures.releases if compared else None,
        shift=measures.shift if compared else None,
        dropped=measures.dropped if compared else None,
        cost=in_hundredths(rounded_hundredths(measures.cost)),
        overload=measures.overload,
        fragmentation=measures.fragmentation,
        waiting=measures.waiting,
        handovers=measures.handovers,
        makespan=end,
        last_day=ledger.timeline.last_day(end - 1) if end else None,
    )
