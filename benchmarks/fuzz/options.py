"""Every way, start and team in which one package can run, as the checker sees it.

A candidate is a plan of that package alone. It is an option unless it breaks a rule
that more packages could not mend.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

from optimizer.plan.ledger import Ledger
from optimizer.plan.plan import Assignment, Plan, ScheduledPackage
from optimizer.plan.qualification import obstacles
from optimizer.plan.rules import (
    deadlines,
    effort_duration,
    effort_start,
    employment,
    facilities,
    fixed_duration,
    fixed_team_presence,
    floors,
    freeze,
    horizon,
    mode_locks,
    now,
    one_demand,
    people_locks,
    pool_duration,
    progress,
    qualification,
    start_locks,
    stocks,
    team_packages,
    team_shares,
    team_sizes,
    windows,
    working_capacity,
)
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType

    from benchmarks.fuzz.effort import Effort
    from optimizer.plan.plan import Engagement
    from optimizer.plan.runs import Run
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Demand, Mode, Package

START_RULES: tuple[ModuleType, ...] = (now, windows, start_locks, mode_locks, horizon)
"""Rules that a start breaks whoever is on the package."""

OWN_RULES: tuple[ModuleType, ...] = (
    *START_RULES,
    deadlines,
    effort_duration,
    effort_start,
    employment,
    facilities,
    fixed_duration,
    fixed_team_presence,
    floors,
    freeze,
    one_demand,
    pool_duration,
    progress,
    qualification,
    stocks,
    team_packages,
    team_shares,
    team_sizes,
    working_capacity,
)
"""Rules that stay broken whatever else is planned."""

Posts = tuple[tuple[str, str], ...]
"""Pairs of demand and person."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to run a package, half-open from `start` to `end`.

    Attributes
    ----------
    hours
        (Person, period from *now* on) → hundredths of hours of a team.
    shares
        Person → share in ten-thousandths.
    pool
        Demand → period from *now* on → hundredths of hours that people must share.
    """

    package: Package
    project: Project
    mode: Mode
    start: int
    end: int
    posts: Posts
    hours: Mapping[tuple[str, int], int]
    shares: Mapping[str, int]
    pool: Mapping[str, Mapping[int, int]]
    started: bool


@dataclass(frozen=True, slots=True)
class OptionFinder:
    """Finds the options of packages with given engagements of offers."""

    portfolio: Portfolio
    baseline: Plan | None
    moment: Ledger
    engagements: tuple[Engagement, ...]
    effort: Effort

    def options(self, project: Project, package: Package) -> list[Option]:
        """Return every option of a package, early ends first."""
        fact = self.moment.facts.get(package.id)
        found: list[Option] = []
        if fact is not None:
            team = tuple(sorted(fact.team or ())) if _is_team(package) else ()
            found += self._of_team(project, package, fact.mode, fact.start, team)
        else:
            for mode in package.ways:
                for start in self._starts(project, package, mode):
                    for team in self._teams(project, package, mode):
                        found += self._of_team(project, package, mode, start, team)
        return sorted(found, key=lambda option: (option.end, option.start))

    def _starts(self, project: Project, package: Package, mode: Mode) -> Iterator[int]:
        for start in range(self.moment.now, self.moment.horizon + 1):
            ledger = self._ledger(project, package, mode, start, 0, ())
            if not _broken(ledger, START_RULES):
                yield start

    def _teams(self, project: Project, package: Package, mode: Mode) -> list[Posts]:
        """Return all teams of qualified people; pools are staffed later."""
        if not _is_team(package) or not mode.demands:
            return [()]
        choices = []
        for demand in mode.demands:
            able = [
                person.id
                for person in self.portfolio.people
                if not any(obstacles(person, demand, package, project))
            ]
            sizes = _sizes(package, demand, len(able))
            choices.append(
                [
                    tuple((demand.id, person) for person in team)
                    for size in sizes
                    for team in combinations(able, size)
                ]
            )
        together = (sum(teams, ()) for teams in product(*choices))
        return [team for team in together if len({p for _, p in team}) == len(team)]

    def _of_team(
        self, project: Project, package: Package, mode: Mode, start: int, team: Posts
    ) -> Iterator[Option]:
        """Yield the options of one start and team: one per length."""
        draft = self._ledger(project, package, mode, start, 0, team)
        prescribed = draft.prescriptions[package.id]
        if prescribed.earliest_end is None or prescribed.latest_end is None:
            return
        latest = min(prescribed.latest_end, self.moment.horizon)
        done = draft.runs[package.id].is_done
        for end in range(prescribed.earliest_end, max(latest, start) + 1):
            ledger = self._ledger(project, package, mode, start, end - start, team)
            if done or not _broken(ledger, _rules_of(package)):
                yield self._option(ledger, ledger.runs[package.id])

    def _ledger(
        self,
        project: Project,
        package: Package,
        mode: Mode,
        start: int,
        periods: int,
        team: Posts,
    ) -> Ledger:
        self.effort.spend(10)
        plan = Plan(
            selected=(project.id,),
            packages=(
                ScheduledPackage(
                    package=package.id,
                    start=self.moment.timeline.first_day(start),
                    periods=periods,
                    mode=mode.id,
                ),
            ),
            assignments=tuple(
                Assignment(engineer=person, package=package.id, demand=demand)
                for demand, person in team
            ),
            engagements=self.engagements,
        )
        today = self.moment.timeline.first_day(self.moment.now)
        return Ledger(plan, self.portfolio, self.baseline, today)

    def _option(self, ledger: Ledger, run: Run) -> Option:
        hours: dict[tuple[str, int], int] = {}
        if run.is_team:
            for _, person, worked in run.posts:
                for period, amount in worked.items():
                    if period >= ledger.now:
                        hours[person, period] = amount
        pool = ledger.prescriptions[run.id].demand_hours
        return Option(
            package=run.package,
            project=run.project,
            mode=run.mode,
            start=run.start,
            end=run.end,
            posts=tuple((demand.id, person) for demand, person, _ in run.posts),
            hours=hours,
            shares={
                person: int(demand.share * 10_000)
                for demand, person, _ in run.posts
                if run.is_team
            },
            pool={} if run.is_done else pool,
            started=run.fact is not None,
        )


def _is_team(package: Package) -> bool:
    return package.staffing is not Staffing.POOL


def _rules_of(package: Package) -> tuple[ModuleType, ...]:
    """Return what can be said before a pool has people."""
    return (*OWN_RULES, people_locks) if _is_team(package) else OWN_RULES


def _sizes(package: Package, demand: Demand, able: int) -> Sequence[int]:
    if package.staffing is Staffing.FIXED_TEAM:
        return (demand.headcount or 1,)
    return range(demand.team_min or 1, min(demand.team_max or able, able) + 1)


def _broken(ledger: Ledger, rules: Sequence[ModuleType]) -> bool:
    return any(not found.fact for rule in rules for found in rule.violations(ledger))
