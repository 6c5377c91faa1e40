"""The claims of placed packages, and of started ones."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.bounds.claims import PROFICIENT, Claim, Terms, Unit
from optimizer.bounds.linear import Linear
from optimizer.problem.problem import WHOLE_SHARE, Staffing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optimizer.bounds.highs import Model
    from optimizer.bounds.steps import OptionSteps, Steps
    from optimizer.bounds.windows import Alone
    from optimizer.problem.problem import Demand, Package, Problem, Way


def terms(way: Way, demand: Demand) -> Terms:
    """Return who may serve a demand, and how what they have counts for it."""
    speeds: tuple[tuple[int, int], ...] = ()
    if way.staffing is Staffing.EFFORT_TEAM:
        speeds = tuple(zip(demand.qualified, demand.speeds, strict=True))
    return Terms(
        people=frozenset(demand.qualified),
        speeds=speeds,
        overtime=way.overtime or way.staffing is Staffing.POOL,
        absent=way.staffing is not Staffing.FIXED_TEAM or way.tolerated_absence > 0,
    )


class Demands:
    """Turns demands into claims; effort-driven ones get a column per period."""

    def __init__(self, model: Model, problem: Problem, alone: Alone) -> None:
        self._model = model
        self._problem = problem
        self._alone = alone

    def claims(self, package: Package, steps: Steps) -> Iterator[Claim]:
        """Yield the claims of a package, from *now* on."""
        for option in steps.options:
            way = package.ways[option.choice.way]
            if package.started is not None:
                yield from self._started(package, option)
                continue
            for demand in way.demands:
                if way.staffing is Staffing.FIXED_TEAM:
                    yield self._fixed(way, demand, option)
                elif way.staffing is Staffing.POOL:
                    yield self._pool(way, demand, option)
                elif demand.effort:
                    yield self._effort(way, demand, option)

    def _fixed(self, way: Way, demand: Demand, option: OptionSteps) -> Claim:
        people = self._problem.people
        hours = [
            people[person].team_hours(demand.share, overtime=way.overtime)
            for person in demand.qualified
        ]

        def least(period: int) -> Linear:
            fewest = sorted(
                own[period]
                for own, person in zip(hours, demand.qualified, strict=True)
                if people[person].available[period]
                or way.tolerated_absence
                or not people[person].location_works[period]
            )
            worked = sum(fewest[: demand.headcount]) * PROFICIENT
            return Linear().add(option.running(period), worked)

        count = demand.headcount
        return Claim(
            terms(way, demand),
            option.span,
            {
                Unit.HOURS: least,
                Unit.SHARES: _times(option, count * demand.share / WHOLE_SHARE),
                Unit.MEMBERS: _times(option, count),
            },
        )

    def _pool(self, way: Way, demand: Demand, option: OptionSteps) -> Claim:
        hours = demand.effort // (option.choice.length or 1)
        return Claim(
            terms(way, demand),
            option.span,
            {Unit.HOURS: _times(option, hours * PROFICIENT)},
        )

    def _effort(self, way: Way, demand: Demand, option: OptionSteps) -> Claim:
        """Return a claim whose work is spread over the run as it likes.

        No period has more of it than the best team could do in it.
        """
        best = self._alone.best_rates(demand, demand.team_max, overtime=way.overtime)
        alone = self._alone.best_rates(demand, 1, overtime=way.overtime)
        effort = demand.effort * PROFICIENT
        done: dict[int, Linear] = {}
        for period in option.span:
            if not best[period]:
                continue
            done[period] = Linear([(self._model.column(0, 1), 1)])
            share = min(1.0, best[period] / effort)
            cap = Linear().add(done[period]).add(option.running(period), -share)
            self._model.at_most(cap)
        every = Linear([(option.taken, -1)])
        for part in done.values():
            every.add(part)
        self._model.equal(every)

        def worked(period: int) -> Linear:
            return Linear().add(done.get(period, Linear()), effort)

        def members(period: int, each: float = 1) -> Linear:
            rate = alone[period]
            if not rate:
                return Linear()
            return Linear().add(done[period], each * effort / rate)

        share = demand.share / WHOLE_SHARE
        return Claim(
            terms(way, demand),
            option.span,
            {
                Unit.HOURS: worked,
                Unit.SHARES: lambda period: members(period, share),
                Unit.MEMBERS: members,
            },
        )

    def _started(self, package: Package, option: OptionSteps) -> Iterator[Claim]:
        started = package.started
        way = package.ways[option.choice.way]
        now, end = self._problem.now, option.choice.last_end
        if started is None or end <= now:
            return
        for demand, remaining in zip(way.demands, started.remaining, strict=False):
            hours = remaining // (end - now) * PROFICIENT
            each = dict.fromkeys(range(now, end), hours)
            amounts = {Unit.HOURS: _constant(option, each)}
            yield Claim(terms(way, demand), range(now, end), amounts)
        loads: defaultdict[tuple[int, int], dict[int, int]] = defaultdict(dict)
        for load in started.loads:
            loads[load.person, load.demand][load.period] = load.hours * PROFICIENT
        for person, demand_index in started.team:
            share = way.demands[demand_index].share / WHOLE_SHARE
            held = dict.fromkeys(range(now, end), 1)
            held |= dict.fromkeys(started.pauses, 0)
            yield Claim(
                Terms(frozenset((person,)), (), way.overtime, absent=True),
                range(now, end),
                {
                    Unit.HOURS: _constant(option, loads[person, demand_index]),
                    Unit.SHARES: _constant(option, held, share),
                    Unit.MEMBERS: _constant(option, held),
                },
            )


def _times(option: OptionSteps, factor: float) -> Callable[[int], Linear]:
    return lambda period: Linear().add(option.running(period), factor)


def _constant(
    option: OptionSteps, amounts: dict[int, int], factor: float = 1
) -> Callable[[int], Linear]:
    return lambda period: Linear([(option.taken, factor * amounts.get(period, 0))])
