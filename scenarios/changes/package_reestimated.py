"""A package turns out to be more, or less, work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from optimizer.portfolio.base import Count, Hours, Id, Rate
from scenarios.changes.base import Change, unknown
from scenarios.changes.editing import in_place_of, package_of
from scenarios.changes.estimates import (
    has_length,
    with_duration,
    with_effort,
    with_factor,
    with_remaining,
)
from scenarios.changes.pieces.running import started
from scenarios.changes.problems import over, problem, unknown_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.work import Package
    from scenarios.situation import Situation


class PackageReestimated(Change):
    """Another estimate of the whole work, or of what remains of it.

    What a running package has done so far counts against an estimate of the whole.

    Attributes
    ----------
    effort
        Demand → person-hours of the whole work, in every mode that has the demand.
    duration
        Periods of the whole work, where its length is stated.
    factor
        Times the effort; times the duration of a fixed team, or of work without
        people, rounded up. The length of a pool stays as it is.
    remaining_effort
        Demand → person-hours that a running package still needs from *now* on.
    remaining_periods
        Periods that a running package of stated length still needs from *now* on.
    """

    kind: Literal["package_reestimated"] = "package_reestimated"
    package: Id
    effort: dict[Id, Hours] = Field(default_factory=dict)
    duration: Annotated[Count, Field(ge=1)] | None = None
    factor: Annotated[Rate, Field(gt=0, le=1_000)] | None = None
    remaining_effort: dict[Id, Hours] = Field(default_factory=dict)
    remaining_periods: Count | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> PackageReestimated:
        whole = bool(self.effort) or self.duration is not None
        if [whole, self.factor is not None, self._says_rest].count(True) != 1:
            raise ValueError(
                "should give either effort or duration, or factor, or remaining_effort "
                "or remaining_periods"
            )
        return self

    @property
    def _says_rest(self) -> bool:
        return bool(self.remaining_effort) or self.remaining_periods is not None

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        efforts = {**self.effort, **self.remaining_effort}
        said = [f"{hours:,f} h of {demand}" for demand, hours in efforts.items()]
        said += [
            f"{periods} period(s)"
            for periods in (self.duration, self.remaining_periods)
            if periods is not None
        ]
        if self.factor is not None:
            said.append(f"{self.factor:.0%} of the work estimated before")
        needs = "still needs" if self._says_rest else "needs"
        return f"{self.package} {needs} {' and '.join(said)}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield what the package does not have, or that it is done or not begun."""
        yield from unknown_package("package", self.package, situation)
        yield from over("package", self.package, situation)
        for _, package in situation.portfolio.packages:
            if package.id == self.package:
                yield from self._unfit(package)
                if self._says_rest and package.id not in started(situation):
                    message = f"{package.id} has not begun; give effort or duration."
                    yield problem("not_begun", "package", message)

    def _unfit(self, package: Package) -> Iterator[Issue]:
        known = dict.fromkeys(
            demand.id
            for mode in package.ways
            for demand in mode.demands
            if demand.effort is not None
        )
        for field in ("effort", "remaining_effort"):
            for demand in getattr(self, field):
                yield from unknown(field, "demand with an effort", demand, known)
        for field in ("duration", "remaining_periods"):
            timed = has_length(package, pools=field == "duration")
            if getattr(self, field) is not None and not timed:
                message = f"{package.id} is stated by its effort, not by a length."
                yield problem("unfitting_field", field, message)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the other estimate."""
        package = package_of(situation.portfolio, self.package)
        if self.effort:
            package = with_effort(package, self.effort)
        if self.duration is not None:
            package = with_duration(package, self.duration)
        if self.factor is not None:
            package = with_factor(package, self.factor)
        if self._says_rest:
            fact = started(situation)[self.package].fact
            begun = situation.timeline.first_day(fact.start)
            left = (self.remaining_effort, self.remaining_periods)
            package = with_remaining(package, fact, begun, *left)
        portfolio = in_place_of(situation.portfolio, self.package, (package,))
        return situation.replace(portfolio=portfolio)
