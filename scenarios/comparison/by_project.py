"""Value by project: what every candidate makes of each, and differences that add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from optimizer.portfolio.base import DomainModel, Id, Text
from scenarios.comparison.account import account_of
from scenarios.errors import NotAnswered
from scenarios.interval import End, Exact, Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from optimizer.plan.valuation import ProjectValue
    from scenarios.candidate import Candidate
    from scenarios.comparison.account import Account


class Fate(StrEnum):
    """What becomes of a project in a candidate."""

    ON_TIME = "on_time"
    LATE = "late"
    UNFINISHED = "unfinished"
    """It runs, but some of its packages are missing, or end after the horizon."""
    DROPPED = "dropped"
    NOT_IN_SCENARIO = "not_in_scenario"
    NO_PLAN = "no_plan"

    @property
    def label(self) -> str:
        """What people call it."""
        return {Fate.NOT_IN_SCENARIO: "not in this scenario"}.get(
            self, self.replace("_", " ")
        )


class ProjectCell(DomainModel):
    """One project in one candidate.

    Attributes
    ----------
    full, delivered, lost_by_delay, lost_by_dropping
        In the portfolio's unit; the first is the sum of the others. None where there
        is no plan, or no such project.
    end
        Last day of its last period; None where it does not end.
    late
        Periods after due; None where it does not end.
    """

    candidate: Text
    fate: Fate
    full: End = None
    delivered: End = None
    lost_by_delay: End = None
    lost_by_dropping: End = None
    end: date | None = None
    due: date | None = None
    late: int | None = None


class ProjectRow(DomainModel):
    """One project in all candidates, in their order."""

    project: Id
    name: Text
    cells: tuple[ProjectCell, ...]


class OfferRow(DomainModel):
    """One offer in all candidates, in their order.

    Attributes
    ----------
    prices
        What engaging it costs, 0 where it is not engaged; None where there is no
        plan, or no such offer.
    """

    offer: Id
    name: Text
    prices: tuple[End, ...]


class DifferenceRow(DomainModel):
    """What one project, or one offer, adds to a difference of net values.

    Attributes
    ----------
    item
        The id of the project or offer.
    before, after
        What it contributes to net value, the price of an offer being negative; None
        where the scenario does not have it, which counts as 0.
    was, becomes
        What becomes of a project; None for an offer.
    """

    item: Id
    name: Text
    is_offer: bool = False
    before: End
    after: End
    difference: Exact
    was: Fate | None = None
    becomes: Fate | None = None


class Difference(DomainModel):
    """The difference of two plans' net values, by project and offer.

    Attributes
    ----------
    total
        The net value of `after` less that of `before`, and exactly the sum of the
        differences of the rows.
    of_the_best
        Between what and what the difference lies of the best plans that both
        questions have: `total` where both are proven.
    """

    before: Text
    after: Text
    rows: tuple[DifferenceRow, ...]
    total: Exact
    of_the_best: Interval


def project_rows(
    candidates: Sequence[Candidate], accounts: Sequence[Account | None]
) -> tuple[ProjectRow, ...]:
    """Return every project that any candidate's scenario has, in order of appearance.

    Parameters
    ----------
    accounts
        Of each candidate, None where it has no plan.
    """
    names = _names(
        (project.id, project.name)
        for candidate in candidates
        for project in candidate.situation.portfolio.projects
    )
    values = [
        {}
        if account is None
        else {row.project: row for row in account.measures.projects}
        for account in accounts
    ]
    return tuple(
        ProjectRow(
            project=project,
            name=name,
            cells=tuple(
                _cell(candidate, project, of_candidate.get(project))
                for candidate, of_candidate in zip(candidates, values, strict=True)
            ),
        )
        for project, name in names.items()
    )


def offer_rows(
    candidates: Sequence[Candidate], accounts: Sequence[Account | None]
) -> tuple[OfferRow, ...]:
    """Return every offer that any of the plans engages, in order of appearance."""
    engaged = {offer for account in accounts if account for offer in account.prices}
    names = _names(
        (offer.id, offer.engineer.name)
        for candidate in candidates
        for offer in candidate.situation.portfolio.offers
        if offer.id in engaged
    )
    return tuple(
        OfferRow(
            offer=offer,
            name=name,
            prices=tuple(_price(account, offer) for account in accounts),
        )
        for offer, name in names.items()
    )


def difference(before: Candidate, after: Candidate) -> Difference:
    """Return where the difference of two plans' net values comes from.

    Raises
    ------
    NotAnswered
        If one of them has no plan.
    """
    pair = (before, after)
    accounts = [account_of(candidate) for candidate in pair]
    for candidate, account in zip(pair, accounts, strict=True):
        if account is None:
            raise NotAnswered(
                f"{candidate.name!r} has no plan, so that it differs from nothing; "
                "compare two candidates that have one."
            )
    return difference_of(
        before,
        after,
        project_rows(pair, accounts),
        offer_rows(pair, accounts),
    )


def difference_of(
    before: Candidate,
    after: Candidate,
    projects: Iterable[ProjectRow],
    offers: Iterable[OfferRow],
    places: tuple[int, int] = (0, 1),
) -> Difference:
    """Return the difference of two candidates that both have a plan.

    Parameters
    ----------
    projects, offers
        Rows of a comparison that holds both.
    places
        Where the two stand in those rows.
    """
    rows = (
        *(_of_project(row, places) for row in projects),
        *(_of_offer(row, places) for row in offers),
    )
    return Difference(
        before=before.name,
        after=after.name,
        rows=rows,
        total=sum((row.difference for row in rows), Decimal(0)),
        of_the_best=after.answer.net_value - before.answer.net_value,
    )


def _names(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return id → the first name that says something."""
    names: dict[str, str] = {}
    for identifier, name in pairs:
        names[identifier] = names.get(identifier) or name
    return names


def _cell(
    candidate: Candidate, project: str, value: ProjectValue | None
) -> ProjectCell:
    known = {one.id: one for one in candidate.situation.portfolio.projects}
    if value is None:
        fate = Fate.NO_PLAN if project in known else Fate.NOT_IN_SCENARIO
        return ProjectCell(candidate=candidate.name, fate=fate)
    ends = value.selected and value.end is not None
    return ProjectCell(
        candidate=candidate.name,
        fate=_fate(value, has_work=bool(known[project].packages)),
        full=value.full,
        delivered=value.delivered,
        lost_by_delay=value.lost_by_delay,
        lost_by_dropping=value.lost_by_dropping,
        end=value.end if ends else None,
        due=value.due,
        late=value.late if ends else None,
    )


def _fate(value: ProjectValue, *, has_work: bool) -> Fate:
    if not value.selected:
        return Fate.DROPPED
    if value.late:
        return Fate.LATE
    if has_work and (value.end is None or value.lost_by_delay):
        return Fate.UNFINISHED
    return Fate.ON_TIME


def _price(account: Account | None, offer: str) -> Decimal | None:
    if account is None:
        return None
    known = {one.id for one in account.candidate.situation.portfolio.offers}
    return account.prices.get(offer, Decimal(0)) if offer in known else None


def _of_project(row: ProjectRow, places: tuple[int, int]) -> DifferenceRow:
    before, after = (row.cells[place] for place in places)
    return DifferenceRow(
        item=row.project,
        name=row.name,
        before=before.delivered,
        after=after.delivered,
        difference=(after.delivered or Decimal(0)) - (before.delivered or Decimal(0)),
        was=before.fate,
        becomes=after.fate,
    )


def _of_offer(row: OfferRow, places: tuple[int, int]) -> DifferenceRow:
    before, after = (row.prices[place] for place in places)
    return DifferenceRow(
        item=row.offer,
        name=row.name,
        is_offer=True,
        before=None if before is None else -before,
        after=None if after is None else -after,
        difference=(before or Decimal(0)) - (after or Decimal(0)),
    )
