"""Better drafts: projects or priorities are changed and what is better is kept."""

from __future__ import annotations

from dataclasses import replace
from math import exp
from random import Random
from time import monotonic
from typing import TYPE_CHECKING, Literal

from optimizer.search.construction import Construction
from optimizer.search.priorities import (
    PackageRule,
    ProjectRule,
    Taste,
    liking,
    project_order,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optimizer.search.draft import Draft
    from optimizer.search.tables import Tables

Objective = Literal["value", "makespan", "cost"]

ATTEMPTS = 24
"""Orders of forced projects tried before time counts."""
FIRST_DRAFTS = 8
"""Drafts from nothing before ruin and recreate begins."""
LARGEST_RUIN = 0.15
"""Share of the selected projects that is taken out at most."""
HEAT = 0.002
"""Loss that is accepted at first, as a share of the value."""
OTHER_RULE = 0.2
"""How often packages are not placed by latest finish."""
HOME_FIRST = 0.3
"""How often the projects taken out are the first to be put back."""


class Improvement:
    """Draft after draft until the time is over.

    Parameters
    ----------
    deadline
        On the monotonic clock; a first draft is finished in any case.
    """

    def __init__(
        self,
        tables: Tables,
        objective: Objective,
        seed: int,
        deadline: float,
        stop: Callable[[], bool],
    ) -> None:
        self._tables = tables
        self._objective = objective
        self._random = Random(seed)
        self._deadline = deadline
        self._stop = stop
        self._construction = Construction(tables)

    def _over(self) -> bool:
        return self._stop() or monotonic() >= self._deadline

    def score(self, draft: Draft) -> int:
        """Return what is to be made large."""
        if self._objective == "value":
            return draft.value()
        return -(draft.makespan() if self._objective == "makespan" else draft.cost())

    def better(self) -> Iterator[Draft]:
        """Yield drafts, each better than all before."""
        best: Draft | None = None
        for draft in self._drafts():
            if best is None or self.score(draft) > self.score(best):
                best = draft.copy()
                yield best

    def _drafts(self) -> Iterator[Draft]:
        first = self._first()
        if first is None:
            return
        yield first
        if self._objective == "value":
            yield from self._by_projects(first)
        else:
            yield from self._by_packages(first)

    def _taste(self, spread: float, *, first: bool = False) -> Taste:
        random = self._random
        noise = {}
        rule = PackageRule.LATEST_FINISH
        if not first and random.random() < OTHER_RULE:
            rule = random.choice(tuple(PackageRule))
        if spread:
            scale = spread * self._tables.horizon / 4
            packages = range(len(self._tables.problem.packages))
            noise = {index: random.gauss(0, scale) for index in packages}
        thrifty = self._objective == "cost"
        return Taste(
            rule=rule,
            liking=liking(self._tables, random, spread, thrifty=thrifty),
            noise=noise,
            stop=self._stop if first else self._over,
            thrifty=thrifty,
        )

    def _order(self, rule: ProjectRule, spread: float) -> list[int]:
        projects = range(len(self._tables.problem.projects))
        factors = [exp(self._random.gauss(0, spread)) for _ in projects]
        return project_order(self._tables, projects, rule, factors)

    def _first(self) -> Draft | None:
        """Return a first draft; forced projects that fail move to the front."""
        urgent: list[int] = []
        for attempt in range(10**9):
            spread = 0.0 if attempt < 2 else min(1.0, 0.1 * attempt)
            taste = self._taste(spread, first=True)
            rule = ProjectRule.DUE if attempt % 2 == 0 else ProjectRule.DENSITY
            forced = [i for i in self._order(rule, spread) if i not in urgent]
            best = self._order(ProjectRule.DENSITY, spread)
            draft, failed = self._from_nothing(
                urgent + forced, best, taste, together=attempt % 3 == 0
            )
            if draft is not None:
                return draft
            if failed is not None:
                urgent = [failed, *(index for index in urgent if index != failed)]
                if attempt % 7 == 6:
                    urgent = []
            if self._stop() or (attempt >= ATTEMPTS and self._over()):
                return None
        return None

    def _from_nothing(
        self, forced: list[int], order: list[int], taste: Taste, *, together: bool
    ) -> tuple[Draft | None, int | None]:
        """Return a draft, or None and the forced project that found no place.

        Parameters
        ----------
        forced, order
            Orders of projects in which forced ones and the others are placed.
        """
        construction = self._construction
        draft = construction.base(taste)
        if draft is None:
            return None, None
        placed = (self._objective != "value" or together) and (
            construction.fill_together(draft, taste)
        )
        if not placed:
            failed = construction.fill_forced(draft, forced, taste)
            if failed is not None:
                return None, failed
        self._fill(draft, order, taste)
        return draft, None

    def _fill(self, draft: Draft, order: list[int], taste: Taste) -> None:
        if self._objective == "value":
            self._construction.fill_optional(draft, order, taste)

    def _by_projects(self, draft: Draft) -> Iterator[Draft]:
        """Yield drafts of other orders, then of ruin and recreate from the best."""
        best = draft
        for number in range(FIRST_DRAFTS):
            if self._over():
                return
            spread = 0.0 if number < 4 else 0.3
            rule = list(ProjectRule)[number % 4]
            order = self._order(rule, spread)
            other, _ = self._from_nothing(
                order, order, self._taste(spread / 3), together=False
            )
            if other is not None:
                yield other
                best = max(best, other, key=self.score)
        yield from self._ruins(best)

    def _ruins(self, current: Draft) -> Iterator[Draft]:
        """Yield accepted drafts of ruin and recreate, colder and colder."""
        begin = monotonic()
        span = max(1e-9, self._deadline - begin)
        scale = HEAT * max(1, abs(self.score(current)))
        best = current
        while not self._over():
            heat = scale * max(0.0, 1.0 - (monotonic() - begin) / span)
            trial = self._recreated(current)
            if trial is None:
                continue
            gain = self.score(trial) - self.score(current)
            if gain >= 0 or self._random.random() < exp(gain / max(heat, 1e-9)):
                current = trial
            if self.score(trial) > self.score(best):
                best = trial
                yield trial

    def _recreated(self, current: Draft) -> Draft | None:
        """Return a draft with some projects taken out and what pays put in.

        None if a forced project finds no place any more, or time is over.
        """
        construction, random = self._construction, self._random
        trial = current.copy()
        gone = construction.removable(trial, self._ruin(trial))
        trial.drop(gone)
        taste = self._taste(random.choice((0.0, 0.0, 0.02, 0.1)))
        rule = random.choice((ProjectRule.DENSITY, ProjectRule.DENSITY, *ProjectRule))
        order = self._order(rule, random.choice((0.1, 0.3, 0.6)))
        forced = [index for index in order if index in construction.forced]
        if construction.fill_forced(trial, forced, taste) is not None:
            return None
        if random.random() < HOME_FIRST:
            order.sort(key=lambda index: index not in gone)
        construction.fill_optional(trial, order, taste)
        return None if self._over() else trial

    def _ruin(self, draft: Draft) -> set[int]:
        """Return projects near each other in time, or any."""
        random = self._random
        selected = sorted(draft.selected)
        if not selected:
            return set()
        most = max(2, int(LARGEST_RUIN * len(selected)))
        size = min(len(selected), random.randint(1, most))
        if random.random() < 0.4:
            return set(random.sample(selected, size))
        middle = {i: sum(draft.span(i)) / 2 for i in selected}
        seed = random.choice(selected)
        width = self._tables.horizon / 8
        near = sorted(
            selected,
            key=lambda i: abs(middle[i] - middle[seed]) + random.uniform(0, width),
        )
        return set(near[:size])

    def _by_packages(self, draft: Draft) -> Iterator[Draft]:
        """Yield drafts of changed priorities of packages."""
        random = self._random
        best, noise = self.score(draft), dict[int, float]()
        rule, spread = PackageRule.LATEST_FINISH, 0.02
        while not self._over():
            taste = self._taste(spread)
            kept = {
                index: noise.get(index, 0.0) if random.random() < 0.8 else own
                for index, own in taste.noise.items()
            }
            if random.random() < 0.2:
                rule = random.choice(tuple(PackageRule))
            taste = replace(taste, rule=rule, noise=kept)
            due = self._order(ProjectRule.DUE, 0.0)
            other, _ = self._from_nothing(due, due, taste, together=True)
            if other is not None and self.score(other) >= best:
                best, noise = self.score(other), kept
                yield other
            spread = random.choice((0.01, 0.02, 0.05, 0.1))
