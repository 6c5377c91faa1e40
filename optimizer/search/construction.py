"""A whole draft from nothing: started work, forced projects, then the best others."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from optimizer.problem.problem import Staffing
from optimizer.search.draft import Draft
from optimizer.search.insertion import insert
from optimizer.search.requirements import Requirements
from optimizer.search.started import enter_together, started_options

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from optimizer.search.priorities import Taste
    from optimizer.search.tables import Tables


class Construction:
    """Fills drafts with projects in a given order.

    Attributes
    ----------
    forced
        Projects that every plan has, with all that they need.
    optional
        Projects that may come in for their value.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.requirements = Requirements(tables.problem)
        projects = tables.problem.projects
        forced: set[int] = set()
        for index, project in enumerate(projects):
            if project.forced:
                forced |= self.requirements.needs[index]
        self.forced = frozenset(forced)
        self.optional = frozenset(
            index
            for index, project in enumerate(projects)
            if index not in forced and not project.barred
        )
        self._last_end = {i: p.latest_end for i, p in enumerate(projects)}
        self._worth_until = {
            index: self._last_worthwhile_end(index) for index in self.optional
        }

    def _last_worthwhile_end(self, index: int) -> int:
        """Return the last end at which a project still delivers something, or −1."""
        project = self.tables.problem.projects[index]
        ends = [end for end, value in enumerate(project.delivered) if value > 0]
        return min(project.latest_end, max(ends, default=-1))

    def base(self, taste: Taste) -> Draft | None:
        """Return a draft of all started work, or None if that breaks a rule."""
        if not self.requirements.allowed(set(self.forced)):
            return None
        draft = Draft(self.tables)
        done, running = self._started()
        for index in done:
            self._enter(draft, index, taste)
        for index, project in enumerate(self.tables.problem.projects):
            if project.running and not project.barred and draft.has_all(index):
                draft.select(index)
        draft.room.purse.forgive()
        if not self._enter_running(draft, running, taste):
            return None
        kept = draft.room.kept(self.tables.now, self.tables.horizon)
        return draft if kept and draft.room.fits() else None

    def _enter_running(self, draft: Draft, running: list[int], taste: Taste) -> bool:
        """Enter teams, then pools one by one, or if that fails all together."""
        teams_first = sorted(running, key=self._is_pool)
        if all(self._enter(draft, index, taste) for index in teams_first):
            return True
        for index in running:
            if index in draft.runs:
                draft.remove(index)
        return enter_together(draft, running)

    def _is_pool(self, index: int) -> bool:
        package = self.tables.problem.packages[index]
        return package.ways[0].staffing is Staffing.POOL

    def _started(self) -> tuple[list[int], list[int]]:
        """Return packages that are done, and that are running, and not cancelled."""
        problem = self.tables.problem
        done: list[int] = []
        running: list[int] = []
        for index, package in enumerate(problem.packages):
            if package.started and not problem.projects[package.project].barred:
                (done if package.started.done else running).append(index)
        return done, running

    def _enter(self, draft: Draft, index: int, taste: Taste) -> bool:
        """Enter a started package with an end that works, the first by habit.

        A noisy taste takes a later one: a running pool that ends first may take the
        people that other work waits for.
        """
        later = round(abs(taste.noise.get(index, 0.0)))
        option = None
        for found in islice(
            started_options(draft.room, index, taste.liking), later + 1
        ):
            option = found
        if option is None:
            return False
        draft.room.take(option)
        draft.enter(option)
        return True

    def fill_forced(
        self, draft: Draft, order: Sequence[int], taste: Taste
    ) -> int | None:
        """Put all forced projects in, in this order; return the one that fails."""
        for index in order:
            if index in self.forced and not self._add(draft, index, taste):
                return index
        return None

    def fill_together(self, draft: Draft, taste: Taste) -> bool:
        """Put all forced projects in, their packages by one common priority."""
        missing = self.forced - draft.selected
        return self.requirements.allowed(draft.selected | missing) and insert(
            draft, sorted(missing), taste, self._last_end
        )

    def fill_optional(self, draft: Draft, order: Iterable[int], taste: Taste) -> None:
        """Put in what pays, in this order."""
        for index in order:
            if taste.stop():
                return
            if index not in draft.selected and index in self.optional:
                self._add(draft, index, taste)

    def _add(self, draft: Draft, index: int, taste: Taste) -> bool:
        """Select a project with all that it needs; whether that worked."""
        missing = self.requirements.needs[index] - draft.selected
        if not missing:
            return True
        if not self.requirements.allowed(draft.selected | missing):
            return False
        last_end = self._last_end
        if index in self.optional:
            if not self._pays(missing):
                return False
            if len(missing) == 1:
                last_end = {**last_end, index: self._worth_until[index]}
        before = draft.value() if len(missing) > 1 else 0
        if not insert(draft, sorted(missing), taste, last_end):
            return False
        if index in self.optional and len(missing) > 1 and draft.value() <= before:
            draft.drop(missing)
            return False
        return True

    def _pays(self, missing: Collection[int]) -> bool:
        projects = self.tables.problem.projects
        return sum(max(projects[i].delivered, default=0) for i in missing) > 0

    def removable(self, draft: Draft, projects: Iterable[int]) -> set[int]:
        """Return selected projects that go when these go."""
        return self.requirements.dependents(projects) & draft.selected
