"""A portfolio as integers: what the engines see.

Periods are numbered from 0; intervals are half-open. Hours are in hundredths, speeds
in hundredths, contributions (hours × speed) in ten-thousandths of an hour, shares in
ten-thousandths. Value and money are in hundredths, budget costs in millionths.
People, packages, projects, facilities, stocks and offers are indices into the tuples.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from optimizer.portfolio.resources import BudgetBasis
from optimizer.portfolio.work import LinkType, Staffing

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from optimizer.problem.timeline import Timeline

WHOLE_SHARE = 10_000
"""A share of 1, in ten-thousandths."""


@dataclass(frozen=True, slots=True)
class Person:
    """An engineer, or an offered one (as if engaged whenever the offer allows).

    Attributes
    ----------
    available, capacity
        Hours of each period, without and with overtime; length `horizon`.
    employed
        Half-open interval of periods of employment.
    location_works
        Whether the location works at all in each period.
    rate
        Money per hour in ten-thousandths, or None.
    offer
        The offer this person belongs to, or None.
    engaged_from
        Offers with ramp-up have one person per possible first period: this one.
    """

    id: str
    available: tuple[int, ...]
    capacity: tuple[int, ...]
    employed: tuple[int, int]
    location_works: tuple[bool, ...]
    max_team_packages: int
    max_packages: int
    overtime_limit: int = 0
    rate: int | None = None
    offer: int | None = None
    engaged_from: int | None = None

    def team_hours(self, share: int, *, overtime: bool) -> tuple[int, ...]:
        """Return a team member's hours of each period, rounded down."""
        whole = WHOLE_SHARE
        factor = share * ((whole + self.overtime_limit) if overtime else whole)
        if factor == whole * whole:
            return self.available
        return tuple(hours * factor // (whole * whole) for hours in self.available)


@dataclass(frozen=True, slots=True)
class Offer:
    """An engagement that may be made: interval ``[a, b)`` or none.

    `prices[n]` is the price of n periods, in hundredths of money.
    """

    id: str
    people: tuple[int, ...]
    earliest: int
    shortest: int
    longest: int
    prices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """People of one skill that a way needs.

    Attributes
    ----------
    qualified
        People who may serve, in index order; `speeds` runs alongside.
    effort
        Hundredths of hours (effort-driven, pool), 0 for fixed teams.
    role_cost
        Cost at role rates in ten-thousandths of money, over the whole length.
    role_rate
        Money per hour worked at the role's rate, in ten-thousandths, rounded down.
    planned_effort
        Effort that counts for an objective's share, in ten-thousandths of hours.
    """

    id: str
    skill: str
    qualified: tuple[int, ...]
    speeds: tuple[int, ...]
    headcount: int = 1
    effort: int = 0
    team_min: int = 1
    team_max: int = 1
    share: int = WHOLE_SHARE
    role_cost: int = 0
    role_rate: int = 0
    planned_effort: int = 0

    @property
    def work(self) -> int:
        """Effort in ten-thousandths of an hour, as contributions are counted."""
        return self.effort * 100

    def restricted(self, people: Container[int]) -> Demand:
        """Return the demand for which only some people qualify."""
        kept = [
            (person, speed)
            for person, speed in zip(self.qualified, self.speeds, strict=True)
            if person in people
        ]
        return replace(
            self,
            qualified=tuple(person for person, _ in kept),
            speeds=tuple(speed for _, speed in kept),
        )


@dataclass(frozen=True, slots=True)
class Way:
    """One mode of a package. `shortest` and `longest` bound its length in periods.

    `staffing` is None where nobody is needed.
    """

    id: str
    staffing: Staffing | None
    shortest: int
    longest: int
    demands: tuple[Demand, ...] = ()
    uses: tuple[tuple[int, int], ...] = ()
    consumes: tuple[tuple[int, int], ...] = ()
    overtime: bool = False
    tolerated_absence: int = 0

    @property
    def is_team(self) -> bool:
        """Whether people are members from start to end."""
        return self.staffing in (Staffing.FIXED_TEAM, Staffing.EFFORT_TEAM)

    def staffed_by(self, team: Iterable[tuple[int, int]]) -> Way:
        """Return the way on whose demands only a team qualifies.

        `team` are pairs (person, demand index).
        """
        pairs = frozenset(team)
        return replace(
            self,
            demands=tuple(
                demand.restricted({person for person, of in pairs if of == d})
                for d, demand in enumerate(self.demands)
            ),
        )


@dataclass(frozen=True, slots=True)
class Load:
    """Hours, in hundredths, that a person works in a period from *now* on."""

    person: int
    period: int
    hours: int
    demand: int


@dataclass(frozen=True, slots=True)
class PastCost:
    """Money of one period before *now*, in millionths: own rates only, or any."""

    period: int
    own: int
    any: int


@dataclass(frozen=True, slots=True)
class Started:
    """A package that is running or done: what is fixed.

    Attributes
    ----------
    start
        Possibly negative.
    ends
        The possible ends: one, except for a running pool with a range.
    way
        Index of its mode.
    team
        Pairs (person, demand index) that stay to the end.
    loads
        Hours of a running team from *now* on.
    remaining
        Running pool: hours in hundredths from *now* on, by demand.
    pauses
        Periods in which a running fixed team stands still.
    worked
        Running pool: people with hours before *now*.
    past_costs
        What the baseline's hours before *now* cost.
    """

    start: int
    ends: tuple[int, ...]
    way: int
    done: bool
    team: tuple[tuple[int, int], ...] = ()
    loads: tuple[Load, ...] = ()
    remaining: tuple[int, ...] = ()
    pauses: tuple[int, ...] = ()
    worked: frozenset[int] = frozenset()
    past_costs: tuple[PastCost, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """A piece of work.

    Attributes
    ----------
    earliest
        First possible start.
    dates_allow
        First start that *now*, release and its own earliest date allow, without
        locks.
    latest_start, latest_end
        Last possible start and end, by dates of its own, locks and the horizon.
        Its project's deadline is the project's.
    must, must_not
        People who must and must not work on it.
    kept_team
        Freeze: pairs (person, demand) that must be the whole team, or None.
    """

    id: str
    project: int
    ways: tuple[Way, ...]
    earliest: int
    latest_start: int
    latest_end: int
    dates_allow: int = 0
    must: tuple[int, ...] = ()
    kept_team: tuple[tuple[int, int], ...] | None = None
    started: Started | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """Packages with one value.

    Attributes
    ----------
    delivered
        Value by end period, 0 … horizon, in hundredths; of a project that ended
        before the timeline what it delivered then.
    latest_end
        Deadline or horizon.
    on_time_until
        Last end that is on time.
    forced
        Must be selected: mandatory, decided in, or running.
    barred
        Cannot be selected: decided out.
    running
        Has a started package; if barred, it is cancelled.
    stated_cost
        In hundredths of money.
    """

    id: str
    packages: tuple[int, ...]
    full: int
    delivered: tuple[int, ...]
    latest_end: int
    on_time_until: int
    forced: bool
    barred: bool
    running: bool
    stated_cost: int
    objectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A precedence relation that still binds: its successor has not started."""

    predecessor: int
    successor: int
    type: LinkType
    lag: int
    soft: bool


@dataclass(frozen=True, slots=True)
class Facility:
    """Units in each period."""

    id: str
    capacity: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """Amount in hundredths."""

    id: str
    amount: int


@dataclass(frozen=True, slots=True)
class Window:
    """Half-open interval of periods with the most that may be spent in it."""

    first: int
    end: int
    amount: int

    def part(self, total: int, start: int, end: int) -> int:
        """Return what falls inside of an amount spread evenly over [start, end).

        All of it belongs to the period of the start where there is no length.
        """
        if end <= start:
            return total if self.first <= start < self.end else 0
        length = end - start
        first = min(max(self.first - start, 0), length)
        last = min(max(self.end - start, 0), length)
        return total * last // length - total * first // length


@dataclass(frozen=True, slots=True)
class Budget:
    """Money limits of some projects; `windows` in millionths of money.

    What was spent before *now* and lies outside every package is not here:
    costs are spread over whole packages, facts included.
    """

    id: str
    basis: BudgetBasis
    projects: tuple[int, ...]
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Floor:
    """People, or hours in hundredths, of some persons that stay free."""

    id: str
    qualified: tuple[int, ...]
    people: int | None
    hours: int | None
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class AtMost:
    """At most `limit` of the projects."""

    id: str
    projects: tuple[int, ...]
    limit: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """The running plan: where each package was, and who was on it.

    Attributes
    ----------
    starts, ends
        By package; None where the baseline does not schedule it.
    pairs
        (person, package).
    """

    starts: tuple[int | None, ...]
    ends: tuple[int | None, ...]
    pairs: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything an engine needs, and nothing else."""

    timeline: Timeline
    horizon: int
    now: int
    people: tuple[Person, ...]
    offers: tuple[Offer, ...]
    facilities: tuple[Facility, ...]
    stocks: tuple[Stock, ...]
    budgets: tuple[Budget, ...]
    floors: tuple[Floor, ...]
    projects: tuple[Project, ...]
    packages: tuple[Package, ...]
    links: tuple[Link, ...]
    at_most: tuple[AtMost, ...]
    requires: tuple[tuple[int, int], ...]
    excludes: tuple[tuple[int, int], ...]
    baseline: Baseline | None = None
    person_index: Mapping[str, int] = field(default_factory=dict)
    package_index: Mapping[str, int] = field(default_factory=dict)


__all__ = [
    "AtMost",
    "Baseline",
    "Budget",
    "BudgetBasis",
    "Demand",
    "Facility",
    "Floor",
    "Link",
    "LinkType",
    "Load",
    "Offer",
    "Package",
    "PastCost",
    "Person",
    "Problem",
    "Project",
    "Staffing",
    "Started",
    "Stock",
    "Way",
    "Window",
]
