"""Each lock of a package by itself: its start, its mode, who must be on it or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.conflicts.dates import begins_from, ends_by
from optimizer.conflicts.droppable import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from optimizer.conflicts.droppable import Droppable, Place
    from optimizer.conflicts.terms import Terms
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.work import Package

SAID = {
    "start_on": "starts on",
    "start_from": "does not start before",
    "start_until": "starts by",
    "mode": "is done in mode",
}
PEOPLE = {"must": "must be on", "must_not": "must not be on"}


def lock_rules(
    portfolio: Portfolio, package: Package, place: Place
) -> Iterator[Droppable]:
    """Yield the locks of a package."""
    scales = {"start_from": begins_from, "start_until": ends_by}
    for field, said in SAID.items():
        value = getattr(package.locks, field)
        if value is None:
            continue
        scale = scales.get(field)
        yield place.inside(f"locks/{field}").rule(
            Kind.LOCK,
            "lock",
            f"{package.id} {said} {value}, by a lock.",
            _locked(package.id, field, None),
            None
            if scale is None
            else scale(portfolio, value, _moved(package.id, field)),
        )
    for field, said in PEOPLE.items():
        for person in dict.fromkeys(getattr(package.locks, field)):
            yield place.inside(f"locks/{field}/{person}").rule(
                Kind.LOCK,
                "lock",
                f"{person} {said} {package.id}, by a lock.",
                _released(package.id, field, person),
            )


def _locked(name: str, field: str, value: object) -> Callable[[Terms], Terms]:
    def change(package: Package) -> dict[str, object]:
        return {"locks": package.locks.model_copy(update={field: value})}

    return lambda terms: terms.with_package(name, change)


def _moved(name: str, field: str) -> Callable[[Terms, date], Terms]:
    return lambda terms, day: _locked(name, field, day)(terms)


def _released(name: str, field: str, person: str) -> Callable[[Terms], Terms]:
    def change(package: Package) -> dict[str, object]:
        rest = tuple(one for one in getattr(package.locks, field) if one != person)
        return {"locks": package.locks.model_copy(update={field: rest})}

    return lambda terms: terms.with_package(name, change)
