"""An effort-driven team takes the fewest whole periods in which its hours add up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from math import gcd
from typing import TYPE_CHECKING

from optimizer.cpsat.variables import MemberKey
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import BoolVarT, IntVar

    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables

RULES = ("effort_duration", "effort_start")


@dataclass(frozen=True, slots=True)
class TeamDemand:
    """One demand of an effort-driven way with its members and what they add.

    Attributes
    ----------
    total
        Person → contributions summed from period 0, length horizon + 1.
    """

    package: int
    way: int
    index: int
    chosen: BoolVarT
    members: dict[int, IntVar]
    total: dict[int, list[int]]
    effort: int
    longest: int

    def added(self, start: int, length: int) -> tuple[int, ...]:
        """Return what each person adds in ``[start, start + length)``."""
        return tuple(
            total[start + length] - total[start] for total in self.total.values()
        )

    def starts_by_work(
        self, variables: Variables, length: int
    ) -> dict[tuple[int, ...], set[int]]:
        """Return what everybody adds in so many periods → the starts it holds for."""
        groups: defaultdict[tuple[int, ...], set[int]] = defaultdict(set)
        for start in variables.starts[self.package]:
            if start + length <= variables.problem.horizon:
                groups[self.added(start, length)].add(start)
        return groups


def add(variables: Variables) -> None:
    """Post own lengths of all demands, and the package's length as their largest."""
    for p, row in variables.open_packages():
        for w, way in enumerate(variables.problem.packages[p].ways):
            if way.staffing is not Staffing.EFFORT_TEAM:
                continue
            lengths = []
            for d in range(len(way.demands)):
                demand = team_demand(variables, p, w, d)
                own = _own_length(variables, demand, alone=len(way.demands) == 1)
                lengths.append(own)
                _reach(variables, demand, own)
                _everyone_works(variables, demand, own)
            if len(lengths) > 1:
                longest = variables.model.new_int_var(1, way.longest, "longest")
                variables.model.add_max_equality(longest, [1, *lengths])
                variables.model.add(row.length == longest).only_enforce_if(row.ways[w])
            _someone_begins(variables, p, w)


def team_demand(variables: Variables, p: int, w: int, d: int) -> TeamDemand:
    """Return a demand of an effort-driven way of a package that has not started."""
    problem, way = variables.problem, variables.way(p, w)
    need = way.demands[d]
    members: dict[int, IntVar] = {}
    total: dict[int, list[int]] = {}
    for person, speed in zip(need.qualified, need.speeds, strict=True):
        one = problem.people[person]
        hours = one.team_hours(need.share, overtime=way.overtime)
        members[person] = variables.members[MemberKey(p, w, d, person)]
        total[person] = [0, *accumulate(h * speed for h in hours)]
    return TeamDemand(
        p,
        w,
        d,
        variables.packages[p].ways[w],
        members,
        total,
        need.effort * 100,
        way.longest,
    )


def _own_length(variables: Variables, demand: TeamDemand, *, alone: bool) -> Linear:
    """Return the demand's own length: the package's where it is the only one."""
    if alone:
        own: Linear = variables.packages[demand.package].length
    else:
        own = variables.model.new_int_var(
            0, demand.longest, f"own[{demand.package},{demand.way},{demand.index}]"
        )
    variables.own_lengths[demand.package, demand.way, demand.index] = own
    return own


def _reach(variables: Variables, demand: TeamDemand, own: Linear) -> None:
    """Post: own length ≤ k exactly if k periods from the start reach the effort.

    Starts at which everybody adds the same in k periods share their rows, so that
    without leave there are two rows for each k.
    """
    model, starts = variables.model, variables.starts[demand.package]
    name = f"own[{demand.way},{demand.index}]len"
    for k in range(min(demand.longest, variables.problem.horizon) + 1):
        done = variables.at_most(name, demand.package, own, k)
        for added, same in demand.starts_by_work(variables, k).items():
            when = [demand.chosen]
            if len(same) < len(starts):
                when.append(variables.starts_inside(demand.package, frozenset(same)))
            _reached_or_not(variables, demand, added, when, done)
    model.add(own <= demand.longest).only_enforce_if(demand.chosen)


def _reached_or_not(
    variables: Variables,
    demand: TeamDemand,
    added: tuple[int, ...],
    when: list[BoolVarT],
    done: BoolVarT,
) -> None:
    model = variables.model
    divisor = gcd(*added) or 1
    work = sum(
        amount // divisor * member
        for amount, member in zip(added, demand.members.values(), strict=True)
        if amount
    )
    if isinstance(work, int):
        if demand.effort > 0:
            model.add_bool_or([~literal for literal in when] + [~done])
        return
    enough = -(-demand.effort // divisor)
    model.add(work >= enough).only_enforce_if([*when, done])
    model.add(work <= enough - 1).only_enforce_if([*when, ~done])


def _everyone_works(variables: Variables, demand: TeamDemand, own: Linear) -> None:
    """Post that a member has hours within the demand's own length."""
    starts = variables.starts[demand.package]
    for person, total in demand.total.items():
        waits: defaultdict[int, set[int]] = defaultdict(set)
        for start in starts:
            wait = _first_work(total, start) - start
            if wait:
                waits[wait].add(start)
        for wait, same in waits.items():
            literal = variables.starts_inside(demand.package, frozenset(same))
            variables.model.add(own >= wait + 1).only_enforce_if(
                demand.members[person], literal
            )


def _first_work(total: list[int], start: int) -> int:
    """Return the first period from start with work; beyond the horizon if none."""
    period = start
    while period + 1 < len(total) and total[period + 1] == total[period]:
        period += 1
    return period if period + 1 < len(total) else len(total) + len(total)


def _someone_begins(variables: Variables, p: int, w: int) -> None:
    """Post that at least one member has hours in the first period."""
    way = variables.way(p, w)
    idle_at: defaultdict[frozenset[MemberKey], set[int]] = defaultdict(set)
    keys = [
        (MemberKey(p, w, d, person), demand.share)
        for d, demand in enumerate(way.demands)
        for person in demand.qualified
    ]
    hours = {
        (key.person, share): variables.problem.people[key.person].team_hours(
            share, overtime=way.overtime
        )
        for key, share in keys
    }
    for start in variables.starts[p]:
        if start >= variables.problem.horizon:
            continue
        idle = frozenset(k for k, share in keys if not hours[k.person, share][start])
        if idle:
            idle_at[idle].add(start)
    chosen = variables.packages[p].ways[w]
    for idle, same in idle_at.items():
        able = [variables.members[key] for key, _ in keys if key not in idle]
        literal = variables.starts_inside(p, frozenset(same))
        variables.model.add_bool_or([~literal, ~chosen, *able])
