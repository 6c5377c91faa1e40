"""The best net value or makespan of a tiny portfolio, by looking at every candidate.

Selections, engagements of offers, and every option of every package are enumerated
depth first; what cannot be mended or cannot be better is left out, and the checker is
the judge of whatever is left. Shares no code with the model builder.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from benchmarks.fuzz.books import Books
from benchmarks.fuzz.candidate import candidate
from benchmarks.fuzz.effort import Effort, TooLarge
from benchmarks.fuzz.options import Option, OptionFinder
from benchmarks.fuzz.scores import BEFORE_EVERYTHING, score_of
from benchmarks.fuzz.staffing import staff_pools
from benchmarks.fuzz.worth import Worth
from optimizer.plan import Engagement, Ledger, Measure, Plan, check
from optimizer.plan.rules import (
    at_most,
    decisions,
    excludes,
    mandatory,
    offers,
    requires,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from benchmarks.fuzz.cases import Case
    from benchmarks.fuzz.scores import Score
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project

STEPS = 300_000
"""A few seconds."""

SELECTION_RULES = (mandatory, decisions, requires, excludes, at_most)


@dataclass(frozen=True, slots=True)
class Best:
    """What exhaustive search found.

    Attributes
    ----------
    value
        Net value or makespan in its own unit; None if no plan keeps every rule.
    """

    value: float | None
    plan: Plan | None


def best(
    case: Case, measure: Measure = Measure.NET_VALUE, steps: int = STEPS
) -> Best | None:
    """Return the best net value or makespan, or None if the case is too large."""
    try:
        return _Search(case, measure, Effort(steps)).run()
    except TooLarge:
        return None


class _Search:
    """One exhaustive search, with the best plan so far."""

    def __init__(self, case: Case, measure: Measure, effort: Effort) -> None:
        self._portfolio: Portfolio = case.portfolio
        self._baseline = case.baseline
        self._effort = effort
        self._worth = Worth(case.portfolio)
        self._score = score_of(measure, case.portfolio)
        self._moment = Ledger(Plan(), case.portfolio, case.baseline, case.now)
        self._now: date | None = case.now
        self._best: int | None = None
        self._plan: Plan | None = None

    def run(self) -> Best:
        """Return the best of all engagements and selections."""
        selections = sorted(self._selections(), key=self._most, reverse=True)
        for price, engagements in self._all_engagements():
            finder = OptionFinder(
                self._portfolio, self._baseline, self._moment, engagements, self._effort
            )
            known: dict[str, list[Option]] = {}
            for selection in selections:
                if self._is_better(self._most(selection, price)):
                    options = self._options(selection, finder, known)
                    if all(options):
                        self._descend(selection, options, engagements, price)
        if self._best is None:
            return Best(None, None)
        return Best(self._score.measured(self._best), self._plan)

    def _descend(
        self,
        selection: Sequence[Project],
        options: Sequence[Sequence[Option]],
        engagements: tuple[Engagement, ...],
        price: int,
    ) -> None:
        _Descent(
            selection=selection,
            options=options,
            books=Books(self._portfolio, self._moment),
            score=self._score,
            effort=self._effort,
            price=price,
            is_better=self._is_better,
            judge=lambda chosen, score: self._judge(
                selection, chosen, engagements, score
            ),
        ).descend()

    def _options(
        self,
        selection: Sequence[Project],
        finder: OptionFinder,
        known: dict[str, list[Option]],
    ) -> list[list[Option]]:
        """Return the options of every package of a selection, found once."""
        for project in selection:
            for package in project.packages:
                if package.id not in known:
                    known[package.id] = finder.options(project, package)
        return [known[it.id] for project in selection for it in project.packages]

    def _most(self, selection: Sequence[Project], price: int = 0) -> int:
        """Return the score if everything could end before the timeline."""
        early = {p.id: BEFORE_EVERYTHING for p in selection if p.packages}
        return self._score.of(selection, early, price)

    def _is_better(self, score: int) -> bool:
        return self._best is None or score > self._best

    def _selections(self) -> Iterator[tuple[Project, ...]]:
        """Yield every selection that keeps the logic between projects."""
        projects = self._portfolio.projects
        for chosen in product((True, False), repeat=len(projects)):
            some = tuple(p for p, take in zip(projects, chosen, strict=True) if take)
            plan = Plan(selected=tuple(project.id for project in some))
            ledger = self._ledger(plan)
            broken = (it for rule in SELECTION_RULES for it in rule.violations(ledger))
            if not any(broken) and self._has_predecessors(some):
                yield some

    def _has_predecessors(self, selection: Sequence[Project]) -> bool:
        """Return whether no hard link leads out of a selection."""
        packages = [package for project in selection for package in project.packages]
        names = {package.id for package in packages}
        return all(
            link.soft or link.package in names
            for package in packages
            if package.id not in self._moment.facts
            for link in package.predecessors
        )

    def _all_engagements(self) -> list[tuple[int, tuple[Engagement, ...]]]:
        """Return every set of engagements that terms allow, with its price."""
        choices: list[list[tuple[int, tuple[Engagement, ...]]]] = []
        timeline, horizon = self._moment.timeline, self._moment.horizon
        for offer in self._portfolio.offers:
            allowed: list[tuple[int, tuple[Engagement, ...]]] = [(0, ())]
            for first in range(self._moment.now, horizon):
                for end in range(first + 1, horizon + 1):
                    engagement = Engagement(
                        offer=offer.id,
                        first=timeline.first_day(first),
                        last=timeline.last_day(end - 1),
                    )
                    ledger = self._ledger(Plan(engagements=(engagement,)))
                    if not any(offers.violations(ledger)):
                        price = self._worth.price(offer, end - first)
                        allowed.append((price, (engagement,)))
            choices.append(allowed)
        together = [
            (sum(price for price, _ in some), sum((e for _, e in some), ()))
            for some in product(*choices)
        ]
        return sorted(together, key=lambda priced: priced[0])

    def _ledger(self, plan: Plan) -> Ledger:
        self._effort.spend(10)
        return Ledger(plan, self._portfolio, self._baseline, self._now)

    def _judge(
        self,
        selection: Sequence[Project],
        chosen: Sequence[Option],
        engagements: tuple[Engagement, ...],
        score: int,
    ) -> None:
        """Keep the candidate if its pools can be staffed and it breaks no rule."""
        self._effort.spend(30)
        plan = candidate(self._moment, selection, chosen, engagements, {})
        pools = [option for option in chosen if option.pool]
        if pools:
            self._effort.spend(200)
            hours = staff_pools(self._ledger(plan), pools)
            if hours is None:
                return
            plan = candidate(self._moment, selection, chosen, engagements, hours)
        if check(plan, self._portfolio, self._baseline, self._now).accepted:
            self._best, self._plan = score, plan


@dataclass(slots=True)
class _Descent:
    """Depth first through the options of a selection's packages."""

    selection: Sequence[Project]
    options: Sequence[Sequence[Option]]
    books: Books
    score: Score
    effort: Effort
    price: int
    is_better: Callable[[int], bool]
    judge: Callable[[Sequence[Option], int], None]
    _chosen: list[Option] = field(default_factory=list)

    def bound(self) -> int:
        """Return the score if what is open ends as early as it ever can."""
        early = (options[0] for options in self.options[len(self._chosen) :])
        ends: dict[str, int] = {}
        for option in (*self._chosen, *early):
            project = option.project.id
            ends[project] = max(ends.get(project, option.end), option.end)
        return self.score.of(self.selection, ends, self.price)

    def descend(self) -> None:
        """Try all options of the next package, with those chosen so far."""
        self.effort.spend(2)
        if not self.is_better(self.bound()):
            return
        if len(self._chosen) == len(self.options):
            self.judge(self._chosen, self.bound())
            return
        for option in self.options[len(self._chosen)]:
            self.effort.spend(1)
            if self.books.enter(option, self._chosen):
                self._chosen.append(option)
                self.descend()
                self._chosen.pop()
                self.books.leave(option)
