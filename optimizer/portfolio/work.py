"""What is to be done: work packages, their modes, demands and links."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, model_validator

from optimizer.portfolio.base import (
    Amount,
    Count,
    Day,
    DomainModel,
    Hours,
    Id,
    Lag,
    Level,
    Share,
    Speed,
    Text,
)


class Staffing(StrEnum):
    """The three ways to state the work of a package."""

    FIXED_TEAM = "fixed_team"
    EFFORT_TEAM = "effort_team"
    POOL = "pool"


class LinkType(StrEnum):
    """Which ends of two packages a link ties; *l* is its lag in periods.

    finish_start: start ≥ end of predecessor + l; start_start: start ≥ start + l;
    finish_finish: end ≥ end + l; start_finish: end ≥ start of predecessor + l.
    """

    FINISH_START = "finish_start"
    START_START = "start_start"
    FINISH_FINISH = "finish_finish"
    START_FINISH = "start_finish"


class Link(DomainModel):
    """A precedence relation from a predecessor, in this or another project.

    A soft link binds only if both projects are selected; a hard one makes the
    successor's project impossible without the predecessor's.
    Text alone is read as a finish-start link without lag.
    """

    package: Id
    type: LinkType = LinkType.FINISH_START
    lag: Lag = 0
    soft: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, given: Any) -> Any:  # noqa: ANN401
        return {"package": given} if isinstance(given, str) else given


class Demand(DomainModel):
    """People of one skill that a package needs.

    Attributes
    ----------
    id
        Unique within the package; the skill's name when left out.
    level, min_speed
        Lowest level and speed that qualify. Pools ask for a speed of at least
        0.8 where nothing is said.
    headcount
        Fixed team: how many distinct people (default 1).
    effort
        Effort-driven team and pool: person-hours of a fully proficient person.
    team_min, team_max
        Effort-driven team: smallest (default 1) and largest team; largest is
        open where left out.
    share
        Teams: the share of each member's available hours (default all).
    engineers, teams, locations
        If given, only these may serve.
    not_engineers, not_teams, not_locations
        These may not serve.
    """

    skill: Id
    id: Id = ""
    level: Level = 1
    min_speed: Speed | None = None
    headcount: Annotated[Count, Field(ge=1)] | None = None
    effort: Hours | None = None
    team_min: Annotated[Count, Field(ge=1)] | None = None
    team_max: Annotated[Count, Field(ge=1)] | None = None
    share: Annotated[Share, Field(gt=0)] = Decimal(1)
    engineers: tuple[Id, ...] | None = None
    teams: tuple[Id, ...] | None = None
    locations: tuple[Id, ...] | None = None
    not_engineers: tuple[Id, ...] = ()
    not_teams: tuple[Id, ...] = ()
    not_locations: tuple[Id, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _named_by_its_skill(cls, given: Any) -> Any:  # noqa: ANN401
        if isinstance(given, dict) and not given.get("id") and "skill" in given:
            return {**given, "id": given["skill"]}
        return given


class Mode(DomainModel):
    """One way to do a package: its length, demands, uses and consumption.

    Attributes
    ----------
    duration
        Fixed team, pool or no demands: length in periods. Zero makes a milestone.
    shortest, longest
        Pool: the range of lengths, in place of `duration`.
    uses
        Facility → units per period, for the whole length.
    consumes
        Stock → amount, once.
    """

    id: Id = "default"
    duration: Count | None = None
    shortest: Annotated[Count, Field(ge=1)] | None = None
    longest: Annotated[Count, Field(ge=1)] | None = None
    demands: tuple[Demand, ...] = ()
    uses: dict[Id, Count] = Field(default_factory=dict)
    consumes: dict[Id, Amount] = Field(default_factory=dict)


class Status(StrEnum):
    """How far a package has come."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"


class Member(DomainModel):
    """A person on one demand of a package."""

    engineer: Id
    demand: Id


class Progress(DomainModel):
    """What has happened to a package that is running or done.

    Attributes
    ----------
    started
        A day of the period in which it started.
    finished
        Done: a day of its last period; left out for a milestone.
    mode
        The mode it runs in; the only one when left out.
    team
        Who is on it. Read from the running plan where left out.
    remaining_effort
        Demand → person-hours still to do from *now* (effort-driven, pool).
    remaining_periods
        Periods still to do from *now* (fixed team, no demands).
        Where nothing is said, remaining = planned − planned to date.
    """

    status: Status
    started: Day
    finished: Day | None = None
    mode: Id | None = None
    team: tuple[Member, ...] | None = None
    remaining_effort: dict[Id, Hours] = Field(default_factory=dict)
    remaining_periods: Count | None = None


class PackageLocks(DomainModel):
    """Decisions about a package that no plan may change.

    Binding only where the project is selected. `must` people are on the package
    (pool: with at least one hundredth of an hour), `must_not` people are not.
    """

    start_on: Day | None = None
    start_from: Day | None = None
    start_until: Day | None = None
    mode: Id | None = None
    must: tuple[Id, ...] = ()
    must_not: tuple[Id, ...] = ()


class Package(DomainModel):
    """A contiguous piece of work: an *activity* in the literature.

    A package states its work either in its own fields (`duration` to `consumes`,
    as in `Mode`) or in two or more `modes`, of which the engine picks one.

    Attributes
    ----------
    earliest
        Starts in the first period on or after this day, or later.
    latest
        Ends inside the period that holds this day, or earlier.
    tolerated_absence
        Fixed team: periods of absence that each member may have.
    overtime
        Teams: every member works (1 + their overtime limit) × their share.
    """

    id: Id
    name: Text = ""
    staffing: Staffing = Staffing.FIXED_TEAM
    earliest: Day | None = None
    latest: Day | None = None
    duration: Count | None = None
    shortest: Annotated[Count, Field(ge=1)] | None = None
    longest: Annotated[Count, Field(ge=1)] | None = None
    demands: tuple[Demand, ...] = ()
    uses: dict[Id, Count] = Field(default_factory=dict)
    consumes: dict[Id, Amount] = Field(default_factory=dict)
    modes: tuple[Mode, ...] = ()
    predecessors: tuple[Link, ...] = ()
    tolerated_absence: Count = 0
    overtime: Annotated[bool, Field(strict=True)] = False
    progress: Progress | None = None
    locks: PackageLocks = PackageLocks()

    @property
    def ways(self) -> tuple[Mode, ...]:
        """The modes, at least one: the package's own fields where none is listed."""
        if self.modes:
            return self.modes
        return (
            Mode(
                duration=self.duration,
                shortest=self.shortest,
                longest=self.longest,
                demands=self.demands,
                uses=self.uses,
                consumes=self.consumes,
            ),
        )
