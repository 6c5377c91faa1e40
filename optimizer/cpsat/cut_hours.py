"""Hours that members work in the last, cut period of an effort-driven demand.

In small models they are variables. They reach what is still to do, shared in
proportion to the members' whole hours; only the rounding to hundredths stays open.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from optimizer.cpsat.constraints.capacity import possible_periods
from optimizer.cpsat.constraints.effort import team_demand
from optimizer.cpsat.variables import MemberKey
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from optimizer.cpsat.constraints.effort import TeamDemand
    from optimizer.cpsat.variables import Variables

MOST_ROWS = 4_000
"""Up to this many rows cut hours are variables."""


def name_cut_hours(variables: Variables) -> bool:
    """Make the cut hours of all effort-driven teams; False if they are too many."""
    keys = [
        key
        for key in variables.members
        if variables.way(key.package, key.way).staffing is Staffing.EFFORT_TEAM
    ]
    if sum(_rows(variables, key) for key in keys) > MOST_ROWS:
        return False
    for key in keys:
        if key not in variables.cut_hours:
            _share_out(variables, key)
    for key in keys:
        for period in possible_periods(variables, key):
            _place(variables, key, period)
    return True


def _rows(variables: Variables, key: MemberKey) -> int:
    return len(variables.demand(key).qualified) * len(possible_periods(variables, key))


def _hours(variables: Variables, key: MemberKey) -> tuple[int, ...]:
    overtime = variables.way(key.package, key.way).overtime
    share = variables.demand(key).share
    return variables.problem.people[key.person].team_hours(share, overtime=overtime)


def _share_out(variables: Variables, key: MemberKey) -> None:
    """Make the cut hours of all members of a demand, whatever period it ends in."""
    p, w, d = key.package, key.way, key.demand
    demand = team_demand(variables, p, w, d)
    keys = [MemberKey(p, w, d, person) for person in demand.members]
    for one in keys:
        most = max(_hours(variables, one))
        amount = variables.model.new_int_var(0, most, f"cut[{p},{w},{d},{one.person}]")
        variables.model.add(amount <= most * variables.members[one])
        variables.cut_hours[one] = amount
    _reach_effort(variables, demand, keys)
    for period in possible_periods(variables, key):
        last = variables.ends_in(key, period)
        for one in keys:
            most = _hours(variables, one)[period]
            variables.model.add(variables.cut_hours[one] <= most).only_enforce_if(last)
        for one, other in combinations(keys, 2):
            _in_proportion(variables, one, other, period)


def _reach_effort(
    variables: Variables, demand: TeamDemand, keys: list[MemberKey]
) -> None:
    """Post that whole periods and cut hours together reach the effort."""
    model, p, w = variables.model, demand.package, demand.way
    need = variables.demand(keys[0])
    own = variables.own_lengths[p, w, demand.index]
    cut = sum(
        speed * variables.cut_hours[key]
        for speed, key in zip(need.speeds, keys, strict=True)
    )
    name = f"own[{w},{demand.index}]len"
    for whole, length in pairwise(range(demand.longest + 1)):
        more = ~variables.at_most(name, p, own, whole)
        enough = variables.at_most(name, p, own, length)
        for added, same in demand.starts_by_work(variables, whole).items():
            when = [demand.chosen, more, enough]
            if len(same) < len(variables.starts[p]):
                when.append(variables.starts_inside(p, frozenset(same)))
            done = sum(
                amount * member
                for amount, member in zip(added, demand.members.values(), strict=True)
            )
            model.add(cut + done >= demand.effort).only_enforce_if(when)


def _in_proportion(
    variables: Variables, one: MemberKey, other: MemberKey, period: int
) -> None:
    """Post equal parts of two members' hours: each is rounded by less than one."""
    here, there = _hours(variables, one)[period], _hours(variables, other)[period]
    if not here or not there:
        return
    when = [
        variables.ends_in(one, period),
        variables.members[one],
        variables.members[other],
    ]
    apart = variables.cut_hours[one] * there - variables.cut_hours[other] * here
    most = here + there - 1
    variables.model.add_linear_constraint(apart, -most, most).only_enforce_if(when)


def _place(variables: Variables, key: MemberKey, period: int) -> None:
    """Count the cut hours in a period, if it is the last."""
    model, most = variables.model, _hours(variables, key)[period]
    if not most:
        return
    name = f"cut[{key.package},{key.way},{key.demand},{key.person},{period}]"
    worked = model.new_int_var(0, most, name)
    busy = model.new_bool_var(f"busy {name}")
    last = variables.ends_in(key, period)
    model.add(worked >= variables.cut_hours[key]).only_enforce_if(last)
    model.add(worked <= most * busy)
    variables.cut_periods[key, period] = worked, busy
