"""Two to ten candidates side by side: measures, value by project, what is dominated."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from optimizer.plan.outcome import SolveStatus
from optimizer.portfolio.base import DomainModel, Text
from scenarios.answers.answer import AnswerKind
from scenarios.comparison.account import Figures, account_of
from scenarios.comparison.by_project import (
    Difference,
    OfferRow,
    ProjectRow,
    difference_of,
    offer_rows,
    project_rows,
)
from scenarios.comparison.dominated import dominated_by
from scenarios.errors import NotAnswered
from scenarios.interval import End, Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.answers.answer import Answer
    from scenarios.candidate import Candidate
    from scenarios.comparison.account import Account

FEWEST, MOST = 2, 10
"""How many candidates a comparison holds: more cannot be read side by side."""


class Standing(StrEnum):
    """Whether a candidate can be done."""

    ACCEPTED = "accepted"
    BREAKS_RULES = "breaks_rules"
    IMPOSSIBLE = "impossible"
    """Proven that there is no plan."""
    NOT_FOUND = "not_found"
    """No plan was found, and none excluded."""

    @property
    def label(self) -> str:
        """What people call it."""
        return self.replace("_", " ")


class Compared(DomainModel):
    """One candidate in a comparison.

    Attributes
    ----------
    scenario
        Candidates of the same situation have the same number, counted from 1.
    status
        What is proven; None where no solver was asked.
    broken
        How many rules the plan breaks, facts before *now* not counted.
    best
        Of an answer of the solver, between what and what the best net value lies; of
        any other plan, what it delivers. Its ends are None where nothing is known.
    figures
        What the plan measures; None where there is none, which is not 0.
    extra_net_value, extra_cost
        More than the reference; None where this candidate has no plan.
    dominated_by
        Plans that pass the checker, are as good in net value, moves, shift, cost and
        overload, and better in one. Where they answer another scenario, that helps
        only who can choose between the scenarios.
    """

    name: Text
    kind: AnswerKind
    scenario: int
    standing: Standing
    status: SolveStatus | None
    broken: int
    best: Interval
    figures: Figures | None
    extra_net_value: End = None
    extra_cost: End = None
    dominated_by: tuple[Text, ...] = ()


class Comparison(DomainModel):
    """Candidates side by side.

    For every candidate with a plan, the values delivered in `projects` less the
    prices in `offers` add up exactly to its net value.

    Attributes
    ----------
    unit
        The unit of value.
    reference
        The first candidate whose plan passes the checker, or else the first that has
        a plan: extra values and costs, and differences, are against it. None where
        there is no plan.
    candidates
        In the order given, in which cells and prices stand as well.
    projects
        Every project of any scenario.
    offers
        Every offer that any plan engages.
    differences
        From the reference to every other candidate with a plan.
    """

    unit: Text
    reference: Text | None
    candidates: tuple[Compared, ...]
    projects: tuple[ProjectRow, ...]
    offers: tuple[OfferRow, ...]
    differences: tuple[Difference, ...]


def compare(candidates: Sequence[Candidate]) -> Comparison:
    """Return two to ten candidates side by side.

    They may be answers to one scenario or to several; what one has and another has
    not is said where they differ.

    Raises
    ------
    NotAnswered
        If there are fewer than two or more than ten, or two of the same name, or if
        their values have different units.
    """
    if not FEWEST <= len(candidates) <= MOST:
        raise NotAnswered(
            f"A comparison holds {FEWEST} to {MOST} candidates, found "
            f"{len(candidates)}."
        )
    return lined_up(candidates)


def lined_up(candidates: Sequence[Candidate]) -> Comparison:
    """Return candidates side by side, were it only one.

    Raises
    ------
    NotAnswered
        If two have the same name, or if their values have different units.
    """
    unit = _refuse(candidates)
    accounts = [account_of(candidate) for candidate in candidates]
    first = _reference(accounts)
    reference = None if first is None else accounts[first]
    numbers = _scenario_numbers(candidates)
    projects = project_rows(candidates, accounts)
    offers = offer_rows(candidates, accounts)
    return Comparison(
        unit=unit,
        reference=None if reference is None else reference.candidate.name,
        candidates=tuple(
            _compared(candidate, number, account, reference, accounts)
            for candidate, number, account in zip(
                candidates, numbers, accounts, strict=True
            )
        ),
        projects=projects,
        offers=offers,
        differences=tuple(
            difference_of(
                candidates[first], candidate, projects, offers, (first, place)
            )
            for place, candidate in enumerate(candidates)
            if first is not None and place != first and accounts[place]
        ),
    )


def standing_of(answer: Answer) -> Standing:
    """Return whether an answer can be done."""
    if answer.plan is not None:
        return Standing.ACCEPTED if answer.accepted else Standing.BREAKS_RULES
    if answer.status is SolveStatus.INFEASIBLE:
        return Standing.IMPOSSIBLE
    return Standing.NOT_FOUND


def _reference(accounts: Sequence[Account | None]) -> int | None:
    """Return the place of the candidate that the others are held against."""
    plans = [place for place, account in enumerate(accounts) if account]
    sound = (p for p in plans if (one := accounts[p]) and one.candidate.answer.accepted)
    return next(sound, plans[0] if plans else None)


def _refuse(candidates: Sequence[Candidate]) -> str:
    """Return the unit of value that all candidates share."""
    counts = Counter(candidate.name for candidate in candidates)
    twice = [name for name, count in counts.items() if count > 1]
    if twice:
        raise NotAnswered(
            "Candidates are told apart by their names; found more than once: "
            f"{', '.join(map(repr, twice))}."
        )
    units = {c.situation.portfolio.value_unit: c.name for c in candidates}
    if len(units) > 1:
        found = ", ".join(f"{unit!r} ({name})" for unit, name in units.items())
        raise NotAnswered(
            f"Values of different units cannot be compared; found {found}."
        )
    return next(iter(units))


def _scenario_numbers(candidates: Sequence[Candidate]) -> list[int]:
    """Return a number for each candidate, equal where the situations are."""
    known: list[Candidate] = []
    numbers = []
    for candidate in candidates:
        same = (
            number
            for number, other in enumerate(known, start=1)
            if other.situation == candidate.situation
        )
        number = next(same, len(known) + 1)
        if number > len(known):
            known.append(candidate)
        numbers.append(number)
    return numbers


def _compared(
    candidate: Candidate,
    scenario: int,
    account: Account | None,
    reference: Account | None,
    accounts: Sequence[Account | None],
) -> Compared:
    answer = candidate.answer
    broken = answer.verdict.broken if answer.verdict else ()
    row = Compared(
        name=candidate.name,
        kind=answer.kind,
        scenario=scenario,
        standing=standing_of(answer),
        status=answer.status,
        broken=sum(not found.fact for found in broken),
        best=answer.net_value,
        figures=None if account is None else account.figures,
    )
    if account is None or reference is None:
        return row
    mine, base = account.figures, reference.figures
    return row.replace(
        extra_net_value=mine.net_value - base.net_value,
        extra_cost=mine.cost - base.cost,
        dominated_by=dominated_by(account, accounts),
    )
