"""Tables of prices: data frames that reports are written from.

A price that is not proven is from `low` to `high`; an end that is not known is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame
from scenarios.interval import ends

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from scenarios.prices.cross_training import TrainingPrices
    from scenarios.prices.key_people import KeyPeople
    from scenarios.prices.person import PeoplePrices
    from scenarios.ranking import Ranked

PEOPLE = (
    "skill",
    "quarter",
    "first",
    "last",
    "for_quarter",
    "for_quarter_at_most",
    "to_horizon",
    "to_horizon_at_most",
    "optimistic",
)
RANKING = ("first_place", "last_place", "name", "low", "high", "decided")
TRAINING = ("engineer", "skill", "level", "speed", "low", "high", "optimistic")
KEY_PEOPLE = ("engineer", "low", "high", "irreplaceable", "drops", "reasons")


def people(prices: PeoplePrices) -> pd.DataFrame:
    """Return one row per skill and quarter: what one more person is worth.

    Columns
    -------
    for_quarter, for_quarter_at_most
        Gain of a person of that quarter only: at least, and at most.
    to_horizon, to_horizon_at_most
        Gain of one who stays.
    """
    rows = (
        (
            one.skill,
            one.quarter,
            one.first,
            one.last,
            *ends(one.for_quarter),
            *ends(one.to_horizon),
            one.optimistic,
        )
        for one in prices.prices
    )
    return _numbers(frame(rows, PEOPLE), PEOPLE[4:8])


def people_heat_map(prices: PeoplePrices, column: str = "for_quarter") -> pd.DataFrame:
    """Return one row per skill and one column per quarter, in their order.

    Parameters
    ----------
    column
        One of the gains of `people`.
    """
    table = people(prices).set_index(["skill", "quarter"])
    return table[column].unstack(sort=False)


def ranking(ranked: Iterable[Ranked]) -> pd.DataFrame:
    """Return one row per name, highest gain first.

    Columns
    -------
    first_place, last_place
        The places that it can have, given what is proven.
    decided
        Whether there is only one.
    """
    rows = (
        (one.first, one.last, one.name, *ends(one.gain), one.decided) for one in ranked
    )
    return _numbers(frame(rows, RANKING), ("low", "high"))


def training(prices: TrainingPrices) -> pd.DataFrame:
    """Return one row per person and skill: what it is worth to learn it."""
    rows = (
        (
            one.engineer,
            one.skill,
            one.level,
            float(one.speed),
            *ends(one.gain),
            one.optimistic,
        )
        for one in prices.prices
    )
    return _numbers(frame(rows, TRAINING), ("low", "high"))


def leavers(found: KeyPeople) -> pd.DataFrame:
    """Return one row per person: what it costs that they leave.

    Columns
    -------
    low, high
        The loss; missing where the person is irreplaceable.
    drops
        Projects that the best plan without them leaves out.
    reasons
        Rules that cannot all hold without them, in sentences.
    """
    rows = (
        (
            one.engineer,
            *ends(one.loss),
            one.irreplaceable,
            ", ".join(one.drops),
            " ".join(reason.message for reason in one.reasons),
        )
        for one in found.people
    )
    return _numbers(frame(rows, KEY_PEOPLE), ("low", "high"))


def _numbers(table: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    return table.astype(dict.fromkeys(columns, float))
