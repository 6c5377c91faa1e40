"""The limits that people set most: moves, value and cost, as changes of a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from api.web.forms.entered import read, text_of, tree_of
from api.web.forms.parts import form_of
from optimizer.plan.goals import Measure, MeasureLimit
from scenarios.changes.limit_set import LimitSet
from scenarios.scenario import MOST_CHANGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.changes import AnyChange
    from scenarios.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Usual:
    """A limit that people often set.

    Attributes
    ----------
    bound
        The field of a limit: ``at_most`` or ``at_least``.
    """

    measure: Measure
    bound: str
    title: str


USUAL = (
    Usual(Measure.MOVES, "at_most", "Moves at most"),
    Usual(Measure.VALUE, "at_least", "Value at least"),
    Usual(Measure.COST, "at_most", "Cost at most"),
)


@dataclass(frozen=True, slots=True)
class LimitField:
    """One of the usual limits as it is entered."""

    name: str
    title: str
    text: str
    wrong: tuple[str, ...] = ()


def fields_of(
    scenario: Scenario,
    entered: Mapping[str, str] | None = None,
    wrong: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[LimitField, ...]:
    """Return the usual limits of a scenario, or as somebody entered them."""
    return tuple(
        LimitField(
            usual.measure,
            usual.title,
            _present(scenario, usual) if entered is None else entered[usual.measure],
            (wrong or {}).get(usual.measure, ()),
        )
        for usual in USUAL
    )


def limited(
    scenario: Scenario, entered: Mapping[str, str]
) -> tuple[Scenario | None, dict[str, tuple[str, ...]]]:
    """Return a scenario with other limits, or None and what is wrong, by measure."""
    wrong: dict[str, tuple[str, ...]] = {}
    for usual in USUAL:
        text = entered[usual.measure].strip()
        if text == _present(scenario, usual):
            continue
        limit, said = _limit(usual, text) if text else (None, {})
        if said:
            wrong[usual.measure] = tuple(it for one in said.values() for it in one)
            continue
        changes = _with(scenario, usual, limit)
        if len(changes) > MOST_CHANGES:
            message = f"A scenario has at most {MOST_CHANGES} changes."
            wrong[usual.measure] = (message,)
            continue
        scenario = scenario.replace(changes=changes)
    return (None if wrong else scenario), wrong


def _limit(
    usual: Usual, text: str
) -> tuple[MeasureLimit | None, dict[str, tuple[str, ...]]]:
    said = {"limit.measure": str(usual.measure), f"limit.{usual.bound}": text}
    return read(MeasureLimit, form_of(MeasureLimit), tree_of(said.items(), "limit"))


def _present(scenario: Scenario, usual: Usual) -> str:
    for change in scenario.changes:
        if _sets(change, usual):
            return text_of(getattr(change.limit, usual.bound))
    return ""


def _with(
    scenario: Scenario, usual: Usual, limit: MeasureLimit | None
) -> tuple[AnyChange, ...]:
    """Return the changes with another limit, in the place of the one before."""
    changes = list(scenario.changes)
    places = [place for place, it in enumerate(changes) if _sets(it, usual)]
    at = places[0] if places else len(changes)
    changes[at : at + 1] = [] if limit is None else [LimitSet(limit=limit)]
    return tuple(changes)


def _sets(change: object, usual: Usual) -> TypeGuard[LimitSet]:
    """Return whether a change is this limit, on everything, and nothing else."""
    if not isinstance(change, LimitSet) or change.limit.measure is not usual.measure:
        return False
    return set(change.limit.model_dump(exclude_none=True)) == {"measure", usual.bound}
