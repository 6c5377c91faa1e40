"""Which offers to engage: none, all, or one alone, and for how long."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from optimizer.problem.schedule import Engaged
from optimizer.search.draft import Draft
from optimizer.search.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.problem.problem import Problem


def engagements(problem: Problem) -> list[dict[int, Engaged]]:
    """Return sets of engagements worth a try, each as early and long as it may be."""
    possible = {}
    for index, offer in enumerate(problem.offers):
        length = min(offer.longest, problem.horizon - offer.earliest)
        if length >= offer.shortest:
            end = offer.earliest + length
            possible[index] = Engaged(offer.people[0], offer.earliest, end)
    alone = [{index: engaged} for index, engaged in possible.items()]
    return [{}, possible, *alone] if len(possible) > 1 else [{}, *alone]


def trimmed(draft: Draft) -> Draft:
    """Return the draft with engagements no longer than their work asks for."""
    engaged: dict[int, Engaged] = {}
    for index, one in draft.tables.engaged.items():
        shorter = _shorter(draft, index, one)
        if shorter is not None:
            engaged[index] = shorter
    if engaged == draft.tables.engaged:
        return draft
    moved = _moved(draft, engaged)
    if moved is not None and moved.value() >= draft.value():
        return moved
    return draft


def _shorter(draft: Draft, index: int, engaged: Engaged) -> Engaged | None:
    """Return the engagement that just covers the work of a person, or None."""
    problem, room = draft.tables.problem, draft.room
    offer = problem.offers[index]
    idle_teams = draft.tables.max_teams[engaged.person]
    busy = np.flatnonzero(
        (room.hours[engaged.person] < draft.tables.capacity[engaged.person])
        | (room.teams[engaged.person] < idle_teams)
    )
    if not busy.size:
        return None
    first, end = engaged.first, max(int(busy[-1]) + 1, engaged.first + offer.shortest)
    if problem.people[engaged.person].engaged_from is None:
        first = max(first, min(int(busy[0]), end - offer.shortest))
    return Engaged(engaged.person, first, end)


def _moved(draft: Draft, engaged: Mapping[int, Engaged]) -> Draft | None:
    """Return the same plan under other engagements, or None if a rule breaks."""
    twin = Draft(Tables(draft.tables.problem, engaged))
    for option in draft.options.values():
        twin.room.take(replace(option, pool={}))
        twin.enter(option)
    for period, packages in enumerate(draft.room.pool):
        for index, shares in packages.items():
            twin.room.set_pool(period, index, shares)
    for project in draft.selected:
        twin.select(project)
    kept = twin.room.kept(twin.tables.now, twin.tables.horizon)
    return twin if kept and twin.room.fits() else None
